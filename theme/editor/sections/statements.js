/* Statements: sentences of the method, whose blanks are filled where they stand. */

import { button, capital, h, newId, slugOf, worded } from "../dom.js";
import { block, field, problemsOf } from "../fields.js";

export function section(form) {
  return { title: "Statements", keys: ["proposition"], render: (container) => render(container, form) };
}

function render(container, form) {
  const place = h("div", {});
  const draw = (focused) => {
    place.replaceChildren(...Object.keys(form.get(["proposition"]) || {}).map((key) => statement(form, key, draw)));
    if (focused) [...place.children].find((each) => each.dataset.key === focused)?.querySelector(".pb-slot")?.focus();
  };
  draw();
  container.append(place, adding(form, draw), problemsOf(["proposition"]));
}

const patternOf = (form, at) => form.choices("patterns").find((each) => each.key === form.get([...at, "pattern"]));

/** A statement: its sentence above, to whom it is said below. */
function statement(form, key, draw) {
  const at = ["proposition", key];
  const pattern = patternOf(form, at);
  const known = (pattern?.slots || []).map((each) => each.key);
  const others = Object.keys(form.get([...at, "slots"]) || {}).filter((each) => !known.includes(each));
  const card = h("fieldset", { class: "pb-block", "data-key": key }, h("legend", {}, pattern ? `${worded(key)}: ${pattern.title.toLowerCase()}` : worded(key)),
    pattern ? sentence(form, at, pattern) : null,
    others.map((each) => field(form, [...at, "slots", each], { type: "string", title: `${worded(each)}: no blank of this sentence` })),
    block(form, at, form.schema(at), { except: ["slots"] }),
    button("Remove", () => {
      form.set(at, null);
      draw();
    }, { class: "pb-quiet", "aria-label": `Remove ${worded(key)}` }),
    problemsOf([...at, "slots"]), problemsOf(at));
  form.onChange((changed) => card.isConnected && changed[1] === key && changed[2] === "pattern" && changed.length === 3 && card.replaceWith(statement(form, key, draw)));
  return card;
}

/** The sentence as it is printed, each blank in its place. */
function sentence(form, at, pattern) {
  const ask = h("p", { class: "pb-field__help" }, "Fill the blanks; one that is left empty shows as a blank.");
  const problems = [];
  const pieces = pattern.pieces.map((piece, index) => {
    if (index % 2 === 0) return piece;
    const of = pattern.slots.find((each) => each.key === piece) || { key: piece, title: worded(piece), ask: "" };
    const place = problemsOf([...at, "slots", piece]);
    place.id = newId("slot");
    problems.push(place);
    return slot(form, [...at, "slots", piece], of, place.id, () => { ask.textContent = of.ask; });
  });
  return h("div", {}, h("p", { class: "pb-sentence" }, pieces), ask, problems);
}

/** A blank that takes the room of what is written in it. */
function slot(form, at, of, described, focused) {
  const blank = h("span", { class: "pb-slot", role: "textbox", tabIndex: 0, "aria-label": capital(of.title), "aria-describedby": described, "data-blank": of.title, title: of.ask, onfocus: focused,
    onkeydown: (event) => event.key === "Enter" && !event.ctrlKey && event.preventDefault(),
    oninput: () => {
      const written = blank.textContent.replace(/\s+/g, " ");
      if (!written.trim()) blank.replaceChildren();
      form.set(at, written.trim());
    } });
  try {
    blank.contentEditable = "plaintext-only";
  } catch {
    blank.contentEditable = "true";
  }
  blank.textContent = form.get(at) || "";
  return blank;
}

function adding(form, draw) {
  const patterns = form.choices("patterns");
  const name = h("input", { "aria-label": "New statement: for whom", placeholder: "For finance", autocomplete: "off", onkeydown: (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  } });
  const pattern = h("select", { "aria-label": "New statement: sentence" }, patterns.map((each) => h("option", { value: each.key }, each.title)));
  return h("div", { class: "pb-add" }, name, pattern, button("Add", add));

  function add() {
    if (!name.value.trim()) {
      name.focus();
      return;
    }
    const key = slugOf(name.value.trim(), Object.keys(form.get(["proposition"]) || {}));
    form.set(["proposition", key], { pattern: pattern.value });
    name.value = "";
    draw(key);
  }
}
