/* People: the influence map, on which lines are drawn, and below it every player with what they are to us and their lines. */

import { button, capital, h, newId } from "../dom.js";
import { block, entryTitle, foldedEntry, mapping, pairs, problemsOf, segmented, select } from "../fields.js";
import { Lines } from "../lines.js";
import { peopleMap } from "../map.js";

const FIRST = ["part", "support", "standing", "coverage", "adaptability"];
const LINED = ["influences", "conflicts_with"];

export function section(form) {
  return { title: "People", keys: ["players"], render: (container) => render(container, form) };
}

function render(container, form) {
  const lines = new Lines(form);
  const status = h("p", { class: "pb-field__help", role: "status" });
  const entries = h("div", {});
  const say = (words) => { status.textContent = words; };
  const done = (work) => work.then(say, (fault) => say(fault.data?.conflicts ? "Somebody changed that meanwhile: close the form and open it again." : fault.message));
  const list = (open) => entries.replaceChildren(mapping(form, ["players"], form.schema(["players"]), { open, label: "Players", entry: player(lines, done) }));
  if (form.receiver.map) container.append(drawing(form, lines, (key) => show(entries, key), done));
  list();
  container.append(status, entries);
  if (form.receiver.create) container.append(somebodyNew(form, lines, (key, words) => {
    list(key);
    say(words);
  }));
}

/** The map with the kind of line that is drawn on it, in sight once there is somebody on it. */
function drawing(form, lines, chosen, done) {
  let kind = lines.kinds[0].key;
  const place = h("div", {},
    h("div", { class: "pb-field" }, h("span", { class: "pb-field__label" }, "Drag from one person to another to draw a line"),
      segmented(lines.kinds, kind, (value) => { kind = value; }, "A new line means")),
    peopleMap(form, { kind: () => kind, chosen, drawn: (line) => done(lines.draw(line)) }));
  const tell = () => { place.hidden = !lines.players.length; };
  form.onChange((at) => at[0] === "players" && tell());
  tell();
  return place;
}

/** Open somebody's entry, and bring the eye and the focus there. */
function show(entries, key) {
  const entry = [...entries.querySelectorAll("details")].find((each) => each.dataset.at === JSON.stringify(["players", key]));
  if (!entry) return;
  entry.open = true;
  entry.scrollIntoView({ block: "start" });
  entry.querySelector("summary").focus();
}

/** A player: the choices that count in one row, their lines, and the rest. */
function player(lines, done) {
  return (form, at, remove, isOpen) => {
    const schema = form.schema(at);
    const title = entryTitle(form, at);
    const brief = h("span", { class: "pb-entry__brief" });
    const tell = () => { brief.textContent = ["part", "support"].map((key) => form.get([...at, key])).filter(Boolean).join(", "); };
    form.onChange(() => brief.isConnected && tell());
    tell();
    return foldedEntry(at, title, brief, isOpen, () => [
      block(form, at, schema, { except: Object.keys(schema.properties).filter((key) => !FIRST.includes(key)) }),
      linesOf(form, at, title, lines, done),
      block(form, at, schema, { except: [...FIRST, ...LINED] }),
      button("Remove", () => {
        lines.forget(at.at(-1));
        remove();
      }, { class: "pb-quiet", "aria-label": `Remove ${title}` }),
    ]);
  };
}

/** The lines from and to a player, each to be taken out, and a new one to whom is chosen. */
function linesOf(form, at, title, lines, done) {
  const key = at.at(-1);
  const shown = h("ul", { class: "pb-lines" });
  const others = lines.players.filter((each) => each !== key).map((each) => ({ key: each, title: lines.name(each) }));
  const kind = h("select", { "aria-label": `${title}: kind of line` }, lines.kinds.map((each) => h("option", { value: each.key }, each.title)));
  const whom = select(others, "", () => {}, "To whom…");
  whom.setAttribute("aria-label", `${title}: line to`);
  const draw = () => shown.replaceChildren(...lines.of(key).map((line) => h("li", {}, lines.says(line), removing(line))));
  const removing = (line) => lines.kinds.some((each) => each.key === line.kind) && button("Remove", () => {
    done(lines.remove(line));
    kind.focus();
  }, { class: "pb-quiet", "aria-label": `Remove: ${lines.says(line)}` });
  form.onChange((changed) => changed[0] === "players" && shown.isConnected && draw());
  draw();
  return h("fieldset", { class: "pb-block" }, h("legend", {}, "Lines"), shown,
    h("div", { class: "pb-add" }, kind, whom, button("Draw line", () => whom.value && done(lines.draw({ kind: kind.value, from: key, to: whom.value })), { "aria-label": `${title}: draw line` })),
    LINED.map((each) => problemsOf([...at, each])));
}

/** Somebody whom the account does not know yet: written into its file at once, and a player of this draft. */
function somebodyNew(form, lines, added) {
  const id = newId("person");
  const parts = form.schema(["players", "somebody", "part"]).enum.filter(Boolean).map((key) => ({ key, title: capital(key) }));
  let part = "";
  const text = (name) => h("input", { id: `${id}-${name}`, autocomplete: "off" });
  const [name, title] = [text("name"), text("title")];
  const boss = select(pairs(form.choices("people")), "", () => {});
  boss.id = `${id}-boss`;
  const told = h("p", { class: "pb-problem", role: "alert" });
  const go = button("Add to the account and here", () => make().catch((fault) => { told.textContent = fault.message; }).finally(() => { go.disabled = false; }));
  const field = (label, control) => h("div", { class: "pb-field" }, h("label", { class: "pb-field__label", for: control.id }, label), control);
  return h("details", { class: "pb-entry" }, h("summary", {}, "Somebody new"),
    h("div", { class: "pb-fields" }, field("Name", name), field("Position", title), field("Reports to", boss)),
    h("div", { class: "pb-field" }, h("span", { class: "pb-field__label" }, "Part in this deal"), segmented([{ key: "", title: "–" }, ...parts], "", (value) => { part = value; }, "Part in this deal")),
    told, go);

  async function make() {
    told.textContent = "";
    if (!name.value.trim()) {
      name.focus();
      return;
    }
    go.disabled = true;
    const values = Object.fromEntries([["title", title.value.trim()], ["reports_to", boss.value]].filter(([, value]) => value));
    const made = await form.receiver.create({ kind: "person", account: form.file.split("/")[0], title: name.value.trim(), values });
    form.choices("people").push({ key: made.slug, name: name.value.trim(), ...values });
    form.set(["players", made.slug], part ? { part } : {});
    added(made.slug, `${lines.name(made.slug)} is saved in the account; what they are in this deal is saved with your edits.`);
    [name.value, title.value, boss.value] = ["", "", ""];
  }
}
