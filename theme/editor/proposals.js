/* The page that proposes changes: the form of the file that the address names, #account/deal, or a way to find one. */

import "./published.js";

import { choosing } from "./choosing.js";
import { h } from "./dom.js";
import { Panel } from "./panel.js";

const place = document.getElementById("proposals");
const FILE = /^(?!\/)(?!.*(?:\/\/|\.\.))[\w/-]{1,140}$/;
let open = null;

/** Return the file that the address names, empty where it names none. */
function named() {
  let name = "";
  try {
    name = decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
  if (!FILE.test(name)) return "";
  const isOwn = name.includes("/");
  return isOwn ? `${name}.md` : `${name}/index.md`;
}

function lookAtAddress() {
  const file = named();
  open?.dialog.close();
  place.replaceChildren();
  if (!file) {
    list(place, location.hash.length > 1);
    return;
  }
  open = new Panel(file, () => {
    open = null;
    place.replaceChildren(again(file));
    list(place, false);
  });
  open.open();
}

/** Add the list of deals to a place, unless a form has been opened meanwhile. */
async function list(to, isUnknown) {
  const deals = await choosing(isUnknown);
  if (!open) to.append(deals);
}

const again = (file) => h("p", {}, h("a", { href: location.hash, onclick: (event) => { event.preventDefault(); lookAtAddress(); } }, `Open the form of ${file} again`));

addEventListener("hashchange", lookAtAddress);
place.hidden = false;
lookAtAddress();
