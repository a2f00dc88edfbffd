/* Values as YAML text: plain where every reader takes them for the same text, in double quotes otherwise. The same as
   generator/edit/scalars.py, to the byte; tests/editor holds the two together. */

import { isBlock } from "../draft.js";

const LONGEST_FLOW = 110;
const WORD = "[\\p{L}\\p{N}_]";
const PLAIN_KEY = new RegExp(`^[A-Za-z0-9_](?:${WORD}|[./-])*(?::(?:${WORD}|[./-])+)*$`, "u");
const PLAIN = new RegExp(`^[\\p{L}\\p{Nl}\\p{No}](?:${WORD}|[ .,()/&'+%@-])*(?<! )$`, "u");
const CODED = /^(?:\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}|[A-Z]{3} -?[\p{Nd},]+(?:\.\p{Nd}+)?|\p{Nd}{1,9}%|\p{Nd}+(?:\.\p{Nd}+)? days?)$/u;
const SPOKEN = /^(?:y|yes|n|no|true|false|on|off|null|inf|nan)$/iu;
const FLOW_MARKS = /[,[\]{}]/;
const UNPRINTABLE = /[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]/gu;

export const isText = (value) => typeof value === "string";

const codeOf = (character) => `\\u${character.codePointAt(0).toString(16).padStart(4, "0")}`;

/** Return one value as YAML; `inFlow` tells that it stands between braces or brackets. */
export function scalar(text, inFlow = false) {
  const plain = (PLAIN.test(text) || CODED.test(text)) && !SPOKEN.test(text);
  if (plain && !(inFlow && FLOW_MARKS.test(text))) return text;
  return JSON.stringify(text).replace(UNPRINTABLE, codeOf);
}

const keyText = (key) => (PLAIN_KEY.test(key) && !SPOKEN.test(key) ? key : scalar(key, true));

/** Tell whether a text over several lines can stand as it is in a block of text. */
export function isLaidOut(text) {
  const lines = text.split("\n");
  return lines.length > 1 && lines.filter(Boolean).every(isPlainLine) && lines[0] !== "" && lines.at(-1) !== "";
}

/** Tell whether a text can stand as it is on a line of a block of text. */
export const isPlainLine = (text) => text !== "" && text === text.trim() && !text.includes("\n") && text.search(UNPRINTABLE) < 0;

export const sequence = (texts) => `[${texts.map((each) => scalar(each, true)).join(", ")}]`;

const inFlow = (value) => (isText(value) ? scalar(value, true) : isBlock(value) ? flow(value) : sequence(value));

/** Return a block on one line, between braces. */
export const flow = (tree) => `{${Object.entries(tree).map(([key, value]) => `${keyText(key)}: ${inFlow(value)}`).join(", ")}}`;

const trimmedEnd = (line) => line.replace(/\s+$/u, "");

/** Return the lines of a block, each key on its own; a small block of values goes on its key's line. */
export function block(tree, indent = "") {
  return Object.entries(tree).flatMap(([key, value]) => {
    const written = `${indent}${keyText(key)}:`;
    if (isText(value) && isLaidOut(value)) return [`${written} |-`, ...value.split("\n").map((line) => trimmedEnd(`${indent}  ${line}`))];
    if (isText(value)) return [trimmedEnd(`${written} ${value ? scalar(value) : ""}`)];
    if (isBlock(value)) return nested(key, value, indent);
    return [written, ...value.map((each) => `${indent}  - ${scalar(each)}`)];
  });
}

function nested(key, tree, indent) {
  const onOneLine = `${indent}${keyText(key)}: ${flow(tree)}`;
  if (Object.values(tree).every(isText) && [...onOneLine].length <= LONGEST_FLOW) return [onOneLine];
  return [`${indent}${keyText(key)}:`, ...block(tree, `${indent}  `)];
}
