/* Lets the search work in a folder that is opened from disk, where a browser starts no worker: the worker's script
   runs in a hidden frame instead. Material's own worker asks for the frame by the name IFrameWorker. */
"use strict";

if (location.protocol === "file:") {
  window.IFrameWorker = class IFrameWorker extends EventTarget {
    constructor(address) {
      super();
      this.waiting = [];
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      const inside = this.frame.contentWindow;
      const load = (source) =>
        new Promise((done, failed) => {
          const script = inside.document.createElement("script");
          Object.assign(script, { src: source, onload: done, onerror: failed });
          inside.document.head.append(script);
        });
      inside.postMessage = (said) => this.dispatchEvent(new MessageEvent("message", { data: said }));
      inside.importScripts = (...sources) =>
        sources.reduce((before, source) => before.then(() => load(source)), Promise.resolve());
      load(String(address)).then(() => {
        this.ready = true;
        this.waiting.splice(0).forEach((said) => this.postMessage(said));
      });
    }

    postMessage(said) {
      if (!this.ready) this.waiting.push(said);
      else this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data: said }));
    }
  };
  window.Worker = window.IFrameWorker;
}
