/* Mistakes in the values of a form, by the schema of its file and by what the values name: as far as one file tells.
   `playbook check` on the pull request has the last word. */

import { resolved, below } from "./schema.js";
import { isBlock } from "./splice/scalars.js";
import { Validator } from "./vendor/json-schema.js";

const unescaped = (step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
const KINDS = { enum: "is not one of the known words", pattern: "is not written as it is meant", format: "is not written as it is meant", required: "lacks something", type: "is not what is meant here", additionalProperties: "is not a key that is known here", propertyNames: "is not a key that is known here" };

/** Return the mistakes as a form shows them: `{at, says, remedy, file, code}`, one a place. */
export function mistakes(file, kind, data, schema, choices) {
  const found = [...bySchema(data, schema), ...byName(kind, data, schema, choices)];
  return found.map(({ at, says, remedy }) => ({ file, at, says, remedy, code: "form" }));
}

/* Of the errors of one place the innermost are told: those above follow from them. */
function bySchema(data, schema) {
  const { errors } = new Validator(schema, "2020-12", false).validate(data);
  const places = new Map();
  for (const { instanceLocation, keyword, error } of errors) {
    const at = instanceLocation.split("/").slice(1).map(unescaped);
    if (KINDS[keyword]) places.set(JSON.stringify(at), { at, says: `${at.at(-1) ?? "the file"} ${KINDS[keyword]}`, remedy: keyword === "required" ? error : "look at the help beside the field" });
  }
  const all = [...places.values()];
  return all.filter(({ at }) => !all.some((other) => other.at.length > at.length && at.every((key, depth) => other.at[depth] === key)));
}

/* --- What values name has to be there --- */

function* byName(kind, data, schema, choices) {
  const known = (name, isKey) => {
    const [block, key] = name.split(".");
    if (key) return new Set(Object.keys(data[block]?.[key] ?? {}));
    if (name === "people" && kind === "deal" && !isKey) return new Set(Object.keys(data.players ?? {}));
    if (name === "people" && kind === "account") return new Set(Object.keys(data.people ?? {}));
    return ["people", "partners", "deals"].includes(name) ? new Set(choices[name].map((each) => each.key)) : null;
  };
  yield* named(resolved(schema, schema), data, [], schema, known);
  if (kind === "deal") yield* rivals(data);
}

function* named(schema, value, at, root, known) {
  const refers = schema["x-refers-to"] && known(schema["x-refers-to"], false);
  const texts = typeof value === "string" ? [value] : Array.isArray(value) ? value : [];
  for (const each of refers ? texts : []) {
    if (typeof each === "string" && !refers.has(each)) yield { at, says: `there is no ${each} here`, remedy: refers.size ? `choose one of ${[...refers].slice(0, 8).join(", ")}` : "add it first" };
  }
  if (!isBlock(value)) return;
  const keys = schema.propertyNames?.["x-refers-to"] && known(schema.propertyNames["x-refers-to"], true);
  for (const [key, each] of Object.entries(value)) {
    if (keys && !keys.has(key)) yield { at: [...at, key], says: `there is no ${key} here`, remedy: "add it to its own file first, or choose another" };
    yield* named(below(schema, key, root, value), each, [...at, key], root, known);
  }
}

const OURS = new Set(["us", "date", "by", "evidence"]);

function* rivals(data) {
  const listed = new Set([data.competitors ?? []].flat());
  for (const [criterion, rating] of Object.entries(isBlock(data.assessment) ? data.assessment : {})) {
    for (const key of Object.keys(isBlock(rating) ? rating : {})) {
      if (!OURS.has(key) && !listed.has(key)) yield { at: ["assessment", criterion, key], says: `${key} is rated but not among the deal's competitors`, remedy: "add it there, or take the rating out" };
    }
  }
}
