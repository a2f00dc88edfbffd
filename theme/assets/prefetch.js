/* Fetches a page of this site when the reader points at its link, so that it is there when the link is followed. */
(() => {
  "use strict";
  if (!location.protocol.startsWith("http") || navigator.connection?.saveData) return;
  const asked = new Set([location.pathname]);
  const ahead = (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.origin !== location.origin || link.hasAttribute("download")) return;
    if (!link.pathname.endsWith("/") || asked.has(link.pathname)) return;
    asked.add(link.pathname);
    document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: link.pathname }));
  };
  document.addEventListener("pointerover", ahead, { passive: true });
  document.addEventListener("focusin", ahead);
})();
