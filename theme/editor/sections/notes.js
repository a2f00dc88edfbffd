/* Notes: the Markdown below the fields, with a preview by the renderer of the pages. */

import { button, h } from "../dom.js";
import { frame, growing } from "../fields.js";

export function section(form) {
  return { title: "Notes", keys: ["notes"], render: (container) => render(container, form) };
}

function render(container, form) {
  const shown = h("div", { class: "pb-preview md-typeset", "aria-live": "polite" });
  const text = growing(form.get(["notes"]) || "", (value) => form.set(["notes"], value), { lines: true, rows: 12, class: "pb-long" });
  const preview = button("Preview", async () => {
    try {
      const page = new DOMParser().parseFromString(await form.receiver.notes(text.value, form.file), "text/html");
      shown.replaceChildren(...[...page.body.childNodes].map((each) => document.adoptNode(each)));
    } catch (fault) {
      shown.textContent = fault.message;
    }
  });
  container.append(frame(form, ["notes"], { title: "Notes", description: "Markdown: # heading, - list, **bold**." }, text));
  if (form.receiver.notes) container.append(preview, shown);
}
