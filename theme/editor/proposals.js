/* The page that proposes changes: the form of the file that the address names, #account/deal, or a way to find one. */

import "./published.js";

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
  place.replaceChildren(file ? again(file) : nothing());
  open?.dialog.close();
  if (!file) return;
  open = new Panel(file, () => { open = null; });
  open.open();
}

const again = (file) => h("p", {}, h("a", { href: location.hash, onclick: (event) => { event.preventDefault(); lookAtAddress(); } }, `Open the form of ${file} again`));

const nothing = () => h("p", {}, "Open a deal, an account, a partner or a competitor in the ", h("a", { href: "../deals/" }, "playbook"), " and choose “Propose a change” at its end.");

addEventListener("hashchange", lookAtAddress);
place.hidden = false;
lookAtAddress();
