/* The entry: links to edit and to make something new on a page, and the panel that they open. */

import "./served.js";

import { button, h } from "./dom.js";
import { askForNew } from "./new.js";
import { Panel } from "./panel.js";
import { receiver } from "./receiver.js";

const FRAGMENT = /^#edit(?:=([\w-]+(?:\/[\w-]+)*))?$/;
const FRESH = 3000;
let isOpen = false;
let expected = null;

const edit = h("a", { class: "md-button pb-edit", href: "#edit", "aria-keyshortcuts": "E", onclick: (event) => {
  event.preventDefault();
  open(receiver.file);
}, onpointerenter: expect, onfocus: expect }, "Edit");
const make = button("New…", () => {
  if (isOpen) return;
  isOpen = true;
  askForNew((file, kind) => {
    isOpen = false;
    open(file, kind === "person" ? "people" : "", true);
  }, () => {
    isOpen = false;
    make.focus();
  });
}, { class: "md-button pb-edit" });

/** Ask for the form while the hand is still on its way to the link. */
function expect() {
  if (isOpen || isStillFresh()) return;
  expected = { since: performance.now(), form: receiver.form(receiver.file) };
  expected.form.catch(() => { expected = null; });
}

const isStillFresh = () => expected && performance.now() - expected.since < FRESH;

function open(file, wanted = "", isNew = false) {
  if (isOpen) return;
  isOpen = true;
  const form = file === receiver.file && isStillFresh() ? expected.form : undefined;
  expected = null;
  new Panel(file, (hasSaved) => {
    isOpen = false;
    if (FRAGMENT.test(location.hash)) history.replaceState(null, "", location.pathname + location.search);
    if (hasSaved || isNew) location.reload();
    else edit.focus();
  }).open(wanted, undefined, form);
}

function openedByAddress() {
  const found = FRAGMENT.exec(location.hash);
  if (found && receiver.file) open(receiver.file, found[1] || "");
}

const page = document.getElementById("__content");
if (page && receiver.place) {
  page.prepend(h("p", { class: "pb-edit-links" }, receiver.file ? edit : null, make));
  for (const place of receiver.file ? page.querySelectorAll("[data-edit]") : []) {
    place.replaceChildren(h("a", { href: `#edit=${place.dataset.edit}`, onpointerenter: expect, onfocus: expect }, place.textContent ? `Edit ${place.textContent}` : "Answer in the form"));
  }
  addEventListener("hashchange", openedByAddress);
  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
    if (event.key !== "e" || event.ctrlKey || event.metaKey || event.altKey || isTyping || !receiver.file) return;
    event.preventDefault();
    open(receiver.file);
  });
  openedByAddress();
}
