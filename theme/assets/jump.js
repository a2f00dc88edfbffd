/* Opens the search with Ctrl-K or Cmd-K, and leads back to where the reader was when it is left. */
(() => {
  "use strict";
  const box = document.querySelector("[data-md-component='search-query']");
  const toggle = document.querySelector("[data-md-toggle='search']");
  if (!box || !toggle) return;
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
})();
