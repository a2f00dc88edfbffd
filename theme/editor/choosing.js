/* The deals of the site to choose from, where the address names none. */

import { h, newId } from "./dom.js";

const MOST = 50;

/** Return the list of deals, narrowed by what is typed above it; `isUnknown` tells that the address names something else. */
export async function choosing(isUnknown) {
  const said = isUnknown ? h("p", { role: "alert" }, "The address of this page names no file that has a form.") : null;
  let deals = null;
  try {
    deals = await (await fetch("deals.json", { credentials: "same-origin" })).json();
  } catch {
    return h("div", {}, said, h("p", {}, "The list of deals does not load: look at the network and load the page again."));
  }
  const id = newId("deals");
  const list = h("ul", { class: "pb-proposals__list", "aria-label": "Deals" });
  const count = h("p", { role: "status" });
  const narrow = h("input", { id, type: "search", autocomplete: "off", oninput: () => show(narrow.value) });
  const show = (words) => {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    const found = deals.filter((each) => wanted.every((word) => each.join(" ").toLowerCase().includes(word)));
    list.replaceChildren(...found.slice(0, MOST).map(([name, title, account]) => h("li", {}, h("a", { href: `#${name}` }, title, h("span", {}, account)))));
    count.textContent = found.length > MOST ? `${found.length.toLocaleString("en")} deals, of which the first ${MOST} are here: type more of a name` : `${found.length} ${found.length === 1 ? "deal" : "deals"}`;
  };
  show("");
  return h("div", {}, said, h("h2", {}, "Which deal?"), h("label", { for: id }, "Part of its name, or of the account's"), narrow, count, list,
    h("p", { class: "pb-field__help" }, "Accounts, partners and competitors are changed from the end of their own page."));
}
