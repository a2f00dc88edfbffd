/* The steps of a position strip name their criterion and what is known of it, which the scorecard has; without this script a step leads there. */
(() => {
  "use strict";
  for (const step of document.querySelectorAll(".pb-strip a")) {
    const [criterion, known] = document.getElementById(step.hash.slice(1)).cells;
    const said = step.lastElementChild;
    said.textContent = `${criterion.firstChild.data.trim().replace(/^\d+ /, "")}: ${said.textContent}`;
    if (known.firstChild.nodeType !== Node.TEXT_NODE) continue;
    const evidence = document.createElement("small");
    evidence.textContent = known.firstChild.data;
    said.append(evidence);
  }
})();
