/* A copy button beside each plain text; without this script the text is there to be selected. */
(() => {
  "use strict";
  if (!navigator.clipboard) return;
  for (const text of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pb-copy";
    button.textContent = "Copy as plain text";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Select the text and copy it by hand";
        text.closest("details").open = true;
      }
      setTimeout(() => { button.textContent = "Copy as plain text"; }, 3000);
    });
    text.closest("details").before(button);
  }
})();
