/* Splices: single values of a file changed in their place, so that every other byte stays as it was. The same as
   generator/edit/splice.py and removal.py, but for a block of keys or items, which is not written anew here. */

import { isBlock, same } from "../draft.js";
import { define, Document, NOTHING, oneForm } from "./document.js";
import { CannotSplice } from "./fault.js";
import { lineEndOf, trimmedBlanks, withItems, withText } from "./lines.js";
import { block, flow, isLaidOut, isText, scalar, sequence } from "./scalars.js";

const BLOCKS = new Set([":", "-"]);
const TEXTS = new Set(["|", ">"]);

const pathOf = (at) => at.join(".");
const byHand = (at, why = "stands on several lines") => new CannotSplice("place", at, `${pathOf(at)} ${why}`);

/** Return a file after one change, read again; null takes a key out, an empty text leaves it without a value.
 *
 * Throws CannotSplice where the change cannot be made, or would change anything else. */
export function spliced(document, at, value) {
  const formed = inOneForm(value);
  const again = new Document(edited(document, at, formed));
  if (!same(again.data, expected(document.data, at, formed)) || again.body !== document.body) {
    throw new CannotSplice("place", at, `${pathOf(at)} cannot be changed without changing something else`);
  }
  return again;
}

function inOneForm(value) {
  if (value === null) return null;
  if (isText(value)) return oneForm(value, value.includes("\n"));
  if (!isBlock(value)) return value.map((each) => oneForm(each, each.includes("\n")));
  const formed = {};
  for (const [key, below] of Object.entries(value)) define(formed, key, isBlock(below) && !Object.keys(below).length ? below : inOneForm(below) || "");
  return formed;
}

function edited(document, at, value) {
  const spot = document.spot(at);
  if (value === null) return spot ? removed(document, at) : document.text;
  if (spot && TEXTS.has(spot.style)) return withText(document.text, spot, value);
  const byItems = spot?.style === "-" ? withItems(document, at, value) : null;
  if (byItems !== null) return byItems;
  if (spot && BLOCKS.has(spot.style)) throw new CannotSplice("block", at, `${pathOf(at)} is a block of several lines, which only the playbook's own editor writes anew`);
  if (spot) return replaced(document.text, spot, value, isInBrackets(document, at));
  const parent = document.known(at);
  const added = at.slice(parent.length).reduceRight((below, key) => ({ [key]: below }), value);
  return withAdded(document, parent, added);
}

const isInBrackets = (document, at) => at.some((_, depth) => "{[".includes(document.spot(at.slice(0, depth)).style || ":"));

function laidOut(text, spot, value) {
  const lineEnd = lineEndOf(text);
  const end = text.indexOf("\n", spot.end) + 1;
  const indent = " ".repeat(spot.keyColumn + 1);
  const lines = value.split("\n").map((line) => `${indent}${line}`.replace(/\s+$/u, "") + lineEnd).join("");
  const before = text.slice(0, spot.start);
  return `${before}${before.endsWith(" ") ? "" : " "}|-${text.slice(spot.end, end)}${lines}${text.slice(end)}`;
}

function replaced(text, spot, value, inFlow) {
  const [before, after] = [text.slice(0, spot.start), text.slice(spot.end)];
  if (isText(value) && !inFlow && isLaidOut(value)) return laidOut(text, spot, value);
  if (value === "") return trimmedBlanks(before) + (inFlow ? " " : "") + after;
  const written = isText(value) ? scalar(value, inFlow) : isBlock(value) ? flow(value) : sequence(value);
  return before + (before.endsWith(":") ? " " : "") + written + after;
}

function withAdded(document, at, tree) {
  let { text } = document;
  let spot = document.spot(at);
  const children = document.under(at).map((each) => document.spot(each));
  if (spot?.style === "{") {
    const end = Math.max(0, ...children.map((child) => child.end));
    const inner = flow(tree).slice(1, -1);
    return end ? `${text.slice(0, end)}, ${inner}${text.slice(end)}` : `${text.slice(0, spot.end - 1)}${inner}${text.slice(spot.end - 1)}`;
  }
  if (spot?.style === "" && NOTHING.has(text.slice(spot.start, spot.end))) {
    text = trimmedBlanks(text.slice(0, spot.start)) + text.slice(spot.end);
    spot = { ...spot, start: spot.keyEnd + 1, end: spot.keyEnd + 1 };
  }
  const isEmpty = Boolean(at.length && spot && spot.style === "" && spot.start === spot.end && !isInBrackets(document, at));
  if (!spot || !(isEmpty || (spot.style === ":" && children.length))) throw byHand(at.length ? at : Object.keys(tree), "has no block of keys to add to");
  const lineEnd = lineEndOf(text);
  const indent = isEmpty ? spot.keyColumn + 1 : children[0].keyColumn - 1;
  const lines = block(tree, " ".repeat(indent)).map((line) => line + lineEnd).join("");
  const place = text[spot.end - 1] === "\n" ? spot.end : text.indexOf("\n", spot.end) + 1;
  return text.slice(0, place) + lines + text.slice(place);
}

/* --- A key taken out: with its lines and the comments on them; comments above it stay --- */

function removed(document, at) {
  if (!isText(at.at(-1))) throw byHand(at, "is an item of a list");
  const around = document.spot(at.slice(0, -1));
  if (around.style === "{") return fromBraces(document, at);
  const [start, end] = linesOf(document.text, document.spot(at));
  const text = document.text.slice(0, start) + document.text.slice(end);
  if (document.under(at.slice(0, -1)).length > 1) return text;
  if (at.length === 1) throw byHand(at, "is the only key of the file");
  const colon = text.indexOf(":", around.keyEnd) + 1;
  return `${text.slice(0, colon)} {}${text.slice(colon)}`;
}

function fromBraces(document, at) {
  const { text } = document;
  const [spot, beside] = [document.spot(at), document.under(at.slice(0, -1))];
  const number = beside.findIndex((each) => each.at(-1) === at.at(-1));
  let [start, end] = [spot.keyStart, Math.max(spot.end, spot.keyEnd)];
  if (number + 1 < beside.length) end = document.spot(beside[number + 1]).keyStart;
  else if (number) {
    const before = document.spot(beside[number - 1]);
    start = Math.max(before.end, before.keyEnd);
  }
  if (spot.end <= spot.keyEnd && number + 1 === beside.length && text.slice(spot.keyEnd).trimStart().startsWith(":")) end = text.indexOf(":", spot.keyEnd) + 1;
  if (text.slice(start, end).replaceAll(text.slice(spot.keyStart, spot.end), "").includes("#")) throw byHand(at, "has a comment beside it");
  return text.slice(0, start) + text.slice(end);
}

function linesOf(text, spot) {
  const indent = spot.keyColumn - 1;
  const lineStart = text.lastIndexOf("\n", spot.keyStart - 1) + 1;
  if (/[^ \ufeff]/.test(text.slice(lineStart, spot.keyStart))) throw new CannotSplice("place", [], "a key stands behind something else on its line");
  const last = Math.max(spot.keyStart, spot.start, spot.keyStart + text.slice(spot.keyStart, spot.end).trimEnd().length - 1);
  let end = text.indexOf("\n", last) + 1;
  for (;;) {
    const line = text.slice(end).split("\n", 1)[0];
    if (!line.replace(/^ +/, "").startsWith("#") || line.indexOf("#") <= indent) break;
    end += line.length + 1;
  }
  return [spot.keyStart - indent, end];
}

/* --- What the file has to say afterwards --- */

/** Return a file's data after a change; an empty text and null take the key out. */
function expected(data, at, value) {
  const changed = structuredClone(data);
  let inner = changed;
  for (const key of at.slice(0, -1)) {
    if (value === null && !(isBlock(inner) && Object.hasOwn(inner, key))) return changed;
    if (isBlock(inner) && !Object.hasOwn(inner, key)) define(inner, key, {});
    inner = inner[key];
  }
  if (value !== "" && value !== null) define(inner, at.at(-1), value);
  else if (isBlock(inner)) delete inner[at.at(-1)];
  return changed;
}
