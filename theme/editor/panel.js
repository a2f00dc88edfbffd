/* The panel: the sections of a form, what the edits do, problems beside the fields, and what can be done with it all. */

import { conflictView } from "./conflicts.js";
import { button, h, newId, worded } from "./dom.js";
import { Draft, Shelf, joined, rebased } from "./draft.js";
import { standing, told } from "./effect.js";
import { Form, valuesOf } from "./form.js";
import { proposalView } from "./proposal.js";
import { receiver } from "./receiver.js";
import { sectionsOf } from "./sections/registry.js";

const PAUSE = 300;
const drafts = new Shelf(receiver.place, "draft");
const saved = new Shelf(receiver.place, "saved");

export class Panel {
  constructor(file, closed) {
    this.file = file;
    this.hasSaved = false;
    this.remembered = [];
    this.isBusy = false;
    this.isKept = true;
    this.build(closed);
  }

  build(closed) {
    const label = newId("title");
    this.title = h("h2", { id: label, tabIndex: -1 }, "Edit");
    this.status = h("p", { class: "pb-editor__status", role: "status" });
    this.effect = h("section", { class: "pb-effect", "aria-label": "What the edits do", "aria-live": "polite" });
    this.tabs = h("nav", { class: "pb-editor__nav", "aria-label": "Sections" });
    this.jump = h("select", { "aria-label": "Section", onchange: () => this.show(Number(this.jump.value)) });
    this.body = h("div", { class: "pb-editor__body" });
    this.save = button("Save", () => this.saving(), { class: "pb-main", disabled: true, hidden: !receiver.save, "aria-keyshortcuts": "Control+S" });
    this.offer = button("Propose…", () => this.proposing(), { class: receiver.save ? "" : "pb-main", hidden: !receiver.propose && !receiver.proposal });
    this.drop = button("Drop edits", () => this.dropping(), { hidden: true });
    this.undo = button("Undo last save", () => this.undoing(), { hidden: true });
    this.dialog = h("dialog", { class: "pb-editor", "aria-labelledby": label, onkeydown: (event) => this.pressed(event), onclose: () => this.closed(closed) },
      h("div", { class: "pb-editor__head" }, this.title, button("Close", () => this.dialog.close(), { "aria-keyshortcuts": "Escape" })),
      this.effect,
      h("div", { class: "pb-editor__jump" }, this.jump),
      h("div", { class: "pb-editor__main" }, this.tabs, this.body),
      h("div", { class: "pb-editor__foot" }, this.save, this.drop, this.undo, this.offer, this.status));
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.beforeLeaving = (event) => !this.isKept && this.draft?.edits.length && event.preventDefault();
    this.beforeReload = (event) => event.preventDefault();
    addEventListener("beforeunload", this.beforeLeaving);
    addEventListener("playbook-newer", this.beforeReload);
    this.elsewhere = (event) => drafts.isChanged(event, this.file) && this.replaced();
    addEventListener("storage", this.elsewhere);
  }

  closed(closed) {
    removeEventListener("beforeunload", this.beforeLeaving);
    removeEventListener("playbook-newer", this.beforeReload);
    removeEventListener("storage", this.elsewhere);
    clearTimeout(this.timer);
    this.asking?.abort();
    this.dialog.remove();
    closed(this.hasSaved);
  }

  pressed(event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      this.saving();
    }
  }

  /** Load the file's form and put the edits of a draft on it; `wanted` is the path of the value to show: `assessment/access_to_funds`. */
  async open(wanted = "", edits = drafts.read(this.file), form = receiver.form(this.file)) {
    this.say("");
    try {
      const opened = await form;
      const { draft, conflicts } = rebased(edits, valuesOf(opened));
      this.opened = opened;
      this.draft = draft;
      this.form = new Form(opened, draft, receiver);
      this.form.onChange(() => this.changed());
      this.title.textContent = `Edit ${opened.title}`;
      this.effect.replaceChildren(...standing(opened.standing));
      this.sections = sectionsOf(this.form);
      this.navigate();
      if (conflicts.length) this.conflict(conflicts);
      else {
        this.showValue(wanted.split("/"));
        if (draft.edits.length) this.say("Your edits from before are here, not saved yet.");
      }
      this.refresh();
      if (draft.edits.length) this.preview();
      this.problems(opened.problems);
    } catch (fault) {
      this.refused(fault);
    }
  }

  navigate() {
    this.tabs.replaceChildren(...this.sections.map((each, index) => button(each.title, () => this.show(index, true))));
    this.jump.replaceChildren(...this.sections.map((each, index) => h("option", { value: String(index) }, each.title)));
  }

  show(index, focus = false) {
    if (this.conflicted) {
      this.say("First choose a side of each place.");
      this.jump.value = String(this.index || 0);
      return;
    }
    this.index = index;
    const section = this.sections[index];
    const heading = h("h3", { tabIndex: -1 }, section.title);
    this.body.replaceChildren(heading);
    section.render(this.body, this.form);
    this.body.scrollTop = 0;
    this.jump.value = String(index);
    [...this.tabs.children].forEach((tab, at) => (at === index ? tab.setAttribute("aria-current", "true") : tab.removeAttribute("aria-current")));
    if (focus) heading.focus();
    this.placeProblems();
  }

  /** Show the section that has a value, and the value's own field where it is not the whole section. */
  showValue(at) {
    this.show(Math.max(0, this.sections.findIndex((each) => each.keys.includes(at[0]))));
    const field = at.length > 1 ? this.body.querySelector(`[data-at='${JSON.stringify(at)}']`)?.closest("fieldset") : null;
    field?.scrollIntoView();
    field?.querySelector("input, select, textarea")?.focus();
  }

  conflict(conflicts) {
    const view = conflictView(conflicts, (ours) => {
      for (const { at, yours } of ours) this.form.set(at, yours);
      this.conflicted = false;
      this.changed();
      this.show(this.index || 0, true);
    });
    this.conflicted = true;
    this.body.replaceChildren(view);
    view.querySelector("h3").focus();
    this.refresh();
  }

  changed() {
    if (!this.conflicted) this.isKept = drafts.write(this.file, this.draft.edits);
    this.refresh();
    this.say(this.isKept ? "" : `This browser keeps no drafts: ${receiver.save ? "save" : "propose"} before you close.`);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.preview(), PAUSE);
  }

  /** Say that the draft of these edits was changed or dropped by another tab. */
  replaced() {
    if (!this.draft?.edits.length) return;
    this.isKept = false;
    this.say("Another tab changed the draft of this file, so that these edits are on this page alone: go on in one of the two.");
  }

  refresh() {
    const count = this.draft ? this.draft.edits.length : 0;
    this.save.disabled = !count || this.isBusy || this.conflicted;
    this.save.textContent = count ? `Save ${count} ${count === 1 ? "edit" : "edits"}` : "Save";
    if (!receiver.save) {
      this.offer.disabled = this.save.disabled;
      this.offer.textContent = count ? `Propose ${count} ${count === 1 ? "edit" : "edits"}…` : "Propose…";
    }
    this.drop.hidden = !count;
    this.undo.hidden = !receiver.undo || !this.hasSaved || count > 0;
  }

  get changes() {
    return { file: this.file, version: this.opened.version, edits: this.draft.edits };
  }

  async preview() {
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const preview = await receiver.preview(this.changes, this.asking.signal);
      this.effect.replaceChildren(...told(preview));
      this.form.setTotals(preview.value || null);
      this.problems(preview.problems);
      if (preview.conflicts.length && !this.conflicted) this.say("The file changed meanwhile; saving shows both sides.");
    } catch (fault) {
      if (fault.name !== "AbortError") this.refused(fault);
    }
  }

  problems(problems) {
    this.form.problems = problems;
    this.placeProblems();
    this.sections.forEach((section, index) => {
      const has = problems.some((each) => section.keys.includes(each.at[0]));
      this.tabs.children[index].classList.toggle("pb-has-problem", has);
      this.tabs.children[index].textContent = has ? `${section.title} (mistake)` : section.title;
    });
  }

  /** Put each problem beside the nearest field that is shown, those of other files and sections above all. */
  placeProblems() {
    for (const old of this.dialog.querySelectorAll(".pb-problem, .pb-problems")) old.remove();
    const slots = new Map([...this.body.querySelectorAll("[data-at]")].map((slot) => [slot.dataset.at, slot]));
    const elsewhere = [];
    for (const each of this.form.problems) {
      const near = [...each.at.keys()].reverse().map((length) => slots.get(JSON.stringify(each.at.slice(0, length + 1)))).find(Boolean);
      const words = h("p", { class: "pb-problem" }, [each.says, each.remedy].filter(Boolean).join(": "));
      if (near && near.matches(".pb-field__problems")) near.append(words);
      else if (near) near.querySelector("summary").append(words);
      else elsewhere.push(h("li", {}, `${each.at.length ? each.at.map(worded).join(" › ") : each.file}: `, words));
    }
    for (const control of this.body.querySelectorAll("[aria-describedby]")) {
      const bad = control.getAttribute("aria-describedby").split(" ").some((id) => document.getElementById(id)?.querySelector(".pb-problem"));
      if (bad) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
    if (elsewhere.length) this.body.prepend(h("ul", { class: "pb-problems", "aria-label": "Mistakes elsewhere" }, elsewhere));
  }

  async saving() {
    if (this.save.disabled || !receiver.save) return;
    await this.busy(async () => {
      const edits = this.draft.edits;
      await receiver.save(this.changes);
      this.hasSaved = true;
      drafts.write(this.file, []);
      this.remembered.push(saved.read(this.file));
      saved.write(this.file, joined(saved.read(this.file), edits));
      const wanted = this.sections[this.index]?.keys[0];
      const later = this.draft.edits.filter((each) => !edits.some((was) => JSON.stringify(was) === JSON.stringify(each)));
      await this.open(wanted, later.map((each) => ({ ...each, was: edits.find((was) => String(was.at) === String(each.at))?.value ?? each.was })));
      this.say("Saved.");
      (this.undo.hidden ? this.title : this.undo).focus();
    });
  }

  async undoing() {
    await this.busy(async () => {
      await receiver.undo(this.file);
      saved.write(this.file, this.remembered.pop() || []);
      await this.open(this.sections[this.index]?.keys[0], []);
      this.say("The last save is taken back.");
      this.title.focus();
    });
  }

  async dropping() {
    if (!this.isSure) {
      this.isSure = true;
      this.drop.textContent = "Really drop them";
      setTimeout(() => {
        this.isSure = false;
        this.drop.textContent = "Drop edits";
      }, 4000);
      return;
    }
    this.conflicted = false;
    drafts.write(this.file, []);
    await this.open(this.sections[this.index]?.keys[0], []);
    this.say("Dropped.");
    this.title.focus();
  }

  /** Propose the edits as they are, where nothing is saved before. */
  async proposingEdits() {
    if (this.conflicted || !this.draft?.edits.length) return;
    await this.busy(async () => {
      const { problems } = await receiver.preview(this.changes);
      this.problems(problems);
      if (problems.length) {
        this.say("Not proposed: mend what is marked.");
        return;
      }
      const onNewest = () => this.open(this.sections[this.index]?.keys[0], this.draft.edits);
      const view = await receiver.proposal({ draft: this.draft, changes: this.changes, isKept: () => this.isKept, onNewest, onDone: () => drafts.write(this.file, []) });
      this.body.replaceChildren(button("Back to the form", () => this.show(this.index, true), { class: "pb-quiet" }), view.element);
      view.element.querySelector("h3").focus();
      this.say("");
    });
  }

  proposing() {
    if (!receiver.save) {
      this.proposingEdits();
      return;
    }
    if (this.conflicted || this.draft?.edits.length) {
      this.say("Save first; what is saved can be proposed.");
      return;
    }
    this.body.replaceChildren(proposalView(saved));
    this.body.querySelector("input").focus();
  }

  async busy(work) {
    this.isBusy = true;
    this.refresh();
    try {
      await work();
    } catch (fault) {
      this.refused(fault);
    } finally {
      this.isBusy = false;
      this.refresh();
    }
  }

  async refused(fault) {
    if (fault.status === 409 && fault.data.conflicts) {
      await this.open("", this.draft.edits);
      return;
    }
    if (fault.status === 422 && fault.data.problems && this.sections) {
      this.problems(fault.data.problems);
      const first = this.sections.findIndex((each) => each.keys.includes(fault.data.problems[0]?.at[0]));
      if (first >= 0 && first !== this.index) this.show(first);
      this.say("Not saved: mend what is marked.");
      this.body.querySelector("[aria-invalid]")?.focus();
      return;
    }
    this.say(fault.data ? fault.message : `Something went wrong: ${fault.message}`);
  }

  say(words) {
    this.status.textContent = words;
  }
}
