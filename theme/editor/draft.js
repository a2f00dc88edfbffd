/* A draft: the values of a form, and the edits between what was opened and what stands in it now. */

/** Whether a value is a block of keys. */
export const isBlock = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isEmpty = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);
const own = (block, key) => (isBlock(block) && Object.hasOwn(block, key) ? block[key] : undefined);

/** Whether two values are the same, whatever the order of their keys. */
export function same(one, other) {
  if (isBlock(one) && isBlock(other)) {
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]));
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, index) => same(each, other[index]));
  }
  return (one ?? null) === (other ?? null);
}

/** Return the value at a place, undefined where there is none. */
export const valueAt = (data, at) => at.reduce(own, data);

function put(data, at, value) {
  const parent = at.slice(0, -1).reduce((block, key) => {
    if (!isBlock(own(block, key))) Object.defineProperty(block, key, { value: {}, writable: true, enumerable: true, configurable: true });
    return block[key];
  }, data);
  Object.defineProperty(parent, at.at(-1), { value, writable: true, enumerable: true, configurable: true });
}

/** Return the edits that lead from one value to another: the smallest places that differ, blocks by their keys. */
export function difference(was, value, at = []) {
  if (isBlock(was) && isBlock(value)) {
    const keys = [...Object.keys(was), ...Object.keys(value).filter((key) => !Object.hasOwn(was, key))];
    return keys.flatMap((key) => difference(own(was, key), own(value, key), [...at, key]));
  }
  return same(was, value) ? [] : [{ at, was: was ?? null, value: value ?? null }];
}

/** Put edits on today's values: those that apply are made, each other one is a conflict with both sides. */
export function rebased(edits, today) {
  const draft = new Draft(today);
  const conflicts = [];
  for (const { at, was, value } of edits) {
    const theirs = valueAt(today, at) ?? null;
    const above = at.slice(0, -1);
    const parentGone = above.length > 1 && was !== null && valueAt(today, above) === undefined;
    if (same(theirs, value)) continue;
    if (same(theirs, was) && !parentGone) draft.set(at, value);
    else conflicts.push({ at, was, yours: value, theirs });
  }
  return { draft, conflicts };
}

/** Join the edits of one save with those of earlier ones, so that no place stands twice or inside another. */
export function joined(earlier, later) {
  const before = {};
  const after = {};
  for (const { at, was } of [...earlier].reverse()) if (was !== null) put(before, at, structuredClone(was));
  for (const { at, value } of earlier) if (value !== null) put(after, at, structuredClone(value));
  for (const { at, was, value } of later) {
    if (valueAt(before, at) === undefined && valueAt(after, at) === undefined && was !== null) put(before, at, structuredClone(was));
    if (value !== null) put(after, at, structuredClone(value));
    else removeAt(after, at);
  }
  return difference(before, after);
}

function removeAt(data, at) {
  const parent = valueAt(data, at.slice(0, -1));
  if (isBlock(parent)) delete parent[at.at(-1)];
}

export class Draft {
  constructor(opened) {
    this.opened = opened;
    this.data = structuredClone(opened);
    this.added = new Set();
  }

  get(at) {
    return valueAt(this.data, at);
  }

  /** Set a value; null, an empty text and an empty list take the key out, with blocks that only this draft had made. */
  set(at, value) {
    if (!isEmpty(value)) {
      put(this.data, at, value);
      if (isBlock(value)) this.added.add(JSON.stringify(at));
      return;
    }
    removeAt(this.data, at);
    for (let above = at.slice(0, -1); above.length; above = above.slice(0, -1)) {
      const block = valueAt(this.data, above);
      const isOurs = valueAt(this.opened, above) === undefined && !this.added.has(JSON.stringify(above));
      if (!isBlock(block) || Object.keys(block).length || !isOurs) break;
      removeAt(this.data, above);
    }
  }

  get edits() {
    return difference(this.opened, this.data);
  }
}

/** Return the keys of what this browser keeps; a private window may keep nothing. */
function stored() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

/** Drafts of this browser, by file; what cannot be stored is told by `false`. */
export class Shelf {
  constructor(place, kind) {
    this.prefix = `playbook-${kind}:${place}:`;
  }

  read(file) {
    try {
      const edits = JSON.parse(localStorage.getItem(this.prefix + file));
      return Array.isArray(edits) ? edits.filter((each) => Array.isArray(each?.at) && each.at.length) : [];
    } catch {
      return [];
    }
  }

  write(file, edits) {
    try {
      if (edits.length) localStorage.setItem(this.prefix + file, JSON.stringify(edits));
      else localStorage.removeItem(this.prefix + file);
      return true;
    } catch {
      return false;
    }
  }

  /** Tell whether an event of the storage, which another tab causes, is of a file's draft or of all that is kept. */
  isChanged(event, file) {
    return event.key === null || event.key === this.prefix + file;
  }

  get files() {
    return stored().filter((key) => key.startsWith(this.prefix)).map((key) => key.slice(this.prefix.length));
  }
}
