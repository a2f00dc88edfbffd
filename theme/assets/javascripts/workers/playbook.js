/* The worker that Material's search box asks, in place of Material's own. It is ready at once, and fetches the rest of
   itself when the box is used first; what is asked meanwhile is asked again then. */
"use strict";

const SETUP = 0;
const PARTS = ["words.js", "figures.js", "index.js", "spelling.js", "results.js", "answers.js"];

let latest = null;

const begin = async ({ data }) => {
  if (data.type === SETUP) {
    postMessage({ type: 1 });
    return;
  }
  const isFetching = latest !== null;
  latest = data;
  if (isFetching) return;
  try {
    await importScripts(...PARTS.map((name) => new URL(name, frameScript() || location).href));
  } catch (error) {
    latest = null;
    throw error;
  }
  removeEventListener("message", begin);
  dispatchEvent(new MessageEvent("message", { data: latest }));
};

/* Opened from disk, the worker is a script in a frame and has no address of its own. */
const frameScript = () => (self.document ? new URL(self.document.scripts[0].src) : null);

addEventListener("message", begin);
