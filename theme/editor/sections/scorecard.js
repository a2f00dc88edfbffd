/* Scorecard: each criterion rated for us and the competitors, with what to ask, what is known, since when and from whom. */

import { h, worded } from "../dom.js";
import { field, pairs, segmented } from "../fields.js";

const SIGNS = [{ key: "+", title: "+" }, { key: "-", title: "−" }, { key: "?", title: "?" }];
const KEYS = { "+": "+", "=": "+", "-": "-", "−": "-", "?": "?" };

export function section(form) {
  return { title: "Scorecard", keys: ["assessment"], render: (container) => render(container, form) };
}

function render(container, form) {
  const place = h("div", { class: "pb-criteria" });
  const order = h("input", { type: "checkbox", onchange: draw });
  container.append(
    h("label", { class: "pb-check" }, order, h("span", {}, "Next question first")),
    h("p", { class: "pb-field__help" }, "In a criterion, the keys + − ? rate us."),
    place,
  );
  draw();

  function draw() {
    const known = form.data.questions;
    const first = order.checked ? form.data.next : [];
    const rank = (each) => (first.includes(each.criterion) ? first.indexOf(each.criterion) : first.length);
    const sorted = order.checked ? [...known].sort((one, other) => rank(one) - rank(other)) : known;
    const others = Object.keys(form.get(["assessment"]) || {}).filter((key) => !known.some((each) => each.criterion === key));
    place.replaceChildren(...sorted.map((each) => criterion(form, each)), ...others.map((key) => field(form, ["assessment", key])));
  }
}

/** The names of the competitors of the deal and of those that a rating stands for. */
function rivals(form, at) {
  const titles = new Map(pairs(form.choices("competitors") || []).map((each) => [each.key, each.title]));
  const rated = Object.keys(form.get(at) || {}).filter((key) => !["us", "date", "by", "evidence"].includes(key));
  const keys = [...new Set([...[form.get(["competitors"]) || []].flat(), ...rated])];
  return keys.map((key) => ({ key, title: titles.get(key) || worded(key) }));
}

function criterion(form, of) {
  const at = ["assessment", of.criterion];
  const set = (key) => (value) => form.set([...at, key], value);
  const line = (key, title) => h("div", { class: "pb-rated" }, h("span", { "aria-hidden": "true" }, title), segmented(SIGNS, form.get([...at, key]), set(key), `${of.title}: ${title}`));
  const ours = line("us", "Us");
  const card = h("fieldset", { class: "pb-criterion", onkeydown: (event) => {
    const sign = KEYS[event.key];
    if (!sign || event.target.matches("textarea, select, input:not([type=radio])")) return;
    event.preventDefault();
    const group = event.target.closest(".pb-segments") || ours;
    const input = [...group.querySelectorAll("input")].find((each) => each.value === sign);
    input.click();
    input.focus();
  } },
  h("legend", {}, h("span", { class: "pb-criterion__number" }, String(of.number)), " ", of.title),
  of.group && h("p", { class: "pb-field__help" }, of.gate ? `${of.group} · gate` : of.group),
  h("div", { class: "pb-ratings" }, ours, rivals(form, at).map((each) => line(each.key, each.title))),
  h("dl", { class: "pb-poles" }, h("dt", {}, "+"), h("dd", {}, of.poles["+"]), h("dt", {}, "−"), h("dd", {}, of.poles["-"])),
  of.diagnostic.length ? h("details", { class: "pb-asks" }, h("summary", {}, "What to ask"), h("ul", {}, of.diagnostic.map((each) => h("li", {}, each)))) : null,
  h("div", { class: "pb-fields" }, of_(form, at, "evidence", { title: "Evidence" }), of_(form, at, "date", { format: "date", title: "Known since" }), of_(form, at, "by", { enum: ["customer", "document", "us"], title: "Whose word" })),
  h("div", { class: "pb-field__problems", "data-at": JSON.stringify(at) }));
  return card;
}

/** A field of a rating: by its schema, with the words of the scorecard as its label. */
const of_ = (form, at, key, words) => field(form, [...at, key], { ...form.schema([...at, key]), ...words });
