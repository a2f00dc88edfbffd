/* The schema as a form needs it: what may stand at a place, and which kind of field that is. */

const SAMPLES = { date: "2026-12-01", amount: "EUR 1,200,000", days: "25 days", percent: "8%" };

const WRITTEN = { date: /^\d{4}-\d{2}-\d{2}$/, amount: /^[A-Z]{3} [\d,.]+$/, days: /^[\d.]+ days?$/, percent: /^[\d.]+ ?%$/ };

const target = (root, reference) => reference.split("/").slice(1).reduce((at, key) => at?.[key.replace(/~1/g, "/").replace(/~0/g, "~")], root) || {};

function rank(schema) {
  if (schema.properties) return 6;
  if (schema.type === "object" || schema.additionalProperties || schema.patternProperties) return 5;
  if (schema.type === "array" || schema.items) return 4;
  if (schema.enum || schema.const !== undefined) return 3;
  if (schema.pattern || schema.format || schema["x-refers-to"]) return 2;
  return schema.type === "string" ? 1 : 0;
}

/** Follow references and alternatives to the fullest form of a value: the block, where a bare value may stand for it.
 *
 * `allOf` holds what a value demands of others beside it, which stays as `conditions`. */
export function resolved(schema, root) {
  let found = schema || {};
  for (let step = 0; step < 20; step += 1) {
    if (found.$ref) {
      const { $ref, ...rest } = found;
      found = { ...target(root, $ref), ...rest };
    } else if (found.anyOf || found.oneOf || found.allOf) {
      const { anyOf, oneOf, allOf, ...rest } = found;
      const all = (anyOf || oneOf || []).map((each) => resolved(each, root)).sort((one, other) => rank(other) - rank(one));
      found = { ...all[0], ...rest, ...(allOf && { conditions: allOf }) };
    } else break;
  }
  return found;
}

/** Return the schema of the values of a mapping, null where an object has no keys but its own. */
function entriesOf(schema) {
  const more = schema.additionalProperties;
  if (more && typeof more === "object") return more;
  return Object.values(schema.patternProperties || {})[0] || null;
}

/** Return the keys of a block whose values say what may stand at others. */
export const deciding = (schema) => new Set((schema.conditions || []).flatMap((each) => Object.keys(each.if.properties)));

/** Return what the values of a block demand of the value below one of its keys. */
function demanded(schema, key, values) {
  const holds = ({ if: { properties } }) => Object.entries(properties).every(([name, each]) => values?.[name] === each.const);
  return Object.assign({}, ...(schema.conditions || []).filter(holds).map((each) => each.then.properties[key]));
}

/** Return the schema below a key of a block or a list, which holds these values now. */
export function below(schema, key, root, values) {
  const found = resolved(schema, root);
  const own = found.properties && Object.hasOwn(found.properties, key) ? found.properties[key] : entriesOf(found);
  return { ...resolved(own || {}, root), ...demanded(found, key, values) };
}

/** Return the words of an enumeration, in its order; null where there is none. */
export function wordsOf(schema) {
  if (schema.enum) return [...new Set(schema.enum.filter((each) => each !== null).map((each) => (each === true ? "yes" : each === false ? "no" : String(each))))];
  return null;
}

/** Return the kind of field for a schema; where nothing is said, that of the value that stands there. */
export function kindOf(schema, value) {
  if (schema.properties) return "block";
  if (schema.type === "object" || entriesOf(schema)) return "mapping";
  if (schema.type === "array" || schema.items) return "list";
  if (schema["x-refers-to"]) return "reference";
  const words = wordsOf(schema);
  if (words) return words.length === 2 && words.includes("yes") && words.includes("no") ? "yes-no" : "choice";
  if (schema.format === "date") return "date";
  if (schema.pattern) return patternKind(schema.pattern);
  if (Array.isArray(value)) return "list";
  if (value && typeof value === "object") return "mapping";
  return schema.type ? "text" : writtenKind(value);
}

/** Return the kind of a text of which no schema says anything, by the way it is written. */
function writtenKind(value) {
  return Object.keys(WRITTEN).find((kind) => typeof value === "string" && WRITTEN[kind].test(value)) || "text";
}

function patternKind(pattern) {
  let matcher;
  try {
    matcher = new RegExp(pattern, "u");
  } catch {
    return "text";
  }
  if (matcher.test("some words") || matcher.test("some-key")) return "text";
  if (matcher.test("yes") && matcher.test("no")) return "yes-no";
  return Object.keys(SAMPLES).find((kind) => matcher.test(SAMPLES[kind])) || "text";
}
