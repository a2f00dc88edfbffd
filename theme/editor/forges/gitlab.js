/* GitLab, by a project's access token with the role Developer and the scope api. */

import { Connection, fromBase64, idIn, numberIn, textIn, toBase64 } from "./connection.js";
import { Fault, noBranch } from "./faults.js";
import { inAddress } from "./kinds.js";

const DEVELOPER = 30;

export class GitLab {
  request = "merge request";

  constructor(target, token) {
    this.connection = new Connection(target, token);
    this.name = this.connection.name;
    this.target = target;
    this.project = `/projects/${encodeURIComponent(target.project)}`;
  }

  #ask(method, below, options) {
    return this.connection.ask(method, this.project + below, options);
  }

  async rights(signal) {
    const { data: token, status } = await this.connection.ask("GET", "/personal_access_tokens/self", { signal, taken: [404] });
    if (status !== 404 && Array.isArray(token.scopes) && !token.scopes.includes("api")) throw new Fault("no-right", "The token has not the scope api, which merge requests need", "make a project access token with the scope api and the role Developer");
    const { data } = await this.#ask("GET", "", { signal });
    const levels = [data.permissions?.project_access, data.permissions?.group_access].filter(Boolean).map((each) => each.access_level);
    if (levels.length && Math.max(...levels) < DEVELOPER) throw new Fault("no-right", "The token's role may not push branches", "make a project access token with the role Developer");
    if (data.archived) throw new Fault("no-right", "The project is archived: nobody can change it");
    if (data.merge_requests_access_level === "disabled") throw new Fault("no-right", "Merge requests are switched off in this project", "switch them on, or download the file");
    return "";
  }

  async tip(signal) {
    const { status, data } = await this.#ask("GET", `/repository/branches/${encodeURIComponent(this.target.branch)}`, { signal, taken: [404] });
    if (status === 404) throw noBranch(this.target);
    return idIn(data.commit, "id", this.name);
  }

  async file(file, ref, signal) {
    const { status, data } = await this.#ask("GET", `/repository/files/${encodeURIComponent(file)}?ref=${encodeURIComponent(ref)}`, { signal, taken: [404] });
    if (status === 404) return null;
    const found = { blob: idIn(data, "blob_id", this.name), text: fromBase64(textIn(data, "content", this.name), this.name) };
    return data.last_commit_id ? { ...found, since: idIn(data, "last_commit_id", this.name) } : found;
  }

  async hasBranch(branch, signal) {
    return (await this.#ask("GET", `/repository/branches/${encodeURIComponent(branch)}`, { signal, taken: [404] })).status !== 404;
  }

  /** Make a branch with one commit, in one request; return whether its name was free. */
  async commit({ branch, base, file, since, text, message }, signal) {
    const action = { action: "update", file_path: file, content: toBase64(text), encoding: "base64", ...(since && { last_commit_id: since }) };
    const body = { branch, start_sha: base, commit_message: message, actions: [action] };
    const { status, words } = await this.#ask("POST", "/repository/commits", { body, signal, taken: [400] });
    if (status !== 400) return true;
    if (await this.hasBranch(branch, signal)) return false;
    if (/changed|updated|last_commit/i.test(words)) throw new Fault("outdated", "The file changed on GitLab meanwhile");
    throw this.connection.refused(400, words);
  }

  async open({ branch, title, body }, signal) {
    const wanted = { source_branch: branch, target_branch: this.target.branch, title, description: body, remove_source_branch: true };
    const { data } = await this.#ask("POST", "/merge_requests", { body: wanted, signal });
    return `${this.target.web}/${inAddress(this.target.project)}/-/merge_requests/${numberIn(data, "iid", this.name)}`;
  }

  async remove(branch) {
    await this.#ask("DELETE", `/repository/branches/${encodeURIComponent(branch)}`);
  }
}

GitLab.templates = [".gitlab/merge_request_templates/Default.md"];
