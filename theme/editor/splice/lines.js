/* Values over several lines changed line by line: a text in a block, and the items of a list. The same as
   generator/edit/by_lines.py, to the byte. */

import { isBlock } from "../draft.js";
import { flow, isLaidOut, isPlainLine, isText, scalar, sequence } from "./scalars.js";

const SIGN = /^[|>][-+0-9]*/;
const DASH = /^ *- *$/;

export const lineEndOf = (text) => (text.includes("\r\n") ? "\r\n" : "\n");
export const trimmedBlanks = (text) => text.replace(/ +$/, "");
const trimmedEnd = (text) => text.replace(/[ \t\r\n]+$/, "");
const firstLine = (text) => text.split("\n", 1)[0].replace(/\r+$/, "");

/** Return a file with another value in place of a text that stands in a block; a comment behind its sign stays.
 *
 * A text stays in a block where it can, anything else goes on the line of its key. */
export function withText(text, spot, value) {
  const header = firstLine(text.slice(spot.start));
  const behind = header.replace(SIGN, "");
  const last = spot.start + trimmedEnd(text.slice(spot.start, spot.end)).length;
  const end = last + firstLine(text.slice(last)).length;
  const [before, after] = [text.slice(0, spot.start), text.slice(end)];
  if (!isText(value) || !(isPlainLine(value) || isLaidOut(value))) {
    const written = onALine(value);
    return (written ? before : trimmedBlanks(before)) + written + behind + after;
  }
  const body = text.slice(spot.start + header.length, end).replace(/^[\r\n]+/, "");
  const indent = " ".repeat(body ? body.search(/[^ ]|$/) : spot.keyColumn + 1);
  const lines = value.split("\n").map((line) => lineEndOf(text) + (line && indent + line)).join("");
  return `${before}${value.includes("\n") ? "|" : text[spot.start]}-${behind}${lines}${after}`;
}

const onALine = (value) => (isText(value) ? value && scalar(value) : isBlock(value) ? flow(value) : sequence(value));

/** Return a file with other items in a list that has each on a line of its own, null where that takes more.
 *
 * Items at its beginning and its end that stay are left alone, and so are those between that keep their place. It takes
 * more where an item that changes or goes has more than its text on its line, such as a comment. */
export function withItems(document, at, value) {
  const old = document.dataAt(at);
  const items = document.under(at).map((each) => document.spot(each));
  if (!areTexts(old) || !areTexts(value) || items.length !== old.length) return null;
  const head = alike(old, value);
  const tail = Math.min(alike([...old].reverse(), [...value].reverse()), old.length - head, value.length - head);
  const [between, wanted] = [items.slice(head, items.length - tail), value.slice(head, value.length - tail)];
  const changed = between.map((item, place) => [item, wanted[place] ?? null, old[head + place]]).filter(([, fresh, was]) => fresh !== was);
  const edits = changed.map(([item, fresh]) => edited(document.text, item, fresh));
  const added = wanted.slice(between.length);
  if (added.length) edits.push(addition(document.text, items, head + between.length, added));
  if (edits.includes(null)) return null;
  return edits.reduceRight((text, [start, end, fresh]) => text.slice(0, start) + fresh + text.slice(end), document.text);
}

const areTexts = (value) => Array.isArray(value) && value.length > 0 && value.every(isText);

/** Return how many items two lists begin with alike. */
function alike(one, other) {
  const differing = one.findIndex((each, place) => each !== other[place]);
  return differing < 0 ? one.length : differing;
}

/** Return where the line of an item begins and ends, null where the item has not a line of its own. */
function lineOf(text, item) {
  const [start, end] = [text.lastIndexOf("\n", item.start - 1) + 1, text.indexOf("\n", item.end) + 1];
  return DASH.test(text.slice(start, item.start)) && !text.slice(item.start, item.end).includes("\n") && end ? [start, end] : null;
}

/** Return the edit that gives an item another text, or takes its line out; null where more stands on its line. */
function edited(text, item, fresh) {
  const line = lineOf(text, item);
  if (!line || trimmedEnd(text.slice(item.end, line[1]))) return null;
  return fresh === null ? [...line, ""] : [item.start, item.end, scalar(fresh)];
}

/** Return the edit that adds items at a place in a list, null where the item beside it has not its own line. */
function addition(text, items, place, added) {
  const beside = items[Math.max(place - 1, 0)];
  const line = lineOf(text, beside);
  if (!line) return null;
  const lines = added.map((each) => text.slice(line[0], beside.start) + scalar(each) + lineEndOf(text)).join("");
  const offset = line[place ? 1 : 0];
  return [offset, offset, lines];
}
