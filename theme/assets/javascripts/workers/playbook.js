/* The worker that Material's search box asks. An index that brings its documents is left to Material's own worker,
   whose name is in our address; one without is that of a large playbook, whose files are fetched as they are needed. */
"use strict";

const SETUP = 0;

const begin = async (event) => {
  if (event.data.type !== SETUP) return;
  removeEventListener("message", begin);
  const script = frameScript() || location;
  const beside = (name) => new URL(name, script).href;
  if (event.data.data.docs.length) {
    await importScripts(beside(script.search.slice(1)));
    dispatchEvent(new MessageEvent("message", { data: event.data }));
  } else {
    await importScripts(...["words.js", "index.js", "results.js", "answers.js"].map(beside));
    postMessage({ type: 1 });
  }
};

/* Opened from disk, the worker is a script in a frame and has no address of its own. */
const frameScript = () => (self.document ? new URL(self.document.scripts[0].src) : null);

addEventListener("message", begin);
