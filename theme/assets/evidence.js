/* The steps of a position strip show what is known of their criterion, which the scorecard has; without this script a step leads there. */
(() => {
  "use strict";
  for (const step of document.querySelectorAll(".pb-strip a")) {
    const known = document.getElementById(step.hash.slice(1)).cells[1].firstChild;
    if (known.nodeType !== Node.TEXT_NODE) continue;
    const evidence = document.createElement("small");
    evidence.textContent = known.data;
    step.lastElementChild.append(evidence);
  }
})();
