/* The proposal in the panel: what changes, a request with a token, and three ways without one. */

import { button, h, newId, slugOf } from "../dom.js";
import { Fault } from "./faults.js";
import { forgeOf, propose } from "./forge.js";
import { NAMES, NEEDS } from "./kinds.js";
import { hunksOf } from "./patch.js";
import { without } from "./without.js";

/** The view of one proposal.
 *
 * `change` is `{file, before, after, blob}`; `wordsFor(title)` returns the words of the proposal under a title of the
 * person's; `isKept()` tells whether this browser keeps a draft of the edits; `onNewest(newest)` puts them on a text that
 * is newer than the site's, `onDone()` hears of success. */
export class ProposalView {
  constructor({ target, holder, change, wordsFor, isKept, onNewest, onDone }) {
    Object.assign(this, { target, holder, change, wordsFor, isKept, onNewest, onDone });
    this.status = h("p", { role: "status", class: "pb-proposal__status" });
    this.result = h("div", { class: "pb-proposal__result" });
    this.element = h("div", { class: "pb-proposal" },
      h("h3", { tabIndex: -1 }, "Propose"),
      this.#difference(), this.#titled(), this.#token(), this.status, this.result,
      without({ target, change, words: () => this.words }));
  }

  get words() {
    return this.wordsFor(this.title.value.trim());
  }

  #difference() {
    const lines = hunksOf(this.change.before, this.change.after, 0).flatMap((each) => each.lines).filter((each) => each[0] !== "\\");
    const shown = lines.map((each) => h(each[0] === "+" ? "ins" : "del", {}, `${each[0] === "+" ? "+" : "−"} ${each.slice(1)}`));
    return h("section", { "aria-label": "Lines that change" }, h("p", {}, `${this.target.folder}${this.change.file}, for ${this.target.branch}:`), h("div", { class: "pb-proposal__lines", tabIndex: 0 }, shown));
  }

  #titled() {
    const id = newId("title");
    this.title = h("input", { id, maxLength: 150, placeholder: this.wordsFor("").title });
    return h("div", { class: "pb-field" }, h("label", { class: "pb-field__label", for: id }, "Title"), this.title);
  }

  #token() {
    const id = newId("token");
    this.token = h("input", { id, type: "password", autocomplete: "off", spellcheck: false, "aria-describedby": `${id}-help`, value: this.holder.token });
    this.kept = h("input", { type: "checkbox", checked: this.holder.isStored });
    this.forget = button("Forget the token", () => this.#forgotten(), { hidden: !this.holder.isStored });
    this.go = button(`Open the ${this.target.kind === "gitlab" ? "merge" : "pull"} request`, () => this.#proposing(), { class: "pb-main" });
    this.stop = button("Stop", () => this.stopping?.abort(), { hidden: true });
    return h("section", { "aria-label": "With a token" },
      h("div", { class: "pb-field" },
        h("label", { class: "pb-field__label", for: id }, `Token for ${NAMES[this.target.kind]}`), this.token,
        h("p", { class: "pb-field__help", id: `${id}-help` }, `It goes to ${new URL(this.target.api).host} alone: ${NEEDS[this.target.kind]}.`)),
      h("label", { class: "pb-check" }, this.kept, "Keep it in this browser; else it is gone when the page closes"),
      h("p", { class: "pb-proposal__buttons" }, this.go, this.stop, this.forget));
  }

  #forgotten() {
    this.holder.forget();
    this.token.value = "";
    this.kept.checked = false;
    this.forget.hidden = true;
    this.#say("The token is forgotten here. It is good until you delete it on the forge, too.");
    this.token.focus();
  }

  async #proposing() {
    const token = this.token.value.trim();
    if (!token) {
      this.#say("Paste a token, or take one of the ways without it below.");
      this.token.focus();
      return;
    }
    this.holder.take(token);
    if (!this.kept.checked) this.holder.keep(false);
    this.#busy(true);
    try {
      const words = this.words;
      const topic = slugOf(this.title.value.trim() || this.change.file.replace(/\.md$/, "").replace(/\/index$/, ""));
      const made = await propose(forgeOf(this.target, token), { ...this.change, ...words, topic }, this.stopping.signal, (says) => this.#say(says));
      this.#done(made, this.holder.keep(this.kept.checked)); // a token that the forge refuses is not kept
    } catch (fault) {
      this.#refused(fault);
    } finally {
      this.forget.hidden = !this.holder.isStored;
      this.#busy(false);
    }
  }

  #busy(isBusy) {
    this.stopping = isBusy ? new AbortController() : null;
    this.go.disabled = isBusy;
    this.stop.hidden = !isBusy;
    if (isBusy) this.result.replaceChildren();
  }

  #done({ branch, address, request, note }, isKeptAsAsked) {
    this.#say("");
    const link = h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, `Open the ${request}`);
    this.result.replaceChildren(...[
      h("p", {}, `The ${request} is open, on the branch `, h("code", {}, branch), ". Nothing changes here before it is merged and the site is built."),
      h("p", {}, link), note && h("p", { class: "pb-field__help" }, note),
      !isKeptAsAsked && h("p", { class: "pb-field__help" }, "This browser keeps nothing, so the token is gone when the page closes."),
    ].filter(Boolean));
    this.go.hidden = true;
    link.focus();
    this.onDone();
  }

  #refused(fault) {
    const says = fault instanceof Fault ? fault.message : "Something went wrong on this page: download the file, and load the page again";
    this.#say(`${says}. ${this.isKept() ? "What you typed is kept in this browser as a draft." : "What you typed is on this page alone: download the file before you close it."}`);
    if (!fault.newest) return;
    const again = button("Put my edits on the newest text", () => this.onNewest(fault.newest), { class: "pb-main" });
    this.result.replaceChildren(h("p", {}, "A value that somebody else changed, too, is shown beside yours."), h("p", {}, again));
    again.focus();
  }

  #say(words) {
    this.status.textContent = words;
    if (words) this.status.scrollIntoView({ block: "nearest" });
  }
}
