/* Requests to one forge's API: the token goes into a header and nowhere else, no redirect is followed. */

import { Fault, commonFault, quoted, unreadable } from "./faults.js";
import { NAMES, NEEDS } from "./kinds.js";

const LONGEST_WAIT = 30_000;
const LARGEST_ANSWER = 8 << 20;

export class Connection {
  #token;
  #scheme;

  /** `scheme` is the word before the token in its header; a token from a sign-in by PKCE is one like any other. */
  constructor(target, token, scheme = "Bearer") {
    if (!/^[\x21-\x7e]{1,4096}$/.test(token)) throw new Fault("token-wrong", "That is no token: it holds blanks or other letters", "paste it again, all of it and nothing else");
    this.#token = token;
    this.#scheme = scheme;
    this.api = target.api;
    this.name = NAMES[target.kind];
    this.needs = NEEDS[target.kind];
    this.host = new URL(target.api).host;
  }

  /** Ask and return `{status, data, headers}`; a status among `taken` is the operation's own, every other refused one a fault. */
  async ask(method, path, { body, signal, taken = [], accept = "application/json" } = {}) {
    const late = AbortSignal.timeout(LONGEST_WAIT);
    const sent = await this.#sent(method, path, body, { signal, late }, accept);
    if (sent.type === "opaqueredirect") throw new Fault("moved", `${this.name} sends the request to another address, which is not followed`, "the repository may have moved: see repository and api in mkdocs.yml");
    const { status, headers } = sent;
    const data = parsed(await this.#text(sent, { signal, late }));
    if (status >= 200 && status < 300) {
      if (status !== 204 && (data === null || typeof data !== "object")) throw unreadable(this.name);
      return { status, data, headers };
    }
    const words = saying(data);
    if (taken.includes(status)) return { status, data, headers, words };
    throw commonFault({ status, headers, words }, this, this.#token) || this.refused(status, words);
  }

  /** The fault of an answer that the operation does not expect. */
  refused(status, words) {
    if (status === 404) return new Fault("no-access", `${this.name} shows this token no such repository or branch`, "give the token access to the repository; else see repository and branch in mkdocs.yml");
    return new Fault("refused", `${this.name} refused it with ${status}${quoted(words, this.#token)}`, "download the file meanwhile");
  }

  async #sent(method, path, body, { signal, late }, accept) {
    const headers = { Accept: accept, Authorization: `${this.#scheme} ${this.#token}` };
    if (body) headers["Content-Type"] = "application/json";
    try {
      return await fetch(this.api + path, {
        method, headers, body: body && JSON.stringify(body),
        mode: "cors", credentials: "omit", redirect: "manual", referrerPolicy: "no-referrer", cache: "no-store",
        signal: signal ? AbortSignal.any([signal, late]) : late,
      });
    } catch {
      throw this.#unanswered(signal, late) ?? new Fault("unreachable", `${this.host} cannot be reached from this page`, "it may be down, or not allow this site (CORS); download the file meanwhile");
    }
  }

  /** Return the fault of a request that was stopped, took too long or lost the network; null for another one. */
  #unanswered(signal, late) {
    if (signal?.aborted) return new Fault("stopped", "Stopped");
    if (late.aborted) return new Fault("unreachable", `${this.host} has not answered for ${LONGEST_WAIT / 1000} seconds`, "propose again later; download the file meanwhile");
    if (!navigator.onLine) return new Fault("offline", "This device is offline", "propose again when it is not, or download the file");
    return null;
  }

  /** Return an answer's text; one that is too big cannot be read. */
  async #text(answer, { signal, late }) {
    const parts = [];
    let size = 0;
    try {
      const reader = answer.body?.getReader();
      for (let part = await reader?.read(); part && !part.done; part = await reader.read()) {
        size += part.value.length;
        if (size > LARGEST_ANSWER) {
          await reader.cancel();
          throw unreadable(this.name);
        }
        parts.push(part.value);
      }
    } catch (error) {
      if (error instanceof Fault) throw error;
      throw this.#unanswered(signal, late) ?? new Fault("unreachable", `The answer of ${this.host} broke off`, "propose again; download the file meanwhile");
    }
    return new Blob(parts).text();
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Return the words in which a forge refuses. */
function saying(data) {
  const found = [data?.message, data?.error_description, data?.error, ...(Array.isArray(data?.errors) ? data.errors.map((each) => each?.message ?? each) : [])];
  return found.flat().filter((each) => typeof each === "string").join("; ");
}

/** Return a text of an answer. */
export function textIn(data, key, name) {
  if (typeof data?.[key] !== "string") throw unreadable(name);
  return data[key];
}

/** Return the number of a request in an answer. */
export function numberIn(data, key, name) {
  if (!Number.isSafeInteger(data?.[key]) || data[key] < 1) throw unreadable(name);
  return data[key];
}

const ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** Return the id of a commit or of a file's content in an answer. */
export function idIn(data, key, name) {
  if (!ID.test(data?.[key])) throw unreadable(name);
  return data[key];
}

/** Return a text as base64 of its bytes. */
export function toBase64(text) {
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

/** Return the text in base64; what is no text in UTF-8 cannot be read. */
export function fromBase64(encoded, name) {
  try {
    const bytes = Uint8Array.from(atob(encoded.replace(/\s/g, "")), (each) => each.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw unreadable(name);
  }
}
