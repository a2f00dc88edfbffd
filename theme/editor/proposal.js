/* Proposing what is saved: a branch with one commit, and where to open the request. */

import { button, h, newId } from "./dom.js";
import { receiver } from "./receiver.js";

/** Return the view that proposes; `saved` remembers what was saved and not proposed. */
export function proposalView(saved) {
  const id = newId("propose");
  const title = h("input", { id, placeholder: "made from the edits where it is left empty" });
  const result = h("div", { role: "status" });
  const go = button("Propose", async () => {
    go.disabled = true;
    try {
      const changes = saved.files.map((file) => ({ file, edits: saved.read(file) }));
      const made = await receiver.propose(title.value.trim(), changes);
      for (const { file } of changes) saved.write(file, []);
      result.replaceChildren(...done(made));
    } catch (fault) {
      result.replaceChildren(...refused(fault));
    } finally {
      go.disabled = false;
    }
  }, { class: "pb-main" });
  return h("div", {}, h("h3", {}, "Propose"),
    h("p", {}, "What you saved goes to a branch of its own for your colleagues to look at. Your files stay as they are."),
    h("div", { class: "pb-field" }, h("label", { class: "pb-field__label", for: id }, "Title"), title), go, result);
}

function done(made) {
  const isWeb = /^https?:/.test(made.address || "");
  return [
    h("p", {}, made.pushed ? "Pushed to " : "Made the branch ", h("code", {}, made.branch), "."),
    h("pre", {}, made.message),
    isWeb ? h("p", {}, h("a", { href: made.address, target: "_blank", rel: "noopener" }, "Open the request")) : null,
    made.note ? h("p", { class: "pb-field__help" }, made.note) : null,
  ].filter(Boolean);
}

function refused(fault) {
  const places = fault.data?.refused;
  if (!places) return [h("p", { class: "pb-problem" }, fault.message)];
  return [h("p", { class: "pb-problem" }, "Nothing was proposed, because these edits do not fit what was last committed:"),
    h("ul", {}, places.map((each) => h("li", {}, `${each.file}, ${(each.at || []).join(".")}${each.line ? `, line ${each.line}` : ""}: ${each.says || ""}`, each.text ? h("pre", {}, each.text) : null)))];
}
