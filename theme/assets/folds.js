/* Opens what is folded: all of it by one button, and whatever holds the place that a link leads to. */
(() => {
  "use strict";
  const folded = document.querySelectorAll("#__content details:not(.pb-sections details)");
  if (!folded.length) return;

  const reveal = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const inside = place?.closest("#__content details");
    if (!inside) return;
    for (let fold = inside; fold; fold = fold.parentElement.closest("details")) fold.open = true;
    place.scrollIntoView();
  };
  const button = document.querySelector("[data-unfold]");
  button?.addEventListener("click", () => {
    const opens = button.getAttribute("aria-pressed") !== "true";
    for (const each of folded) each.open = opens;
    button.setAttribute("aria-pressed", String(opens));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (link && link.hash === location.hash) reveal();
  });
  addEventListener("hashchange", reveal);
  reveal();
  requestAnimationFrame(() => requestAnimationFrame(() => { document.documentElement.dataset.folds = "placed"; }));
})();
