/* GitHub, by a fine-grained token with contents and pull requests of one repository. */

import { Connection, fromBase64, idIn, numberIn, textIn, toBase64 } from "./connection.js";
import { Fault, noBranch } from "./faults.js";
import { inAddress as path } from "./kinds.js";

const ACCEPT = "application/vnd.github+json";

export class GitHub {
  request = "pull request";

  constructor(target, token) {
    this.connection = new Connection(target, token);
    this.name = this.connection.name;
    this.target = target;
    this.repository = `/repos/${path(target.project)}`;
  }

  #ask(method, below, options = {}) {
    return this.connection.ask(method, this.repository + below, { accept: ACCEPT, ...options });
  }

  /** See what the token may do, as far as GitHub tells; return a note on it, empty where there is none. */
  async rights(signal) {
    const { data, headers } = await this.#ask("GET", "", { signal });
    if (data.archived) throw new Fault("no-right", "The repository is archived: nobody can change it");
    if (data.permissions && data.permissions.push !== true) throw new Fault("no-right", "The token may read the repository and not change it", "make one with Contents and Pull requests: Read and write");
    const isClassic = headers.get("x-oauth-scopes") !== null;
    return isClassic ? "This is a classic token, which opens every repository of yours. A fine-grained one for this repository is enough." : "";
  }

  async tip(signal) {
    const { status, data } = await this.#ask("GET", `/git/ref/heads/${path(this.target.branch)}`, { signal, taken: [404] });
    if (status === 404) throw noBranch(this.target);
    return idIn(data.object, "sha", this.name);
  }

  /** Return a file of a commit or branch: its text and the id of its content; null where there is none. */
  async file(file, ref, signal) {
    const { status, data } = await this.#ask("GET", `/contents/${path(file)}?ref=${encodeURIComponent(ref)}`, { signal, taken: [404] });
    if (status === 404) return null;
    return { blob: idIn(data, "sha", this.name), text: fromBase64(textIn(data, "content", this.name), this.name) };
  }

  async hasBranch(branch, signal) {
    return (await this.#ask("GET", `/git/ref/heads/${path(branch)}`, { signal, taken: [404] })).status !== 404;
  }

  /** Make a branch with one commit; return whether its name was free. A branch that got no commit is deleted. */
  async commit({ branch, base, file, blob, text, message }, signal) {
    const made = await this.#ask("POST", "/git/refs", { body: { ref: `refs/heads/${branch}`, sha: base }, signal, taken: [422] });
    if (made.status === 422) {
      if (await this.hasBranch(branch, signal)) return false;
      throw this.connection.refused(422, made.words);
    }
    try {
      const body = { message, content: toBase64(text), sha: blob, branch };
      const { status } = await this.#ask("PUT", `/contents/${path(file)}`, { body, signal, taken: [409] });
      if (status === 409) throw new Fault("outdated", "The file changed on GitHub meanwhile");
    } catch (fault) {
      fault.branch = branch;
      throw fault;
    }
    return true;
  }

  async open({ branch, title, body }, signal) {
    const { data } = await this.#ask("POST", "/pulls", { body: { title, head: branch, base: this.target.branch, body }, signal });
    return `${this.target.web}/${path(this.target.project)}/pull/${numberIn(data, "number", this.name)}`;
  }

  async remove(branch) {
    await this.#ask("DELETE", `/git/refs/heads/${path(branch)}`);
  }
}

GitHub.templates = [".github/pull_request_template.md"];
