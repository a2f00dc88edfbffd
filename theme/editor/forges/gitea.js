/* Gitea, and Forgejo, which answers the same: by a token that may write repositories. */

import { Connection, fromBase64, idIn, numberIn, textIn, toBase64 } from "./connection.js";
import { Fault, noBranch } from "./faults.js";
import { inAddress as path } from "./kinds.js";

export class Gitea {
  request = "pull request";

  constructor(target, token) {
    this.connection = new Connection(target, token, "token");
    this.name = this.connection.name;
    this.target = target;
    this.repository = `/repos/${path(target.project)}`;
  }

  #ask(method, below, options) {
    return this.connection.ask(method, this.repository + below, options);
  }

  async rights(signal) {
    const { data } = await this.#ask("GET", "", { signal });
    if (data.archived) throw new Fault("no-right", "The repository is archived: nobody can change it");
    if (data.permissions && data.permissions.push !== true) throw new Fault("no-right", "The token's owner may read the repository and not change it", "ask for the right to write to it");
    if (data.has_pull_requests === false) throw new Fault("no-right", "Pull requests are switched off in this repository", "switch them on, or download the file");
    return "";
  }

  async tip(signal) {
    const { status, data } = await this.#ask("GET", `/branches/${path(this.target.branch)}`, { signal, taken: [404] });
    if (status === 404) throw noBranch(this.target);
    return idIn(data.commit, "id", this.name);
  }

  async file(file, ref, signal) {
    const { status, data } = await this.#ask("GET", `/contents/${path(file)}?ref=${encodeURIComponent(ref)}`, { signal, taken: [404] });
    if (status === 404) return null;
    return { blob: idIn(data, "sha", this.name), text: fromBase64(textIn(data, "content", this.name), this.name) };
  }

  async hasBranch(branch, signal) {
    return (await this.#ask("GET", `/branches/${path(branch)}`, { signal, taken: [404] })).status !== 404;
  }

  /** Make a branch with one commit, in one request; return whether its name was free. */
  async commit({ branch, file, blob, text, message }, signal) {
    const body = { branch: this.target.branch, new_branch: branch, content: toBase64(text), sha: blob, message };
    const { status, words } = await this.#ask("PUT", `/contents/${path(file)}`, { body, signal, taken: [409, 422] });
    if (status < 400) return true;
    if (await this.hasBranch(branch, signal)) return false;
    if (/sha|does not match/i.test(words)) throw new Fault("outdated", `The file changed on ${this.name} meanwhile`);
    throw this.connection.refused(status, words);
  }

  async open({ branch, title, body }, signal) {
    const { data } = await this.#ask("POST", "/pulls", { body: { title, head: branch, base: this.target.branch, body }, signal });
    return `${this.target.web}/${path(this.target.project)}/pulls/${numberIn(data, "number", this.name)}`;
  }

  async remove(branch) {
    await this.#ask("DELETE", `/branches/${path(branch)}`);
  }
}

Gitea.templates = [".gitea/pull_request_template.md", ".github/pull_request_template.md"];
