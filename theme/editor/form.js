/* The form that sections and fields draw on: values of the draft, what may stand there, and problems beside them. */

import { below, resolved } from "./schema.js";

const CURRENCY = /"([A-Z]{3}) [\d,.]+"/;

export class Form {
  constructor(opened, draft, receiver) {
    this.data = opened;
    this.draft = draft;
    this.receiver = receiver;
    this.file = opened.file;
    this.kind = opened.kind;
    this.today = opened.today;
    this.root = opened.schema || {};
    this.currency = CURRENCY.exec(JSON.stringify(opened.data))?.[1] || "EUR";
    this.problems = opened.problems || [];
    this.watchers = [];
    this.totals = opened.standing?.value || null;
    this.totalWatchers = [];
  }

  get(at) {
    return this.draft.get(at);
  }

  set(at, value) {
    this.draft.set(at, value);
    this.told(at);
  }

  /** Tell whoever watches that something at a place is another than before. */
  told(at) {
    for (const watch of this.watchers) watch(at);
  }

  schema(at) {
    return at.reduce((schema, key, depth) => below(schema, key, this.root, this.get(at.slice(0, depth))), resolved(this.root, this.root));
  }

  /** Return what may be chosen under a name: of the playbook, or under `plan.objectives` of the draft itself. */
  choices(name) {
    const [block, key] = name.split(".");
    if (!key) return this.data.choices[name];
    return Object.entries(this.get([block, key]) || {}).map(([of, each]) => ({ key: of, title: each?.what }));
  }

  /** Return the edits below one key, as a receiver takes them. */
  changes(key) {
    return { file: this.file, version: this.data.version, edits: this.draft.edits.filter((each) => each.at[0] === key) };
  }

  /** Take the totals that a receiver tells of the edits; null where it cannot. */
  setTotals(totals) {
    this.totals = totals;
    for (const watch of this.totalWatchers) watch();
  }

  onTotals(watch) {
    this.totalWatchers.push(watch);
  }

  onChange(watch) {
    this.watchers.push(watch);
  }

  problemsAt(at) {
    return this.problems.filter((each) => at.length <= each.at.length && at.every((key, index) => each.at[index] === key));
  }
}

/** Return the values of a form as a draft holds them: those of the file, and its notes. */
export const valuesOf = (opened) => ({ ...opened.data, notes: opened.notes });
