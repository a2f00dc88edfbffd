/* Edits of a form made in a file's text, as `serve` makes them (generator/editor/applying.py). */

import { isBlock, same } from "../draft.js";
import { Document, NOTES } from "./document.js";
import { CannotSplice } from "./fault.js";
import { isText } from "./scalars.js";
import { spliced } from "./splice.js";

/** Return the text with edits made in it: `{at, was, value}` each, in order.
 *
 * `format` says which characters no file may hold (`forbidden`, a pattern), and for which keys a bare value may stand
 * (`bare`: `[path, key]` with `*` for any key). Throws CannotSplice at the first edit that cannot be made here. */
export function applied(text, edits, format) {
  const hidden = new RegExp(format.forbidden, "u");
  let document = new Document(text);
  for (const { at, value } of edits.filter((each) => !isNotes(each.at))) {
    for (const each of textsIn(value)) checkSeen(each, at, hidden);
    for (const [place, change] of changesOf(document, at, value, format.bare)) document = spliced(document, place, change);
  }
  const notes = edits.find((each) => isNotes(each.at))?.value;
  return isText(notes) ? withNotes(document, notes) : document.text;
}

const isNotes = (at) => at.length === 1 && at[0] === NOTES;

function checkSeen(text, at, hidden) {
  const found = hidden.exec(` ${text}`);
  if (!found) return;
  const number = found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  throw new CannotSplice("place", at, `a character that nobody sees (U+${number}) stands in the text`, "delete it, or type the text anew");
}

function* textsIn(value) {
  if (isText(value)) yield value;
  else if (isBlock(value)) {
    yield* Object.keys(value);
    for (const below of Object.values(value)) yield* textsIn(below);
  } else yield* value || [];
}

/** Return a value without keys that have none. */
function cleaned(value) {
  if (!isBlock(value)) return value;
  const entries = Object.entries(value).map(([key, below]) => [key, cleaned(below)]);
  return Object.fromEntries(entries.filter(([, each]) => each !== null && each !== "" && !(Array.isArray(each) && !each.length)));
}

function bareAbove(document, at, bare) {
  const above = at.slice(0, -1);
  const stands = above.length ? document.dataAt(above) : undefined;
  const found = isText(stands) || Array.isArray(stands) ? bare.find(([path]) => path.length === above.length && path.every((key, depth) => key === "*" || key === above[depth])) : null;
  return found?.[1] || "";
}

/** Yield the changes of a file that an edit stands for, each as small as it can be. */
function* changesOf(document, at, given, bare) {
  const value = cleaned(given);
  const key = bareAbove(document, at, bare);
  if (!key) {
    yield* differences(document, at, value);
    return;
  }
  const above = at.slice(0, -1);
  if (at.at(-1) === key) yield [above, valueOf(value)];
  else if (value !== null) yield [above, { [key]: document.dataAt(above), [at.at(-1)]: value }];
}

function* differences(document, at, value) {
  const stands = document.dataAt(at);
  if (!isBlock(stands ?? null) || !isBlock(value) || !Object.keys(stands).length || !Object.keys(value).length) {
    const isInBraces = document.spot(at) && document.spot(at.slice(0, -1)).style === "{";
    const isEmpty = value === "" || (Array.isArray(value) && !value.length);
    yield [at, isInBraces && isEmpty ? null : valueOf(value)];
    return;
  }
  const keys = [...Object.keys(value), ...Object.keys(stands).filter((key) => !Object.hasOwn(value, key))];
  for (const key of keys) {
    if (!same(stands[key], value[key])) yield* differences(document, [...at, key], value[key] ?? null);
  }
}

const valueOf = (value) => (Array.isArray(value) && !value.length ? "" : value);

function withNotes(document, notes) {
  const lineEnd = document.text.includes("\r\n") ? "\r\n" : "\n";
  const above = document.text.slice(0, document.end);
  const whole = !notes || notes.endsWith("\n") ? notes : `${notes}\n`;
  return above + (above.endsWith("\n") || !notes ? "" : lineEnd) + whole.replaceAll("\n", lineEnd);
}
