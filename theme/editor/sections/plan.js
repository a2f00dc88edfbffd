/* Plan: what is done, what is moved and what is new, before goal, objectives and means. */

import { button, h } from "../dom.js";
import { block, entryTitle, field, mapping, segmented } from "../fields.js";

const STATES = [{ key: "open", title: "Open" }, { key: "done", title: "Done" }, { key: "dropped", title: "Dropped" }];
const WEEK = 7 * 24 * 60 * 60 * 1000;

export function section(form) {
  return { title: "Plan", keys: ["plan"], render: (container) => render(container, form) };
}

function render(container, form) {
  const schema = form.schema(["plan"]);
  for (const key of ["actions", "milestones"]) {
    container.append(mapping(form, ["plan", key], form.schema(["plan", key]), { entry: task(key === "actions" ? "due" : "by"), main: "what" }));
  }
  container.append(block(form, ["plan"], schema, { except: ["actions", "milestones"] }));
}

/** A task: its state, day and owner in one row, the rest of its fields below. */
function task(day) {
  return (form, at, remove, isOpen) => {
    const title = entryTitle(form, at);
    const row = h("div", { class: "pb-task" });
    const draw = () => row.replaceChildren(
      segmented(STATES, form.get([...at, "state"]) || "open", (state) => {
        form.set([...at, "state"], state);
        if (day === "due") form.set([...at, "done"], state === "done" ? form.get([...at, "done"]) || form.today : null);
        draw();
        row.querySelector(":checked")?.focus();
      }, `${title}: state`),
      field(form, [...at, day], { ...form.schema([...at, day]), format: "date" }),
      button("A week later", (event) => {
        const from = Date.parse(form.get([...at, day]) || form.today);
        form.set([...at, day], new Date((Number.isNaN(from) ? Date.parse(form.today) : from) + WEEK).toISOString().slice(0, 10));
        draw();
        row.querySelector(".pb-later")?.focus();
      }, { class: "pb-quiet pb-later", "aria-label": `${title}: a week later` }),
      field(form, [...at, "owner"]),
    );
    draw();
    const more = h("details", { open: isOpen }, h("summary", {}, "More"));
    const fill = () => more.childElementCount > 1 || more.append(block(form, at, form.schema(at), { except: ["state", day, "owner"] }),
      button("Remove", remove, { class: "pb-quiet", "aria-label": `Remove ${title}` }));
    if (isOpen) fill();
    more.addEventListener("toggle", () => more.open && fill());
    return h("div", { class: "pb-entry pb-entry--task", role: "group", "aria-label": title },
      h("p", { class: "pb-entry__title" }, title), row, more, h("div", { class: "pb-field__problems", "data-at": JSON.stringify(at) }));
  };
}
