/* A field for every kind of value that the format has. Each writes through `form.set` and keeps what it cannot show. */

import { button, capital, h, newId, slugOf, worded } from "./dom.js";
import { below, deciding, kindOf, wordsOf } from "./schema.js";

const FEW = 6;
const LONG = 70;

/** Return the name of the choices that a schema refers to, empty where there are none. */
function choicesName(form, schema) {
  const name = schema?.["x-refers-to"];
  return name && form.choices(name) ? name : "";
}

/** Return choices as pairs of key and title. */
export function pairs(choices) {
  return choices.map((each) => (typeof each === "string" ? { key: each, title: each } : { ...each, title: each.name || each.title || worded(each.key) }));
}

const NONE_YET = {
  people: "Nobody of this account is known yet: add the first person under “Somebody new”.",
  partners: "No partner is known yet: “New…” on the page makes one.",
  offerings: "The team’s page lists no offerings yet.",
  findings: "Nothing was found in this deal.",
};

const titleOf = (at, schema) => schema.title || worded(at.at(-1));

/** A label, a control, help and the place for problems, tied together for screen readers. */
export function frame(form, at, schema, control, { label = titleOf(at, schema), group = false } = {}) {
  const id = newId("field");
  const help = schema.description ? h("p", { class: "pb-field__help", id: `${id}-help` }, schema.description) : null;
  const problems = h("div", { class: "pb-field__problems", id: `${id}-problems`, "data-at": JSON.stringify(at) });
  const described = [help && `${id}-help`, `${id}-problems`].filter(Boolean).join(" ");
  control.setAttribute("aria-describedby", described);
  if (group) {
    control.setAttribute("role", control.dataset.role || "group");
    control.setAttribute("aria-labelledby", `${id}-label`);
    return h("div", { class: "pb-field" }, h("span", { class: "pb-field__label", id: `${id}-label` }, label), control, help, problems);
  }
  control.id = id;
  return h("div", { class: "pb-field" }, h("label", { class: "pb-field__label", for: id }, label), control, help, problems);
}

/** A text that grows with what is in it; Enter does not break a line unless lines are meant. */
export function growing(value, oninput, { lines = false, ...properties } = {}) {
  const control = h("textarea", { rows: 1, value, oninput: () => oninput(control.value), ...properties });
  if (!lines && !value.includes("\n")) {
    control.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) event.preventDefault();
    });
  }
  return control;
}

function text(form, at, schema) {
  return frame(form, at, schema, growing(form.get(at) || "", (value) => form.set(at, value), { placeholder: example(schema) }));
}

const example = (schema) => (schema.examples?.length && typeof schema.examples[0] === "string" ? `e.g. ${schema.examples[0]}` : "");

/** A day, with today a click away; what is no day stays as the text that it is. */
function date(form, at, schema) {
  const value = form.get(at) || "";
  if (value && !/^\d{4}-\d{2}-\d{2}$/.test(value)) return text(form, at, schema);
  const control = h("input", { type: "date", value, max: "9999-12-31", oninput: () => form.set(at, control.value) });
  const label = titleOf(at, schema);
  const field = frame(form, at, schema, control, { label });
  const today = button("Today", () => {
    control.value = form.today;
    form.set(at, form.today);
  }, { class: "pb-quiet", "aria-label": `${label}: today` });
  const beside = h("div", { class: "pb-beside" });
  control.replaceWith(beside);
  beside.append(control, today);
  return field;
}

function amount(form, at, schema) {
  const value = form.get(at) || "";
  const found = /^([A-Z]{3}) ([+-]?[\d,. ]+)$/.exec(value);
  if (value && !found) return text(form, at, schema);
  const label = titleOf(at, schema);
  const write = () => form.set(at, figure.value.trim() ? `${currency.value.trim().toUpperCase()} ${figure.value.trim()}`.trim() : "");
  const currency = h("input", { value: found ? found[1] : form.currency, maxLength: 3, size: 4, class: "pb-currency", "aria-label": `${label}: currency`, oninput: write });
  const figure = h("input", { value: found ? found[2] : "", inputMode: "decimal", placeholder: "1,200,000", "aria-label": label, oninput: write });
  return frame(form, at, schema, h("div", { class: "pb-beside" }, currency, figure), { label, group: true });
}

/** A number with its unit written behind it. */
function measured(unit) {
  return (form, at, schema) => {
    const value = form.get(at) || "";
    const found = /^([+-]?[\d.,]+) ?(?:%|days?)$/.exec(value);
    if (value && !found) return text(form, at, schema);
    const control = h("input", { value: found ? found[1] : "", inputMode: "decimal", oninput: () => {
      const figure = control.value.trim();
      const word = unit === "days" && figure === "1" ? "day" : unit;
      form.set(at, /^[+-]?[\d.,]+$/.test(figure) ? `${figure}${unit === "%" ? "" : " "}${word}` : figure);
    } });
    const field = frame(form, at, schema, control);
    const beside = h("div", { class: "pb-beside" });
    control.replaceWith(beside);
    beside.append(control, h("span", { class: "pb-unit" }, unit));
    return field;
  };
}

/** Words of which one holds, as buttons that a click or the arrows choose from. */
export function segmented(words, value, onchange, label) {
  const name = newId("choice");
  const all = value && !words.some((each) => each.key === value) ? [...words, { key: value, title: value }] : words;
  return h("div", { class: "pb-segments", role: "radiogroup", "data-role": "radiogroup", "aria-label": label }, all.map((each) => {
    const input = h("input", { type: "radio", name, value: each.key, title: each.means, checked: each.key === (value ?? ""), onchange: () => onchange(each.key) });
    return h("label", { class: "pb-segment", title: each.means }, input, h("span", {}, each.title));
  }));
}

/** A list to choose one of, with nothing as the first, which may ask for something; a value that is not in it is kept. */
export function select(choices, value, onchange, nothing = "–") {
  const all = value && !choices.some((each) => each.key === value) ? [...choices, { key: value, title: value }] : choices;
  const control = h("select", { onchange: () => onchange(control.value) },
    h("option", { value: "" }, nothing), all.map((each) => h("option", { value: each.key, selected: each.key === value }, each.title)));
  if (!value) control.value = "";
  return control;
}

function choice(form, at, schema) {
  const words = wordsOf(schema).map((key) => ({ key, title: schema["x-titles"]?.[key] || capital(key), means: schema["x-meanings"]?.[key] }));
  const set = (value) => form.set(at, value);
  const isLong = words.length >= FEW || words.reduce((sum, each) => sum + each.key.length, 0) > LONG;
  if (isLong) return frame(form, at, schema, select(words, form.get(at), set));
  const buttons = segmented([{ key: "", title: "–" }, ...words], form.get(at), set);
  const made = frame(form, at, schema, buttons, { group: true });
  if (schema["x-meanings"]) explain(buttons, made.querySelector(".pb-field__help"), schema);
  return made;
}

/** Tell the meaning of the word under the hand, else of the one that holds, where the description stands.
 *
 * All of them keep their room, so that nothing moves away from under the hand. */
function explain(buttons, help, schema) {
  const meanings = Object.entries({ "": schema.description, ...schema["x-meanings"] });
  help.classList.add("pb-meanings");
  help.replaceChildren(...meanings.map(([key, says]) => h("span", { "data-word": key }, says)));
  const tell = (key) => {
    const shown = meanings.some(([word]) => word === key) ? key : "";
    for (const each of help.children) each.classList.toggle("pb-meanings__shown", each.dataset.word === shown);
  };
  const chosen = () => tell(buttons.querySelector(":checked")?.value);
  buttons.addEventListener("pointerover", (event) => tell(event.target.closest("label")?.firstChild.value));
  buttons.addEventListener("pointerleave", chosen);
  buttons.addEventListener("change", chosen);
  chosen();
}

function yesNo(form, at, schema) {
  return choice(form, at, { ...schema, enum: ["yes", "no"] });
}

function reference(form, at, schema) {
  const name = choicesName(form, schema);
  if (!name) return text(form, at, schema);
  const choices = pairs(form.choices(name));
  if (name !== "members") return frame(form, at, schema, select(choices, form.get(at), (value) => form.set(at, value), choices.length ? "–" : "Nothing to choose from yet"));
  const id = newId("names");
  const control = h("input", { value: form.get(at) || "", list: id, autocomplete: "off", oninput: () => form.set(at, control.value) });
  const field = frame(form, at, schema, control);
  field.append(h("datalist", { id }, choices.map((each) => h("option", { value: each.key }))));
  return field;
}

function list(form, at, schema) {
  const items = below({ additionalProperties: schema.items || {} }, "", form.root);
  const name = choicesName(form, items) || choicesName(form, schema);
  const words = name ? pairs(form.choices(name)) : (wordsOf(items) || []).map((key) => ({ key, title: worded(key) }));
  if (words.length) return checks(form, at, schema, words);
  const write = (value) => form.set(at, value.split("\n").map((line) => line.trim()).filter(Boolean));
  const lines = [form.get(at) || []].flat().join("\n");
  const control = growing(lines, write, { lines: true, rows: 2 });
  const made = frame(form, at, { ...schema, description: [schema.description, "One per line."].filter(Boolean).join(" ") }, control);
  if (kindOf(items) === "date") control.after(button("Add today", () => {
    control.value = [...control.value.split("\n").filter((each) => each.trim() && each.trim() !== form.today), form.today].join("\n");
    write(control.value);
  }, { class: "pb-quiet", "aria-label": `${titleOf(at, schema)}: add today` }));
  return made;
}

/** A box for each word that a list may hold; the list keeps the order in which they were ticked. */
function checks(form, at, schema, words) {
  const chosen = () => [form.get(at) || []].flat();
  const all = [...words, ...chosen().filter((key) => !words.some((each) => each.key === key)).map((key) => ({ key, title: key }))];
  const boxes = all.map((each) => {
    const input = h("input", { type: "checkbox", checked: chosen().includes(each.key), onchange: () => {
      const rest = chosen().filter((key) => key !== each.key);
      form.set(at, input.checked ? [...rest, each.key] : rest);
    } });
    return h("label", { class: "pb-check" }, input, h("span", {}, each.title));
  });
  return frame(form, at, schema, h("div", { class: "pb-checks" }, boxes), { group: true });
}

/** All fields of a block, one below the other; long ones take the whole width. */
export function block(form, at, schema, { except = [] } = {}) {
  const value = form.get(at);
  const known = Object.keys(schema.properties || {});
  const more = value && typeof value === "object" && !Array.isArray(value) ? Object.keys(value).filter((key) => !known.includes(key)) : [];
  const keys = [...known, ...more].filter((key) => !except.includes(key));
  const box = h("div", { class: "pb-fields" }, keys.map((key) => field(form, [...at, key])));
  const decides = deciding(schema);
  if (decides.size) form.onChange((changed) => {
    const isHere = changed.length === at.length + 1 && at.every((key, depth) => changed[depth] === key);
    if (!isHere || !decides.has(changed.at(-1)) || !box.isConnected) return;
    keys.forEach((key, place) => decides.has(key) || box.children[place].replaceWith(field(form, [...at, key])));
  });
  return box;
}

function nested(form, at, schema) {
  return h("fieldset", { class: "pb-block" }, h("legend", {}, titleOf(at, schema)), schema.description && h("p", { class: "pb-field__help" }, schema.description), block(form, at, schema), problemsOf(at));
}

export const problemsOf = (at) => h("div", { class: "pb-field__problems", "data-at": JSON.stringify(at) });

/** Name an entry of a mapping by what it says of itself, else by what its key refers to. */
export function entryTitle(form, at) {
  const value = form.get(at);
  const known = choicesName(form, form.schema(at.slice(0, -1)).propertyNames);
  const named = known && pairs(form.choices(known)).find((each) => each.key === at.at(-1));
  const said = value && typeof value === "object" && (value.what || value.name || value.title);
  return (named && named.title) || (typeof said === "string" && said) || worded(at.at(-1));
}

/** Entries by key: each opens to its fields, can be taken out, and new ones are added below.
 *
 * What was chosen stays in sight while nothing is written in it. */
export function mapping(form, at, schema, { label, entry = plainEntry, main = "", open } = {}) {
  const place = h("div", { class: "pb-entries" });
  const chosen = new Set();
  const draw = (focused) => {
    const keys = [...new Set([...Object.keys(form.get(at) || {}), ...chosen])];
    place.replaceChildren(...keys.map((key) => entry(form, [...at, key], () => {
      chosen.delete(key);
      form.set([...at, key], null);
      draw("");
    }, key === focused)), adding(form, at, schema, main, keys, (key) => draw(chosen.add(key) && key)) ?? "");
    if (focused) (place.querySelector("details[open] :is(input, textarea, select)") || place.children[keys.indexOf(focused)].querySelector("input, textarea, select"))?.focus();
    else if (focused === "") place.querySelector(".pb-add :is(input, select, button)")?.focus();
  };
  draw(open);
  if (label === "") return place;
  return h("fieldset", { class: "pb-block" }, h("legend", {}, label || titleOf(at, schema)), schema.description && h("p", { class: "pb-field__help" }, schema.description), place, problemsOf(at));
}

/** An entry that opens to what `fill` makes of it, once it is opened for the first time. */
export function foldedEntry(at, title, summary, isOpen, fill) {
  const details = h("details", { class: "pb-entry", open: isOpen, "data-at": JSON.stringify(at) }, h("summary", {}, h("span", {}, title), " ", summary ?? ""));
  const filled = () => details.childElementCount > 1 || details.append(...fill(), problemsOf(at));
  if (isOpen) filled();
  details.addEventListener("toggle", () => details.open && filled());
  return details;
}

function plainEntry(form, at, remove, isOpen) {
  const schema = form.schema(at);
  const title = entryTitle(form, at);
  const taken = button("Remove", remove, { class: "pb-quiet", "aria-label": `Remove ${title}` });
  const value = form.get(at);
  if (!["block", "mapping"].includes(kindOf(schema, value))) {
    return h("div", { class: "pb-entry pb-entry--line" }, field(form, at, { ...schema, title, "x-titles": levelTitles(form, at) }), taken);
  }
  return foldedEntry(at, title, null, isOpen, () => [kindOf(schema, value) === "block" ? block(form, at, schema) : mapping(form, at, schema, { label: "" }), taken]);
}

/** Return the words of the method for the levels of a row: `2` is `2 process`. */
function levelTitles(form, at) {
  const known = choicesName(form, form.schema(at.slice(0, -1)).propertyNames);
  const levels = (known && form.choices(known).find((each) => each.key === at.at(-1))?.levels) || [];
  return Object.fromEntries(levels.map((each, index) => [String(index + 1), `${index + 1} ${each}`]));
}

/** A row to add an entry: chosen from what the key may refer to, or named, with the key made of the name. */
function adding(form, at, schema, main, taken, added) {
  const names = schema.propertyNames || {};
  const known = choicesName(form, names);
  const offered = known ? pairs(form.choices(known)) : (names.enum || []).map((key) => ({ key, title: worded(key) }));
  const left = offered.filter((each) => !taken.includes(each.key));
  if (offered.length) {
    if (!left.length) return null;
    const control = select(left, "", () => {}, "Choose…");
    control.setAttribute("aria-label", `Add to ${titleOf(at, schema)}`);
    return h("div", { class: "pb-add" }, control, button("Add", () => control.value && add(control.value, "")));
  }
  if (known) return taken.length ? null : h("p", { class: "pb-field__help" }, NONE_YET[known] || "There is nothing to choose from yet.");
  const said = form.schema([...at, "new"]).properties?.[main || "what"] || {};
  const isDay = names.format === "date";
  const control = h("input", { type: isDay ? "date" : "text", max: isDay ? "9999-12-31" : undefined, "aria-label": `New entry of ${titleOf(at, schema)}: ${isDay ? "day" : "name"}`, placeholder: (said.description || "Name").replace(/\.$/, ""), onkeydown: (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      named();
    }
  } });
  const named = () => control.value.trim() && add(keyFor(names, control.value.trim(), taken), control.value.trim());
  return h("div", { class: "pb-add" }, control, button("Add", named));

  function add(key, name) {
    const place = [...at, key];
    const of = form.schema(place);
    const own = of.properties || {};
    const named = main || ["what", "name", "title"].find((each) => own[each]);
    if (main) form.set(place, { [main]: name });
    else if (kindOf(of) === "list") form.set(place, [""]);
    else if (kindOf(of) === "block" || kindOf(of) === "mapping") form.set(place, name && named ? { [named]: name } : {});
    else if (wordsOf(of) || name) form.set(place, wordsOf(of)?.[0] || name);
    added(key);
  }
}

/** Make the key of a name: a key where the format wants one, the words themselves where it takes any. */
function keyFor(names, name, taken) {
  const isFree = !names.pattern || (() => { try { return new RegExp(names.pattern, "u").test(name); } catch { return false; } })();
  const looksLikeKey = /^(\d{4}|\d{4}-\d{2}-\d{2}|\d{4}-Q[1-4])$/.test(name);
  return looksLikeKey || (names.pattern && isFree) || (!names.pattern && names.type === "string") ? name : slugOf(name, taken);
}

const KINDS = {
  text, date, amount, days: measured("days"), percent: measured("%"), choice, "yes-no": yesNo, reference, list,
  mapping: (form, at, schema) => mapping(form, at, schema), block: nested,
};

const SHORT = new Set(["date", "amount", "days", "percent", "reference", "choice", "yes-no"]);

/** Return the field for a place. */
export function field(form, at, schema = form.schema(at)) {
  const value = form.get(at);
  let kind = kindOf(schema, value);
  if ((kind === "text" || kind === "reference") && value && typeof value === "object") kind = Array.isArray(value) ? "list" : "mapping";
  const made = KINDS[kind](form, at, schema);
  const isShort = SHORT.has(kind) && made.classList.contains("pb-field");
  made.classList.toggle("pb-field--short", isShort);
  return made;
}
