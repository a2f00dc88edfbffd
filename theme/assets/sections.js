/* Gives a phone what stands beside the page on a wide screen: a button that unfolds the sections of a longer page. */
(() => {
  "use strict";
  const FEWEST = 4;
  const links = document.querySelectorAll(".md-sidebar--secondary .md-nav__list > .md-nav__item > a");
  const page = document.querySelector("#__content .pb");
  if (!page || links.length < FEWEST) return;

  const make = (name, properties, ...children) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  };
  const items = [...links].map(({ hash, textContent }) => make("li", {}, make("a", { href: hash }, textContent.trim())));
  const fold = make("details", {}, make("summary", {}, "On this page"), make("ul", {}, ...items));
  fold.addEventListener("click", ({ target }) => {
    if (target.localName === "a") fold.open = false;
  });
  fold.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !fold.open) return;
    fold.open = false;
    fold.firstElementChild.focus();
  });
  page.append(make("nav", { className: "pb-sections", ariaLabel: "On this page" }, fold));
})();
