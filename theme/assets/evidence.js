/* Draws for each competitor a strip of all criteria: where each leaves us, and what is known of it. All of that stands in the
   lines of the scorecard, to which the steps lead; without this script it stands there alone. */
(() => {
  "use strict";
  const make = (name, properties, ...children) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  };
  const number = (line) => parseInt(line.cells[0].textContent, 10);
  const lines = [...document.querySelectorAll(".pb-score tr[id]")].filter((line) => line.cells.length > 2);
  lines.sort((a, b) => number(a) - number(b));

  const step = (line, name) => {
    const [criterion, known] = line.cells;
    const cell = [...line.cells].find(({ dataset }) => dataset.label === name);
    const place = cell.querySelector("small")?.textContent ?? "";
    const label = criterion.firstChild.data.trim().replace(/^\d+ /, "");
    const said = make("span", {}, `${label}: ${place || "not known"}`);
    if (known.firstChild.nodeType === Node.TEXT_NODE) said.append(make("small", {}, known.firstChild.data));
    return make("li", { className: place }, make("a", { href: `#${line.id}` }, `${number(line)} `, said));
  };

  for (const box of document.querySelectorAll("[data-strip]")) {
    const steps = lines.map((line) => step(line, box.dataset.strip));
    box.replaceWith(make("ol", { className: "pb-strip", ariaLabel: "Where we stand, criterion by criterion" }, ...steps));
  }
})();
