/* A proposal to a forge of any kind: the newest file is read, a branch with one commit made, a request opened. */

import { Fault } from "./faults.js";
import { Gitea } from "./gitea.js";
import { GitHub } from "./github.js";
import { GitLab } from "./gitlab.js";

const KINDS = { github: GitHub, gitlab: GitLab, forgejo: Gitea, gitea: Gitea };
const MOST_NAMES = 20;
const UNANSWERED = new Set(["stopped", "offline", "unreachable", "unreadable", "trouble"]);

/** Return the forge that mkdocs.yml names, with a token. */
export const forgeOf = (target, token) => new KINDS[target.kind](target, token);

/** Return the file as it stands now: its text, the id of its content, and the commit that has it. */
export async function newest(forge, file, signal) {
  const commit = await forge.tip(signal);
  const found = await forge.file(forge.target.folder + file, commit, signal);
  if (!found) throw new Fault("no-file", `There is no ${forge.target.folder}${file} on ${forge.target.branch}`, "it was deleted or renamed there; else see folder in mkdocs.yml");
  return { ...found, commit };
}

/** Propose a change of one file and return `{branch, address, request, note}`.
 *
 * `before` is the file's text in the site and `blob` the id of that content, `after` its text with the edits. Nothing
 * is written where the file is another one by now: the fault `outdated` has it as `newest`. `told` hears how far it is. */
export async function propose(forge, { file, before, after, blob, topic, title, message, body }, signal, told = () => {}) {
  told("Looking at what the token may do…");
  const note = await forge.rights(signal);
  told("Reading the newest file…");
  const path = forge.target.folder + file;
  const now = await newest(forge, file, signal);
  if (now.text === after) throw new Fault("there-already", "The newest file says all of it already, so there is nothing to propose", "load the page again when the site has been built");
  if ((blob && now.blob !== blob) || now.text !== before) throw new Fault("outdated", "Somebody changed the file since the site was built", "look at it with your edits on the newest text, then propose again", { newest: now });
  const template = await templateOf(forge, now.commit, signal);
  told("Making a branch…");
  let branch = "";
  try {
    branch = await committed(forge, { base: now.commit, since: now.since, file: path, blob: now.blob, text: after, message }, topic, signal);
    told(`Opening the ${forge.request}…`);
    const address = await forge.open({ branch, title, body: [body, template].filter(Boolean).join("\n\n") }, signal);
    return { branch, address, request: forge.request, note };
  } catch (fault) {
    if (fault.code === "outdated") fault.newest = await newest(forge, file, signal).catch(() => null);
    throw await tidied(forge, fault, branch || fault.branch);
  }
}

/** Make the branch under the first name that is free and return that. */
async function committed(forge, change, topic, signal) {
  for (let number = 1; number <= MOST_NAMES; number += 1) {
    const branch = `edit/${topic}${number > 1 ? `-${number}` : ""}`;
    if (await isMade(forge, { ...change, branch }, signal)) return branch;
    const there = await forge.file(change.file, branch, signal);
    if (there?.text === change.text) throw new Fault("proposed-already", `The branch ${branch} holds the same change already`, `look for its ${forge.request}; else delete that branch, or give this proposal a title of its own`);
  }
  throw new Fault("branch-exists", `There are ${MOST_NAMES} branches edit/${topic} already`, "give the proposal a title of its own");
}

/** Make a branch with one commit and return whether its name was free.
 *
 * Where no answer came, the branch may be there all the same, or be somebody else's: it is named, and not deleted. */
async function isMade(forge, change, signal) {
  try {
    return await forge.commit(change, signal);
  } catch (fault) {
    throw UNANSWERED.has(fault.code) && !fault.branch ? adding(fault, `look whether there is a branch ${change.branch} by now, and delete it if it is yours`) : fault;
  }
}

/** Return a fault that says more of what to do. */
const adding = (fault, words) => new Fault(fault.code || "refused", fault.says || fault.message, [fault.remedy, words].filter(Boolean).join("; "), { until: fault.until, newest: fault.newest });

/** Return the text that the team's requests begin with, empty where there is none. */
async function templateOf(forge, commit, signal) {
  for (const path of forge.constructor.templates) {
    const found = await forge.file(path, commit, signal);
    if (found) return found.text;
  }
  return "";
}

/** Delete a branch that led to no request; return the fault, which says what became of the branch. */
async function tidied(forge, fault, branch) {
  if (!branch) return fault;
  try {
    await forge.remove(branch);
  } catch {
    return adding(fault, `the branch ${branch} was made and could not be deleted: delete it there`);
  }
  return adding(fault, `the branch ${branch}, which was made for it, is deleted again`);
}
