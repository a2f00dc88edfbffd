/* Value: the four answers, and the lines under their heads, each with what it comes to; every figure is the receiver's. */

import { button, capital, h, newId, slugOf } from "../dom.js";
import { block, entryTitle, foldedEntry, problemsOf } from "../fields.js";

const AT = ["value", "lines"];
const CASES = [["benefit", "Benefits"], ["cost", "Costs"], ["net", "Net value"], ["roi", "ROI"], ["payback", "Payback"], ["npv", "NPV"]];

export function section(form) {
  return { title: "Value", keys: ["value"], render: (container) => render(container, form) };
}

function render(container, form) {
  const place = h("div", { class: "pb-entries" });
  const list = (open) => place.replaceChildren(...heads(form).flatMap((head) => group(form, head, open, list)));
  list();
  container.append(
    block(form, ["value"], form.schema(["value"]), { except: ["lines"] }),
    h("fieldset", { class: "pb-block" }, h("legend", {}, "Lines"), totals(form), place, adding(form, list), problemsOf(AT)));
}

/** Return the heads with the keys of their lines, those that are none of the method's last. */
function heads(form) {
  const lines = Object.entries(form.get(AT) || {});
  const known = form.choices("value_heads");
  const rest = lines.filter(([, line]) => !known.some((each) => each.key === line?.head));
  const under = (head) => lines.filter(([, line]) => line?.head === head.key).map(([key]) => key);
  return [...known.map((head) => ({ ...head, lines: under(head) })), { title: "Under no head", side: "", lines: rest.map(([key]) => key) }];
}

function group(form, head, open, list) {
  if (!head.lines.length) return [];
  const title = h("h4", {}, head.title, " ", h("span", { class: "pb-unit" }, head.side));
  return [title, ...head.lines.map((key) => line(form, key, key === open, list))];
}

/** A line of the worksheet with its total beside its name. */
function line(form, key, isOpen, list) {
  const at = [...AT, key];
  const title = entryTitle(form, at);
  const total = h("span", { class: "pb-entry__brief" });
  const tell = () => { total.textContent = form.totals?.lines[key] ?? ""; };
  form.onTotals(() => total.isConnected && tell());
  tell();
  return foldedEntry(at, title, total, isOpen, () => {
    const id = newId("kind");
    const kind = kinds(form, form.get(at), (head, item) => {
      form.set([...at, "head"], head);
      form.set([...at, "item"], item);
      list(key);
    });
    kind.id = id;
    return [
      h("div", { class: "pb-field" }, h("label", { class: "pb-field__label", for: id }, "What changes"), kind, problemsOf([...at, "head"]), problemsOf([...at, "item"])),
      block(form, at, form.schema(at), { except: ["head", "item"] }),
      button("Remove", () => {
        form.set(at, null);
        list();
      }, { class: "pb-quiet", "aria-label": `Remove ${title}` }),
    ];
  });
}

/** The items of the method under their heads, of which one is chosen. */
function kinds(form, value, chosen) {
  const pair = (head, item) => JSON.stringify([head, item]);
  const now = pair(value?.head, value?.item);
  const option = (head, item, title) => h("option", { value: pair(head, item), selected: pair(head, item) === now }, title);
  const known = form.choices("value_heads").map((head) => h("optgroup", { label: head.title }, head.items.map((item) => option(head.key, item.key, item.title))));
  const control = h("select", { onchange: () => chosen(...JSON.parse(control.value)) }, known);
  if (control.value !== now) control.prepend(h("option", { value: now, selected: true }, value?.item ? `${capital(value.item)}: not in the method` : "Choose what changes…"));
  return control;
}

function adding(form, list) {
  const control = kinds(form, null, () => {});
  control.setAttribute("aria-label", "New line");
  return h("div", { class: "pb-add" }, control, button("Add a line", () => {
    const [head, item] = JSON.parse(control.value);
    if (!head) {
      control.focus();
      return;
    }
    const title = form.choices("value_heads").find((each) => each.key === head).items.find((each) => each.key === item).title;
    const key = slugOf(title, Object.keys(form.get(AT) || {}));
    form.set([...AT, key], { head, item });
    list(key);
    control.selectedIndex = 0;
    document.querySelector(".pb-editor .pb-entries details[open] .pb-fields :is(input, textarea)")?.focus();
  }));
}

/** The sums of every case as the value page prints them, while the receiver tells them. */
function totals(form) {
  const place = h("div", { class: "pb-totals", role: "region", "aria-label": "Totals", tabIndex: 0, "aria-live": "polite" });
  const row = (of) => h("tr", {}, h("th", { scope: "row" }, of.label), CASES.map(([key]) => h("td", {}, of[key])));
  const draw = () => {
    const cases = Object.values(form.totals?.cases || {});
    place.hidden = !cases.length;
    place.replaceChildren(h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Case"), CASES.map(([, title]) => h("th", { scope: "col" }, title)))), h("tbody", {}, cases.map(row))));
  };
  form.onTotals(() => place.isConnected && draw());
  draw();
  return place;
}
