/* What can go wrong between the page and a forge, in words: what is wrong, and how to mend it. */

/** A proposal that was not made. `code` names the kind; `newest` is the file as it stands now, where it changed. */
export class Fault extends Error {
  constructor(code, says, remedy = "", more = {}) {
    super([says, remedy].filter(Boolean).join(": "));
    Object.assign(this, { code, says, remedy, ...more });
  }
}

const LONGEST_QUOTE = 200;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** Return a forge's own words as one short line that hides nothing, and never the token. */
export function quoted(words, token = "") {
  if (typeof words !== "string") return "";
  const plain = (token ? words.replaceAll(token, "…") : words).replace(HIDDEN, " ").replace(/\s+/g, " ").trim();
  const short = [...plain].slice(0, LONGEST_QUOTE).join("");
  return short && ` (it says: ${short}${short.length < plain.length ? "…" : ""})`;
}

/** Return the moment until which a forge takes no more requests, as its headers name it; null where they do not. */
function until(headers, now) {
  const seconds = Number(headers.get("retry-after") || NaN);
  const reset = Number(headers.get("x-ratelimit-reset") || headers.get("ratelimit-reset") || NaN);
  const at = Number.isFinite(seconds) ? now + seconds * 1000 : reset * 1000;
  return at > now && at < now + 24 * 3600 * 1000 ? new Date(at) : null;
}

const isLimited = ({ status, headers, words }) =>
  status === 429 || (status === 403 && (headers.get("x-ratelimit-remaining") === "0" || headers.has("retry-after") || /rate limit/i.test(words)));

/** Return the fault of an answer that every operation may give; null for one of the operation's own.
 *
 * `forge` is `{name, needs}`: what it is called, and what a token of its has to be. */
export function commonFault(answer, { name, needs }, token, now = Date.now()) {
  const { status, words } = answer;
  const says = quoted(words, token);
  if (isLimited(answer)) {
    const at = until(answer.headers, now);
    const when = at ? `propose again after ${at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}` : "propose again in some minutes";
    return new Fault("rate-limited", `${name} takes no more requests for now`, when, { until: at });
  }
  if (status === 401 && /expired/i.test(words)) return new Fault("expired", `The token has expired${says}`, "make a new one and paste it here");
  if (status === 401) return new Fault("token-wrong", `${name} does not take this token${says}`, "paste it again, all of it, or make a new one: it may have expired or been revoked");
  if (status === 403) return new Fault("no-right", `The token has not the right to do that${says}`, `take ${needs}`);
  if (status >= 500) return new Fault("trouble", `${name} has trouble of its own (${status})`, "propose again in some minutes");
  return null;
}

/** Return the fault of a base branch that is not there. */
export const noBranch = ({ project, branch }) => new Fault("no-branch", `There is no branch ${branch} in ${project}`, "it may have been renamed: name the one that the site is built of under branch in mkdocs.yml; download the file meanwhile");

export const unreadable = (name) => new Fault("unreadable", `What ${name} answers cannot be read`, "see whether api in mkdocs.yml leads to its API; download the file meanwhile");
