/* Opens the search with Ctrl-K or Cmd-K, leads back to where the reader was when it is left, and lets Enter wait for the
   results of what was typed. */
(() => {
  "use strict";
  const PAUSE = 100; // as in workers/answers.js: no answer to a query comes sooner
  const box = document.querySelector("[data-md-component='search-query']");
  const toggle = document.querySelector("[data-md-toggle='search']");
  const results = document.querySelector("[data-md-component='search-result']");
  if (!box || !toggle || !results) return;
  let before = null;

  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key !== "k") return;
    event.preventDefault();
    box.focus();
    box.select();
  });
  box.addEventListener("focus", ({ relatedTarget }) => {
    if (!relatedTarget?.closest("[data-md-component='search']")) before = relatedTarget;
  });
  const leadBack = () => before?.focus({ preventScroll: true });
  toggle.addEventListener("change", () => {
    if (!toggle.checked) leadBack();
  });
  // Material hears Escape only once it has seen the search open, which may be after a quick reader has pressed it.
  box.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    if (toggle.checked) toggle.click();
    else leadBack();
  });

  // A quick reader presses Enter while the results of the first letters are still there: it opens the best of the next.
  let answered = "";
  let typedAt = 0;
  let isEntered = false;
  box.addEventListener("input", () => {
    typedAt = performance.now();
    isEntered = false;
  });
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter" || event.target !== box || box.value === answered) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      isEntered = true;
    },
    true,
  );
  new MutationObserver(() => {
    if (performance.now() - typedAt < PAUSE) return;
    answered = box.value;
    if (isEntered && toggle.checked) box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    isEntered = false;
  }).observe(results, { childList: true, characterData: true, subtree: true });
})();
