/* Edits on a published site: made in the file's text in the browser, and proposed to a forge. */

import { mistakes } from "./checks.js";
import { editorOf } from "./forges/kinds.js";
import { Refusal, takeEditsBy } from "./receiver.js";
import { applied } from "./splice/applying.js";
import { Document } from "./splice/document.js";
import { CannotSplice, IN_THE_FORGE } from "./splice/fault.js";
import { spelled } from "./splice/spelling.js";

const target = JSON.parse(document.querySelector('meta[name="playbook-forge"]').content);
let proposing = null;
let holder = null;
const files = new Map();
let shared = null;

const NOTE = "Verdict and findings come with the comment on the request; here the format is checked.";

async function fetched(path) {
  let answer;
  try {
    answer = await fetch(`files/${path}.json`, { credentials: "same-origin" });
  } catch {
    throw new Refusal(0, { says: "The site does not answer", remedy: "look at the network and load the page again; what was typed is kept" });
  }
  if (answer.status === 404) throw new Refusal(404, { says: "There is no form for this file", remedy: "it may have mistakes, or be new; open it in the forge's editor" });
  if (!answer.ok) throw new Refusal(answer.status, { says: `The site answers with ${answer.status}`, remedy: "load the page again in some minutes; what was typed is kept" });
  return answer.json().catch(() => {
    throw new Refusal(answer.status, { says: "The site answers with something else than the form", remedy: "sign in to the site again if it asks for that, and load the page again; what was typed is kept" });
  });
}

/** Return a file's form: of the text of the site, or of a newer one that was taken over. */
async function form(file) {
  shared ??= fetched("shared").catch((fault) => {
    shared = null;
    throw fault;
  });
  const [common, own] = await Promise.all([shared, files.get(file) ?? fetched(file.split("/").map(encodeURIComponent).join("/"))]);
  files.set(file, own);
  (window.requestIdleCallback ?? setTimeout)(() => forges().catch(() => {}));
  const { schema, format } = common.kinds[own.kind];
  const read = readable(own.text);
  return { ...own, data: spelled(read.data, format), notes: read.body, version: own.blob, today: common.today, schema, questions: common.questions, choices: { ...common.choices, ...own.choices } };
}

/** Load what a proposal is made with: once a form stands, so that it opens sooner and needs no network later. */
function forges() {
  proposing ??= Promise.all([import("./forges/view.js"), import("./forges/token.js"), import("./forges/wording.js")]).catch(() => {
    proposing = null;
    throw new Refusal(0, { says: "The site does not answer", remedy: "propose again when there is a network; what was typed is kept" });
  });
  return proposing;
}

function readable(text) {
  try {
    return new Document(text);
  } catch (fault) {
    throw new Refusal(422, fault);
  }
}

/** Return a file's text with edits. Throws CannotSplice where one cannot be made here. */
async function textWith({ file, edits }) {
  const opened = await form(file);
  return { opened, before: opened.text, after: applied(opened.text, edits, (await shared).kinds[opened.kind].format) };
}

async function preview(changes) {
  try {
    const { opened, after } = await textWith(changes);
    const { format } = (await shared).kinds[opened.kind];
    const data = spelled(new Document(after).data, format);
    return { problems: mistakes(changes.file, opened.kind, data, opened.schema, opened.choices, (await shared).mistakes), conflicts: [], note: NOTE };
  } catch (fault) {
    if (!(fault instanceof CannotSplice)) throw fault;
    const problem = { file: changes.file, at: fault.at, says: fault.says, remedy: fault.remedy, code: fault.kind };
    return { problems: [problem], conflicts: [], note: NOTE, elsewhere: fault.remedy === IN_THE_FORGE ? editorOf(target, changes.file) : "" };
  }
}

/** Return the view that proposes the edits of a draft. */
async function proposal({ draft, changes, isKept, onNewest, onDone }) {
  const { opened, before, after } = await textWith(changes);
  const [{ ProposalView }, { TokenHolder }, { wordsOf }] = await forges();
  holder ??= new TokenHolder(target);
  return new ProposalView({
    target,
    holder,
    change: { file: changes.file, before, after, blob: opened.blob },
    wordsFor: (title) => wordsOf(opened, draft.data, changes.edits, title),
    isKept,
    onNewest: (newest) => {
      files.set(changes.file, { ...files.get(changes.file), text: newest.text, blob: newest.blob, standing: null });
      onNewest();
    },
    onDone,
  });
}

takeEditsBy({ place: location.pathname, file: "", kind: "", form, preview, proposal });
