/* A file with front matter as places and values: npm's `yaml` reads it, every scalar stays the text that was written.
   The same as generator/read/yaml/document.py for a file without mistakes; one with mistakes is refused. */

import { Composer, isAlias, isMap, isScalar, Parser } from "../vendor/yaml.js";
import { CannotSplice } from "./fault.js";

const RULE = /---[ \t]*(?:\r?\n|$)/y;
const CLOSING_RULE = /^---[ \t]*(?:\r?\n|(?![^]))/gm;
/** Plain values by which other programs say that a key has none. */
export const NOTHING = new Set(["~", "null", "Null", "NULL"]);
const LARGEST_FILE = 256 * 1024;
const LARGEST_FRONT_MATTER = 128 * 1024;
const LONGEST_LINE = 8000;
const DEEPEST = 12;
const MOST_ENTRIES = 1000;
const OTHER_BLANKS = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const BLANKS = /[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g;
const OPTIONS = { version: "1.1", schema: "failsafe", merge: false, uniqueKeys: false, keepSourceTokens: true, logLevel: "silent" };
const ASCII = /^[\0-\x7f]*$/;
const STYLES = { PLAIN: "", QUOTE_DOUBLE: '"', QUOTE_SINGLE: "'", BLOCK_LITERAL: "|", BLOCK_FOLDED: ">" };

export const NOTES = "notes";

/** Return a text in the form in which texts are compared; with `lines`, blanks keep their number. */
export function oneForm(text, lines = false) {
  const composed = text.normalize("NFC");
  return lines ? composed.replace(OTHER_BLANKS, " ") : composed.replace(BLANKS, " ").replace(/^ +| +$/g, "");
}

const nameOf = (at) => JSON.stringify(at);
const broken = (says) => new CannotSplice("file", [], says, "mend it in the editor of the forge first");
const bytes = (text) => new TextEncoder().encode(text).length;

/** Content of a file: `data` by key, the marks of every value by its path, the `body` below the front matter. */
export class Document {
  constructor(text) {
    this.text = text;
    this.data = {};
    this.places = new Map();
    this.#read();
  }

  spot(at) {
    return this.places.get(nameOf(at))?.spot;
  }

  /** Return the paths of the keys or items right below a path, in the order of the file. */
  under(at) {
    return [...this.places.values()].filter((each) => each.at.length === at.length + 1 && at.every((key, depth) => each.at[depth] === key)).map((each) => each.at);
  }

  dataAt(at) {
    return at.reduce((found, key) => (found && !Array.isArray(found) && typeof found === "object" && Object.hasOwn(found, key) ? found[key] : undefined), this.data);
  }

  /** Return the longest beginning of a path that is written in the file. */
  known(at) {
    let known = at;
    while (known.length && !this.spot(known)) known = known.slice(0, -1);
    return known;
  }

  #read() {
    if (bytes(this.text) > LARGEST_FILE) throw broken("the file is over 256 KiB");
    const start = this.text.startsWith("\ufeff") ? 1 : 0;
    RULE.lastIndex = start;
    if (!RULE.test(this.text)) throw broken("the file does not start with a line ---");
    CLOSING_RULE.lastIndex = RULE.lastIndex;
    const closing = CLOSING_RULE.exec(this.text);
    if (!closing) throw broken("the line --- below the keys is missing");
    const front = this.text.slice(start, closing.index);
    if (bytes(front) > LARGEST_FRONT_MATTER) throw broken("the part between the lines --- is over 128 KiB");
    if (front.split("\n").some((line) => [...line].length > LONGEST_LINE)) throw new CannotSplice("place", [], "a line would be over 8,000 characters", "shorten it");
    this.body = this.text.slice(CLOSING_RULE.lastIndex).replaceAll("\r\n", "\n").normalize("NFC");
    this.end = CLOSING_RULE.lastIndex;
    this.#compose(front, start);
  }

  #compose(front, shift) {
    const documents = [...new Composer(OPTIONS).compose(new Parser().parse(front))];
    const [document] = documents;
    if (documents.length > 1 || document?.errors.length || document?.warnings.length) throw broken("the keys of the file cannot be read");
    this.shift = shift;
    this.front = front;
    const root = document?.contents;
    if (!isMap(root)) throw broken("the file has no keys");
    this.last = shift;
    this.data = this.#value(root, [], null) ?? {};
  }

  #note(at, spot) {
    this.places.set(nameOf(at), { at, spot: { ...spot, end: spot.end ?? this.last } });
  }

  /** Return the value of a node and note its place; undefined where none is given. */
  #value(node, at, key) {
    if (isAlias(node) || node.anchor || node.tag) throw broken("a value begins with a sign that has a meaning of its own in YAML");
    if (at.length >= DEEPEST && !isScalar(node)) throw broken("blocks stand too deep in each other");
    if (isScalar(node)) return this.#scalar(node, at, key);
    const found = isMap(node) ? this.#block(node, at) : this.#list(node, at);
    const start = (isMap(node) && !node.flow ? this.#startOf(node.items[0].key) : node.range[0] + this.shift);
    if (node.flow) this.last = node.range[1] + this.shift;
    this.#note(at, { start, style: node.flow ? (isMap(node) ? "{" : "[") : isMap(node) ? ":" : "-", ...(key ?? this.#ownKey(start)) });
    return found;
  }

  #startOf(node) {
    return node.range[0] + this.shift;
  }

  #ownKey(start) {
    return { keyStart: start, keyEnd: start, keyColumn: this.#columnOf(start) };
  }

  #columnOf(offset) {
    return [...this.text.slice(this.text.lastIndexOf("\n", offset - 1) + 1, offset)].length + 1;
  }

  #scalar(node, at, key) {
    const style = STYLES[node.type] ?? "";
    const start = node.range[0] + this.shift;
    const end = style === "|" || style === ">" ? this.#endOfBlock(node.range[1] + this.shift) : node.range[1] + this.shift;
    this.last = end;
    this.#note(at, { start, end, style, ...(key ?? this.#ownKey(start)) });
    const value = String(node.source ?? node.value ?? "");
    if (!style && (value === "-" || value === "?")) throw broken(`${value} stands without quotes`);
    if (!style && (value === "" || NOTHING.has(value))) return undefined;
    const formed = oneForm(value, style === "|" || style === ">");
    return formed.trim() ? formed : undefined;
  }

  /* A text over several lines ends where the next line begins that is not blank. */
  #endOfBlock(end) {
    const blank = /(?:[ \t]*\r?\n)*/y;
    blank.lastIndex = end;
    blank.test(this.text);
    return Math.min(Math.max(blank.lastIndex, end), this.front.length + this.shift);
  }

  /* A value that is not given between braces stands before the comma or the brace that follows. */
  #nextSign(end) {
    const between = /(?:\s|#[^\n]*)*/y;
    between.lastIndex = end;
    between.test(this.text);
    return between.lastIndex;
  }

  #absent(at, end, key) {
    this.last = end;
    this.#note(at, { start: end, end, style: "", ...key });
  }

  #block(node, at) {
    const found = {};
    if (node.items.length > MOST_ENTRIES) throw broken("a block has more than 1,000 entries");
    for (const pair of node.items) {
      if (!isScalar(pair.key) || pair.key.anchor || pair.key.tag || isLaidOutKey(pair)) throw broken("a key is not a word");
      const written = String(pair.key.source ?? pair.key.value);
      const name = ASCII.test(written) ? written : oneForm(written);
      const below = [...at, name];
      if (!name || ((name === "-" || name === "?" || name === "<<") && pair.key.type === "PLAIN")) throw broken("a key is empty or only a sign");
      if (this.spot(below) || Object.hasOwn(found, name)) throw broken(`the key ${name} stands there twice`);
      const keyStart = pair.key.range[0] + this.shift;
      const key = { keyStart, keyEnd: pair.key.range[1] + this.shift, keyColumn: this.#columnOf(keyStart) };
      const value = this.#pairValue(pair, below, key, Boolean(node.flow));
      if (value !== undefined) define(found, name, value);
    }
    return found;
  }

  #pairValue(pair, below, key, inFlow) {
    const colon = pair.srcToken.sep?.find((each) => each.type === "map-value-ind");
    if (!colon) throw broken(`${below.at(-1)} has no value`);
    if (pair.value && !isEmpty(pair.value)) return this.#value(pair.value, below, key);
    if (pair.value?.anchor || pair.value?.tag) throw broken("a value begins with a sign that has a meaning of its own in YAML");
    const end = colon.offset + 1 + this.shift;
    this.#absent(below, inFlow ? this.#nextSign(end) : end, key);
    return undefined;
  }

  #list(node, at) {
    if (node.items.length > MOST_ENTRIES) throw broken("a list has more than 1,000 entries");
    return node.items.map((item, place) => this.#value(item, [...at, place], null)).filter((each) => each !== undefined);
  }
}

/** Set a key of a block, whatever its name. */
export function define(block, name, value) {
  Object.defineProperty(block, name, { value, enumerable: true, writable: true, configurable: true });
}

const isLaidOutKey = (pair) => pair.srcToken.start.some((each) => each.type === "explicit-key-ind");

const isEmpty = (node) => isScalar(node) && node.type === "PLAIN" && node.source === "" && node.range[0] === node.range[1];

