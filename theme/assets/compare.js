/* Sets deals side by side: those that the address names, ?a=account/deal&b=…, and the closed deals that were most alike.
   Each deal is a script of its own (opened from disk, a page can fetch nothing) that hands over its printed cells. */
"use strict";

(() => {
  const MOST = 4;
  const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
  const DEAL = /^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/;
  const MOST_ALIKE = 3;
  const page = document.querySelector(".pb-compare");
  const part = (name) => page.querySelector(`[data-${name}]`);
  const { days, openDeals } = page.dataset;
  const [least, ended] = [Number(page.dataset.least), Number(page.dataset.ended)];
  const deals = new Map();
  let closed = null;

  const make = (name, properties = {}, ...children) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  };

  window.comparedDeal = (deal) => deals.set(deal.deal, deal);
  window.comparedClosed = (lines) => {
    closed = lines.map(([deal, title, account, word, said, marks]) => ({ deal, title, account, word, said, marks }));
  };

  const bring = (src) =>
    new Promise((resolve) => {
      document.head.append(make("script", { src, onload: resolve, onerror: resolve }));
    });

  const address = (identities) =>
    `?${identities.map((identity, place) => `${LETTERS[place]}=${identity}`).join("&")}`;

  const counted = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

  const say = (...children) => part("said").append(make("p", { className: "pb-next" }, ...children));

  const sayUnknown = (name) => {
    const table = make("a", { href: `${openDeals}?text=${encodeURIComponent(name.split("/").pop())}` }, "table of deals");
    const why = "its name or its account's may have changed, or its file cannot be read";
    say(`There is no deal “${name}” here: ${why}. Look for it in the `, table, ".");
  };

  /* The deals that the address names, each once; what is named beyond them is said. */
  const asked = () => {
    const names = [...new URLSearchParams(location.search)]
      .filter(([key, value]) => LETTERS.includes(key) && value.trim())
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([, value]) => value.trim().replace(/^\/|\/$/g, "").slice(0, 200));
    const each = [...new Set(names)];
    if (each.length < names.length) say("A deal that was named twice stands here once.");
    if (each.length > MOST) say(`Four deals at most are compared at once. Left out: ${each.slice(MOST).join(", ")}.`);
    return each.slice(0, MOST);
  };

  /* --- Marks --- */

  const known = (...marks) => marks.every((mark) => mark !== "?");

  const differing = (one, other) => {
    const both = [...one].map((mark, place) => place).filter((place) => known(one[place], other[place]));
    return { both: both.length, places: both.filter((place) => one[place] !== other[place]) };
  };

  /* The closed deals with the fewest differing marks; of equal ones those of which more is known, then by name. */
  const mostAlike = (deal) =>
    (closed ?? [])
      .filter((other) => other.deal !== deal.deal && other.marks.length === deal.marks.length)
      .map((other) => ({ ...other, ...differing(deal.marks, other.marks) }))
      .filter((other) => other.both >= least)
      .sort((a, b) => a.places.length - b.places.length || b.both - a.both || (a.deal < b.deal ? -1 : 1))
      .slice(0, MOST_ALIKE);

  const compareMarks = (chosen) => {
    const counts = { differ: 0, agree: 0, open: 0 };
    [...chosen[0].marks].forEach((_, place) => {
      const marks = chosen.map((deal) => deal.marks[place]).filter((mark) => known(mark));
      const differs = new Set(marks).size > 1;
      const state = differs ? "differ" : marks.length === chosen.length ? "agree" : "open";
      counts[state] += 1;
      const row = rowOf(place);
      row.classList.toggle("pb-differs", differs);
      if (differs) row.cells[0].append(make("small", {}, " differs"));
    });
    return counts;
  };

  /* --- What is shown --- */

  const rowOf = (key) => page.querySelector(`[data-row="${key}"]`);

  const cellsOf = (deal) => {
    const template = document.createElement("template");
    template.innerHTML = deal.cells;
    return [...template.content.children];
  };

  const showColumn = (deal, chosen) => {
    for (const cell of cellsOf(deal)) {
      cell.dataset.deal = deal.title;
      rowOf(cell.dataset.of)?.append(cell);
    }
    if (chosen.length < 2) return;
    const others = chosen.filter((other) => other !== deal).map((other) => other.deal);
    const out = make("a", { href: address(others), ariaLabel: `Take ${deal.title} out` }, "take out");
    rowOf("deal").lastElementChild.append(make("small", {}, out));
  };

  const showTable = (chosen) => {
    for (const deal of chosen) showColumn(deal, chosen);
    for (const head of page.querySelectorAll(".pb-group th")) head.colSpan = chosen.length + 1;
    part("compared").hidden = false;
    page.dataset.count = chosen.length;
    if (chosen.length < 2) return;
    const { differ, agree, open } = compareMarks(chosen);
    const total = chosen[0].marks.length;
    part("sum").textContent =
      `Of ${counted(total, "criterion", "criteria")} ${differ} differ, ${agree} agree, and ${open} are not known in all of them.`;
  };

  const label = (place) => rowOf(place).cells[0].firstChild.data;

  const alikeLine = (other, chosen) => {
    const compared = chosen.length < MOST && !chosen.some((deal) => deal.deal === other.deal);
    const title = `${other.title}, ${other.account}`;
    const link = compared ? make("a", { href: address([...chosen.map((deal) => deal.deal), other.deal]) }, title) : title;
    const labels = other.places.map(label).join(", ");
    const marks = `${other.places.length} of ${other.both} marks known in both differ${labels ? `: ${labels}` : ""}`;
    return make("li", {}, link, ` ${other.word} ${other.said}. `, make("small", {}, `${marks}.`));
  };

  const whyNone = (deal) => {
    if (!ended) return "no deal has ended yet.";
    if (!closed) return "the list of closed deals could not be loaded. Load the page again; if that does not help, build the site again.";
    const own = [...deal.marks].filter((mark) => known(mark)).length;
    const marks = `at least ${counted(least, "mark")} known in both, and`;
    if (own < least) return `it takes ${marks} of this deal ${own ? `only ${own}` : "none"} ${own > 1 ? "are" : "is"} known.`;
    return `it takes ${marks} none of ${counted(ended, "closed deal")} has as many that were known ${days} before its end.`;
  };

  const showAlike = (chosen) => {
    const lists = chosen.map((deal) => {
      const found = mostAlike(deal).map((other) => alikeLine(other, chosen));
      const lines = found.length ? make("ol", {}, ...found) : make("p", { className: "pb-soft" }, `None: ${whyNone(deal)}`);
      return make("section", {}, make("h3", {}, `Most like ${deal.title}`), lines);
    });
    if (lists.length) part("alike").append(make("h2", {}, `Closed deals ${days} before their end`), ...lists);
  };

  /* The tables open with the boxes of these deals ticked. */
  const bringAlong = (chosen) => {
    if (!chosen.length) return;
    const compared = chosen.map((deal) => deal.deal).join(",");
    for (const link of page.querySelectorAll("a[data-table]")) link.href += `?compare=${compared}`;
  };

  const start = async () => {
    const names = asked();
    const sound = names.filter((name) => DEAL.test(name));
    await Promise.all([bring("closed.js"), ...sound.map((name) => bring(`deals/${name}.js`))]);
    for (const name of names) if (!deals.has(name)) sayUnknown(name);
    const chosen = sound.map((name) => deals.get(name)).filter(Boolean);
    part("choose").hidden = chosen.length > 1;
    part("add").hidden = chosen.length === MOST;
    bringAlong(chosen);
    if (chosen.length === 1) part("compared").before(part("alike"));
    if (chosen.length) showTable(chosen);
    showAlike(chosen);
    part("differing").addEventListener("change", (event) => page.classList.toggle("pb-compare--differing", event.target.checked));
    page.dataset.ready = "";
  };

  start();
})();
