/* Three ways without a token: the file, the forge's own editor, a patch for a mail. They need no network. */

import { button, h, newId } from "../dom.js";
import { NAMES, editorOf } from "./kinds.js";
import { mailLink, mailOf, patchOf } from "./patch.js";

/** Return the section; `words` returns those of the proposal as it is titled now. */
export function without({ target, change, words }) {
  const status = h("p", { role: "status", class: "pb-proposal__status" });
  const say = (says) => { status.textContent = says; };
  return h("details", { class: "pb-entry" }, h("summary", {}, "Without a token"),
    file(change, say), editor(target, change, say), patch(target, change, words, say), status);
}

function file(change, say) {
  const name = change.file.split("/").at(-1);
  return h("div", { class: "pb-field" }, h("h4", {}, "The changed file"),
    button("Download the file", () => {
      download(change.after, name);
      say(`${name} is the whole file with your edits: it takes the place of ${change.file}.`);
    }));
}

function editor(target, change, say) {
  const shown = h("textarea", { readOnly: true, hidden: true, rows: 6, "aria-label": "The changed file" }, change.after);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(change.after);
      say("The file's text is copied. Select all in the editor, paste, and propose it there.");
    } catch {
      shown.hidden = false;
      shown.select();
      say("This browser does not copy for a page: copy the text that is selected.");
    }
  };
  const there = h("a", { href: editorOf(target, change.file), target: "_blank", rel: "noopener noreferrer", onclick: copy }, `Copy the text and open the editor on ${NAMES[target.kind]}`);
  return h("div", { class: "pb-field" }, h("h4", {}, `${NAMES[target.kind]}'s own editor`), h("p", {}, there), button("Copy the text", copy), shown);
}

function patch(target, change, words, say) {
  const [name, address] = ["Your name", "Your mail address"].map((label, at) => {
    const id = newId("sender");
    return { input: h("input", { id, type: at ? "email" : "text", autocomplete: at ? "email" : "name" }), label: h("label", { class: "pb-field__label", for: id }, label) };
  });
  const made = () => ({ path: target.folder + change.file, before: change.before, after: change.after, blob: change.blob });
  const mail = h("a", { href: "#", onclick: async (event) => {
    event.preventDefault();
    const link = mailLink(words().message, await patchOf(made()));
    if (link) location.assign(link);
    else say("The patch is too long for a mail that a page writes: download it and attach it.");
  } }, "Write a mail with the patch");
  const save = button("Download the patch", async () => {
    if (!name.input.value.trim() || !address.input.value.includes("@")) {
      say("A commit says who made it: write your name and mail address.");
      (name.input.value.trim() ? address : name).input.focus();
      return;
    }
    const text = await mailOf({ ...made(), name: name.input.value.trim(), address: address.input.value.trim(), message: words().message, date: new Date() });
    download(text, `${change.file.replace(/\.md$/, "").replaceAll("/", "-")}.patch`);
    say("Attach the patch to a mail; whoever keeps the playbook applies it with git am.");
  });
  return h("div", { class: "pb-field" }, h("h4", {}, "A patch by mail"), name.label, name.input, address.label, address.input, h("p", { class: "pb-proposal__buttons" }, save), h("p", {}, mail, " (for git apply)"));
}

function download(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
