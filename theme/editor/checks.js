/* Mistakes in the values of a form, by the schema of its file and by what the values name: as far as one file tells.
   They are said in the words of `playbook check`, which come with the site; on the pull request it has the last word. */

import { isBlock } from "./draft.js";
import { below, resolved } from "./schema.js";
import { isText } from "./splice/scalars.js";
import { Validator } from "./vendor/json-schema.js";

/* Of the errors of one place the last of these is told: a bare value may stand for a block, and fails in a way of its own. */
const TOLD = ["type", "format", "pattern", "enum", "false", "required"];

/** Return the mistakes as a form shows them: `{at, says, remedy, file, code}`, one a place.
 *
 * `words` has them by kind of mistake and by written form, and nouns by kind of thing. */
export function mistakes(file, kind, data, schema, choices, words) {
  const found = [...bySchema(data, schema, words), ...byName(file, kind, data, schema, choices, words)];
  return found.map(({ at, says, remedy }) => ({ file, at, says, remedy, code: "form" }));
}

/** Return the words of a mistake with its parts in the places of their names in braces. */
function filled({ says, remedy }, parts) {
  const put = (text) => text.replace(/\{(\w+)\}/g, (_, name) => parts[name] ?? "");
  return { says: put(says), remedy: put(remedy) };
}

/** Return a word in quotes, as `playbook check` prints it. */
function inQuotes(value) {
  const word = isText(value) ? value : JSON.stringify(value ?? "");
  const mark = word.includes("'") && !word.includes('"') ? '"' : "'";
  return mark + word.replaceAll("\\", "\\\\").replaceAll(mark, `\\${mark}`) + mark;
}

/* --- What the schema says --- */

/* Of the errors of one place the innermost are told: those above follow from them. */
function bySchema(data, schema, words) {
  const { errors } = new Validator(schema, "2020-12", false).validate(data);
  const places = new Map();
  for (const each of errors.filter(({ keyword }) => TOLD.includes(keyword))) {
    const at = placeOf(each);
    const before = places.get(JSON.stringify(at));
    if (!before || TOLD.indexOf(each.keyword) > TOLD.indexOf(before.keyword)) places.set(JSON.stringify(at), { at, keyword: each.keyword });
  }
  const all = [...places.values()];
  const innermost = all.filter(({ at }) => !all.some((other) => other.at.length > at.length && at.every((key, depth) => other.at[depth] === key)));
  return innermost.map(({ at, keyword }) => ({ at, ...said(at, keyword, data, schema, words) }));
}

const unescaped = (step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");

/* What is missing is told at its own key, which the validator names in its words. */
function placeOf({ instanceLocation, keyword, error }) {
  const at = instanceLocation.split("/").slice(1).map(unescaped);
  return keyword === "required" ? [...at, error.slice(error.indexOf('"') + 1, error.lastIndexOf('"'))] : at;
}

/** Return what stands at a place, the items of lists by their numbers. */
const itemAt = (data, at) => at.reduce((value, key) => value?.[key], data);

function schemaAt(root, data, at) {
  const step = (schema, key, around) => (Array.isArray(around) ? resolved(schema.items, root) : below(schema, key, root, around));
  return at.reduce((schema, key, depth) => step(schema, key, itemAt(data, at.slice(0, depth))), resolved(root, root));
}

const knownOf = (schema) => [...new Set((schema.enum ?? []).filter((each) => each !== null).map(String))];

function said(at, keyword, data, root, words) {
  const isItem = Array.isArray(itemAt(data, at.slice(0, -1)));
  const key = at.at(isItem ? -2 : -1) ?? "the file";
  if (keyword === "required") return filled(words.words.missing, { key });
  if (keyword === "false") return filled(words.words["unknown-key"], { word: inQuotes(key) });
  const names = at.length ? schemaAt(root, data, at.slice(0, -1)).propertyNames : null;
  const isOfKey = Boolean(names?.enum || names?.pattern) && !isValid(names, key);
  const schema = isOfKey ? names : schemaAt(root, data, at);
  const parts = { key, word: inQuotes(isOfKey ? key : itemAt(data, at)), known: knownOf(schema).join(", ") };
  return keyword === "type" ? filled(words.words.unusable, parts) : saidOfWord(schema, parts, words);
}

const isValid = (schema, value) => new Validator(schema, "2020-12").validate(value).valid;

/** Return the words for a value, or a key, that is none of the known ones or not in its form. */
function saidOfWord(schema, parts, words) {
  const form = words.formats[schema.pattern ?? JSON.stringify((schema.enum ?? []).filter((each) => each !== null))];
  if (form?.remedy) return filled(form, parts);
  if (!schema.enum) return filled(words.words.unusable, parts);
  const what = words.nouns[schema["x-refers-to"]];
  const { says, remedy } = filled(words.words["unknown-word"], parts);
  const isShort = knownOf(schema).length <= words.few;
  return what ? { says: filled(words.words.unknown, { ...parts, what }).says, remedy: isShort ? remedy : words.listed } : { says, remedy: isShort ? remedy : "" };
}

/* --- What values name has to be there --- */

function* byName(file, kind, data, schema, choices, { words, nouns }) {
  const people = `people in ${file.split("/")[0]}/index.md`;
  const keysOf = (block) => new Set(Object.keys(block ?? {}));
  const chosen = (name) => new Set(choices[name].map((each) => each.key));
  const unknown = (name, where) => (word) => filled(words.unknown, { what: nouns[name], word: inQuotes(word), where });
  const referred = (name) => {
    const [block, key] = name.split(".");
    if (key) return { known: keysOf(data[block]?.[key]), says: unknown(name, key) };
    if (name === "people" && kind === "deal") return { known: keysOf(data.players), says: unknown("players", "players") };
    if (name === "people" && kind === "account") return { known: keysOf(data.people), says: unknown("people", "people") };
    return name === "deals" ? { known: chosen("deals"), says: unknown("deals", "") } : null;
  };
  const keyed = (name) => {
    if (name === "partners") return { known: chosen(name), says: (word) => filled(words["no-file"], { word: inQuotes(word), plain: word }) };
    return name === "people" ? { known: chosen(name), says: (word) => filled(words["unknown-person"], { word: inQuotes(word), where: people }) } : null;
  };
  yield* named(resolved(schema, schema), data, [], schema, { referred, keyed });
  if (kind === "deal") yield* rivals(data, words);
}

function* named(schema, value, at, root, { referred, keyed }) {
  const refers = schema["x-refers-to"] && referred(schema["x-refers-to"]);
  const texts = refers ? [value].flat().filter(isText) : [];
  for (const word of texts.filter((each) => !refers.known.has(each))) yield { at, ...refers.says(word) };
  if (!isBlock(value)) return;
  const keys = schema.propertyNames?.["x-refers-to"] && keyed(schema.propertyNames["x-refers-to"]);
  for (const [key, each] of Object.entries(value)) {
    if (keys && !keys.known.has(key)) yield { at: [...at, key], ...keys.says(key) };
    yield* named(below(schema, key, root, value), each, [...at, key], root, { referred, keyed });
  }
}

const OURS = new Set(["us", "date", "by", "evidence"]);

function* rivals(data, words) {
  const listed = new Set([data.competitors ?? []].flat());
  const primary = data.primary_competitor;
  if (isText(primary) && !listed.has(primary)) yield { at: ["primary_competitor"], ...filled(words.unlisted, { word: inQuotes(primary), where: "competitors" }) };
  for (const [criterion, rating] of Object.entries(isBlock(data.assessment) ? data.assessment : {})) {
    const rated = Object.keys(isBlock(rating) ? rating : {}).filter((key) => !OURS.has(key) && !listed.has(key));
    for (const key of rated) yield { at: ["assessment", criterion, key], ...filled(words["unlisted-rival"], { word: inQuotes(key), where: "competitors" }) };
  }
}
