/* Leads to the previous and the next page of the list that the reader came from. A table keeps it (see portfolio.js), or
   a list that says in `data-list` which links its lines are about, in this tab alone; a page that is not in it says
   nothing. */
(() => {
  "use strict";
  const KEPT = "playbook list";

  document.addEventListener("click", ({ target }) => {
    const [link, list] = [target.closest("a[href]"), target.closest("[data-list]")];
    if (!link || !list) return;
    const lines = [...list.children].map((line) => [line, line.querySelector(list.dataset.list)]).filter(([, about]) => about);
    const at = lines.findIndex(([line, about]) => line.contains(link) && link.pathname.startsWith(about.pathname));
    if (at < 0) return;
    const pages = lines.map(([, { href, textContent }]) => [href, textContent]);
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ from: location.href, at, pages, before: 0, total: pages.length }));
    } catch {
      return;
    }
  });

  const crumbs = document.querySelector("#__content .pb-crumbs");
  if (!crumbs) return;

  const kept = () => {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT));
    } catch {
      return null;
    }
  };
  const make = (name, properties, ...children) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  };
  /* Leads there, and tells Material's keys p and n where that is. */
  const leading = (rel, says, [href, title]) => {
    document.head.append(make("link", { rel, href }));
    return make("a", { rel, href, title: `${says}: ${title}` }, make("span", {}, title));
  };

  const list = kept();
  if (!list) return;
  const own = new Set([location, ...document.querySelectorAll(".pb-bar .pb-tabs a")].map(({ pathname }) => pathname));
  const isHere = (page) => page && own.has(new URL(page[0]).pathname);
  const places = [list.at, list.at + 1, list.at - 1, list.pages.findIndex(isHere)];
  const at = places.find((place) => isHere(list.pages[place]));
  if (at === undefined) return;
  sessionStorage.setItem(KEPT, JSON.stringify({ ...list, at }));
  const [previous, next] = [list.pages[at - 1], list.pages[at + 1]];
  const place = `${(list.before + at + 1).toLocaleString("en")} of ${list.total.toLocaleString("en")}`;
  crumbs.before(
    make(
      "nav",
      { className: "pb-neighbours", ariaLabel: "The list you came from" },
      ...(previous ? [leading("prev", "Previous", previous)] : []),
      make("a", { href: list.from, title: "Back to the list" }, place),
      ...(next ? [leading("next", "Next", next)] : []),
    ),
  );
})();
