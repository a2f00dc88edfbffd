/* Places that somebody else changed meanwhile: both sides beside each other, and a person takes one of each. */

import { button, h, newId, worded } from "./dom.js";

function printed(value) {
  if (value === null || value === undefined) return "(nothing)";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.join("\n");
  return Object.entries(value).map(([key, each]) => `${worded(key)}: ${printed(each)}`).join("\n");
}

/** Show conflicts; `settled` is called with the conflicts in which ours was taken. */
export function conflictView(conflicts, settled) {
  const chosen = new Map();
  const side = (conflict, whose, title, value) => {
    const input = h("input", { type: "radio", name: conflict.name, onchange: () => {
      chosen.set(conflict, whose);
      go.disabled = chosen.size < conflicts.length;
    } });
    return h("label", { class: "pb-side" }, h("span", { class: "pb-check" }, input, h("span", {}, title)), h("pre", {}, printed(value)));
  };
  const go = button("Go on with these", () => settled(conflicts.filter((each) => chosen.get(each) === "yours")), { class: "pb-main", disabled: true });
  return h("div", { class: "pb-conflicts" },
    h("h3", { tabIndex: -1 }, "Changed meanwhile"),
    h("p", {}, "Somebody else changed these places after you opened the form. Nothing has been saved; take one side of each."),
    conflicts.map((each) => {
      const conflict = each;
      conflict.name = newId("side");
      return h("fieldset", { class: "pb-block" }, h("legend", {}, each.at.map(worded).join(" › ")),
        h("div", { class: "pb-sides" }, side(each, "yours", "Mine", each.yours), side(each, "theirs", "Theirs", each.theirs)));
    }), go);
}
