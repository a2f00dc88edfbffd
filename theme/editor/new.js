/* Something new: a deal, an account, a partner, a competitor or a person, with the file's name proposed from the title. */

import { button, h, newId, worded } from "./dom.js";
import { receiver } from "./receiver.js";
import { segmented } from "./fields.js";

const KINDS = ["deal", "account", "person", "partner", "competitor"].map((key) => ({ key, title: key.charAt(0).toUpperCase() + key.slice(1) }));
const PAUSE = 250;

/** Ask what is to be made; `made` is called with the file once it is there. */
export function askForNew(made, closed) {
  new NewDialog(made, closed).open();
}

class NewDialog {
  kind = "deal";
  isMade = "";
  timer;

  constructor(made, closed) {
    const id = newId("new");
    this.title = h("input", { id: `${id}-title`, required: true, oninput: () => this.propose() });
    this.account = h("select", { id: `${id}-account`, onchange: () => this.propose() });
    this.accountField = labelled("Account", this.account);
    this.proposed = h("p", { class: "pb-field__help", role: "status" });
    this.go = button("Create", () => this.create(), { class: "pb-main" });
    this.dialog = h("dialog", { class: "pb-editor pb-editor--small", "aria-labelledby": `${id}-head`, onclose: () => {
      clearTimeout(this.timer);
      this.dialog.remove();
      if (this.isMade) made(this.isMade, this.kind);
      else closed();
    } },
    h("div", { class: "pb-editor__head" }, h("h2", { id: `${id}-head` }, "New"), button("Close", () => this.dialog.close())),
    h("form", { class: "pb-editor__body", onsubmit: (event) => { event.preventDefault(); this.create(); } },
      h("div", { class: "pb-field" }, h("span", { class: "pb-field__label" }, "What"), segmented(KINDS, this.kind, (value) => this.choose(value), "What")),
      labelled("Name", this.title), this.accountField, this.proposed, this.go));
  }

  open() {
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.title.focus();
    receiver.accounts().then((accounts) => {
      const here = receiver.file.split("/")[0];
      this.account.replaceChildren(h("option", { value: "" }, "–"), ...accounts.map(({ key }) => h("option", { value: key, selected: key === here }, worded(key))));
    }, (fault) => { this.proposed.textContent = fault.message; });
  }

  get needsAccount() {
    return ["deal", "person"].includes(this.kind);
  }

  get isComplete() {
    return this.title.value.trim() && (!this.needsAccount || this.account.value);
  }

  get wanted() {
    return { kind: this.kind, title: this.title.value.trim(), ...(this.needsAccount ? { account: this.account.value } : {}) };
  }

  choose(kind) {
    this.kind = kind;
    this.accountField.hidden = !this.needsAccount;
    this.propose();
  }

  /* Only the last thing asked is answered: what was asked before may come later. */
  propose() {
    clearTimeout(this.timer);
    const timer = setTimeout(async () => {
      if (!this.isComplete) return;
      const { kind } = this;
      const said = await receiver.create({ ...this.wanted, dry: true }).then(
        ({ file, slug }) => kind === "person" ? `Will be ${slug} in ${file}` : `Will be ${file}`,
        (fault) => fault.message,
      );
      if (timer === this.timer) this.proposed.textContent = said;
    }, PAUSE);
    this.timer = timer;
  }

  async create() {
    clearTimeout(this.timer);
    this.timer = null;
    if (!this.isComplete) {
      const isNamed = this.title.value.trim();
      (isNamed ? this.account : this.title).focus();
      this.proposed.textContent = isNamed ? "Choose its account; a new one is made with Account above" : "Give it a name";
      return;
    }
    this.go.disabled = true;
    try {
      this.isMade = (await receiver.create(this.wanted)).file;
      this.dialog.close();
    } catch (fault) {
      this.proposed.textContent = fault.message;
      this.go.disabled = false;
    }
  }
}

function labelled(label, control) {
  return h("div", { class: "pb-field" }, h("label", { class: "pb-field__label", for: control.id }, label), control);
}
