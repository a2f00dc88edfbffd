/* Chooses deals to compare: a box in each row of a table of deals, and a bar that leads to the comparison. What is chosen
   stands in the address, and is kept for this tab, so that an open deal and a closed one can be chosen in their own
   tables. */
"use strict";

(() => {
  const MOST = 4;
  const tables = [...document.querySelectorAll("[data-compare]")];
  if (!tables.length) return;

  const { compare, top } = tables[0].dataset;
  const KEPT = `playbook compare ${new URL(top || ".", location).pathname}`;
  const LETTERS = "abcd";

  const make = (name, properties = {}, ...children) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  };

  /* A browser that keeps nothing forgets the choice with the page. */
  const kept = () => {
    try {
      return new Map(JSON.parse(sessionStorage.getItem(KEPT)));
    } catch {
      return new Map();
    }
  };

  const keep = () => {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify([...chosen]));
    } catch {
      return;
    }
  };

  /* What an address names goes before what the tab kept. A name that no row bears is told by the comparison. */
  const named = () => {
    const given = new URLSearchParams(location.search).get("compare");
    const deals = [...new Set((given ?? "").split(",").map((deal) => deal.trim().slice(0, 200)).filter(Boolean))];
    return given === null ? null : new Map(deals.slice(0, MOST).map((deal) => [deal, deal]));
  };

  const write = () => {
    const address = new URL(location.href);
    if (chosen.size) address.searchParams.set("compare", [...chosen.keys()].join(","));
    else address.searchParams.delete("compare");
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  };

  const asked = (deal) => encodeURIComponent(deal).replaceAll("%2F", "/");

  const chosen = named() ?? kept();
  let atOnce = false;
  const link = make("a", { className: "md-button md-button--primary" });
  const names = make("span", { ariaLive: "polite" });
  const clear = make("button", { type: "button" }, "Clear");
  const bar = make("div", { className: "pb-chosen", role: "region", ariaLabel: "Deals to compare", hidden: true }, names, link, clear);

  /* The last two folders of a deal's address name it. */
  const dealOf = (row) => {
    const to = row.querySelector('td[data-col="deal"] a');
    return to && { to, deal: to.pathname.replace(/index\.html$/, "").split("/").filter(Boolean).slice(-2).join("/") };
  };

  const addBox = (row) => {
    const of = row.cells ? dealOf(row) : null;
    if (!of || row.querySelector(".pb-box")) return;
    const box = make("input", { type: "checkbox", className: "pb-box", ariaLabel: `Compare ${of.to.textContent}` });
    box.dataset.deal = of.deal;
    of.to.before(box);
    set(box);
    if (!box.checked) return;
    chosen.set(of.deal, of.to.textContent);
    say();
  };

  const set = (box) => {
    box.checked = chosen.has(box.dataset.deal);
    box.disabled = !box.checked && chosen.size >= MOST;
    box.title = box.disabled ? "Four deals at most are compared at once" : "Compare";
  };

  const say = () => {
    const more = { 1: ": tick another to compare it with, with Shift at once", [MOST]: " (four at most)" }[chosen.size] ?? "";
    names.textContent = [...chosen.values()].join(", ") + more;
  };

  const show = () => {
    const deals = [...chosen.keys()];
    bar.hidden = !deals.length;
    say();
    link.hidden = deals.length < 2;
    link.href = `${compare}?${deals.map((deal, place) => `${LETTERS[place]}=${asked(deal)}`).join("&")}`;
    link.textContent = `Compare ${deals.length} deals`;
    for (const box of document.querySelectorAll(".pb-box")) set(box);
  };

  const choose = (box) => {
    const { deal } = box.dataset;
    if (box.checked) chosen.set(deal, dealOf(box.closest("tr")).to.textContent);
    else chosen.delete(deal);
    changed();
    if (atOnce && !link.hidden) location.assign(link.href);
  };

  const changed = () => {
    keep();
    write();
    show();
  };

  for (const table of tables) {
    const body = table.querySelector("tbody");
    const addBoxes = () => [...body.rows].forEach(addBox);
    new MutationObserver(addBoxes).observe(body, { childList: true });
    body.addEventListener("click", ({ shiftKey }) => {
      atOnce = shiftKey;
    });
    body.addEventListener("change", (event) => event.target.matches(".pb-box") && choose(event.target));
    addBoxes();
  }
  clear.addEventListener("click", () => {
    chosen.clear();
    changed();
    document.querySelector(".pb-box")?.focus({ preventScroll: true });
  });
  tables.at(-1).append(bar);
  changed();
})();
