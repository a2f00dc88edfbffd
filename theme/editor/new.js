/* Something new: a deal, an account, a partner, a competitor or a person, with the file's name proposed from the title. */

import { button, h, newId, worded } from "./dom.js";
import { receiver } from "./receiver.js";
import { segmented } from "./fields.js";

const KINDS = ["deal", "account", "person", "partner", "competitor"].map((key) => ({ key, title: key.charAt(0).toUpperCase() + key.slice(1) }));
const PAUSE = 250;

/** Ask what is to be made; `made` is called with the file once it is there. */
export function askForNew(made, closed) {
  let kind = "deal";
  let timer;
  let isMade = "";
  const id = newId("new");
  const title = h("input", { id: `${id}-title`, required: true, oninput: propose });
  const account = h("select", { id: `${id}-account`, onchange: propose });
  const accountField = labelled("Account", account);
  const proposed = h("p", { class: "pb-field__help", role: "status" });
  const go = button("Create", create, { class: "pb-main" });
  const dialog = h("dialog", { class: "pb-editor pb-editor--small", "aria-labelledby": `${id}-head`, onclose: () => {
    clearTimeout(timer);
    dialog.remove();
    if (isMade) made(isMade, kind);
    else closed();
  } },
  h("div", { class: "pb-editor__head" }, h("h2", { id: `${id}-head` }, "New"), button("Close", () => dialog.close())),
  h("form", { class: "pb-editor__body", onsubmit: (event) => { event.preventDefault(); create(); } },
    h("div", { class: "pb-field" }, h("span", { class: "pb-field__label" }, "What"), segmented(KINDS, kind, (value) => {
      kind = value;
      accountField.hidden = !["deal", "person"].includes(kind);
      propose();
    }, "What")),
    labelled("Name", title), accountField, proposed, go));
  document.body.append(dialog);
  dialog.showModal();
  title.focus();
  receiver.accounts().then((accounts) => {
    const here = receiver.file.split("/")[0];
    account.replaceChildren(h("option", { value: "" }, "–"), ...accounts.map(({ key }) => h("option", { value: key, selected: key === here }, worded(key))));
  }, (fault) => { proposed.textContent = fault.message; });

  function wanted() {
    const needsAccount = ["deal", "person"].includes(kind);
    return { kind, title: title.value.trim(), ...(needsAccount ? { account: account.value } : {}) };
  }

  const isComplete = () => title.value.trim() && (accountField.hidden || account.value);

  function propose() {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (!isComplete()) return;
      try {
        const { file, slug } = await receiver.create({ ...wanted(), dry: true });
        proposed.textContent = kind === "person" ? `Will be ${slug} in ${file}` : `Will be ${file}`;
      } catch (fault) {
        proposed.textContent = fault.message;
      }
    }, PAUSE);
  }

  async function create() {
    if (!isComplete()) {
      (title.value.trim() ? account : title).focus();
      proposed.textContent = title.value.trim() ? "Choose its account; a new one is made with Account above" : "Give it a name";
      return;
    }
    go.disabled = true;
    try {
      isMade = (await receiver.create(wanted())).file;
      dialog.close();
    } catch (fault) {
      proposed.textContent = fault.message;
      go.disabled = false;
    }
  }
}

function labelled(label, control) {
  return h("div", { class: "pb-field" }, h("label", { class: "pb-field__label", for: control.id }, label), control);
}
