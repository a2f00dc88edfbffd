/* Lines between people: whom they influence, with whom they are in conflict, to whom they report. */

import { pairs } from "./fields.js";

const INFORMAL = [
  { key: "influences", title: "Influences", says: "influences" },
  { key: "conflicts_with", title: "Is in conflict with", says: "is in conflict with" },
];
const FORMAL = { key: "reports_to", title: "Reports to", says: "reports to" };

export class Lines {
  constructor(form) {
    this.form = form;
    this.account = `${form.file.split("/")[0]}/index.md`;
  }

  /** The kinds of lines that can be drawn: who reports to whom is of the account, and is saved there at once. */
  get kinds() {
    return this.form.receiver.saveAtOnce ? [...INFORMAL, FORMAL] : INFORMAL;
  }

  get players() {
    return Object.keys(this.form.get(["players"]) || {});
  }

  name(key) {
    return pairs(this.form.choices("people")).find((each) => each.key === key)?.title || key;
  }

  says({ kind, from, to }) {
    return `${this.name(from)} ${[...INFORMAL, FORMAL].find((each) => each.key === kind).says} ${this.name(to)}`;
  }

  /** Return the lines from and to somebody. */
  of(key) {
    const informal = this.players.flatMap((from) => INFORMAL.flatMap(({ key: kind }) => this.ends(from, kind).map((to) => ({ kind, from, to }))));
    const formal = this.form.choices("people").filter((each) => each.reports_to).map((each) => ({ kind: FORMAL.key, from: each.key, to: each.reports_to }));
    return [...informal, ...formal].filter(({ from, to }) => from === key || to === key);
  }

  ends(from, kind) {
    return [this.form.get(["players", from, kind]) || []].flat();
  }

  has(line) {
    const isBothWays = line.kind === "conflicts_with";
    return this.of(line.from).some((each) => each.kind === line.kind
      && ((each.from === line.from && each.to === line.to) || (isBothWays && each.from === line.to && each.to === line.from)));
  }

  /** Draw a line, and return what is to be said about it. */
  async draw(line) {
    if (line.from === line.to) return "A line leads from one person to another.";
    if (this.has(line)) return `${this.says(line)} already.`;
    if (line.kind === FORMAL.key) return this.report(line.from, line.to);
    this.form.set(["players", line.from, line.kind], [...this.ends(line.from, line.kind), line.to]);
    return `${this.says(line)}.`;
  }

  /** Take a line out, and return what is to be said about it. */
  async remove(line) {
    const words = `No longer: ${this.says(line)}.`;
    if (line.kind !== FORMAL.key) {
      this.form.set(["players", line.from, line.kind], this.ends(line.from, line.kind).filter((each) => each !== line.to));
      return words;
    }
    await this.report(line.from, null);
    return `${words} Saved in the account.`;
  }

  /** Take out every line of this deal that leads to somebody. */
  forget(key) {
    for (const line of this.of(key).filter((each) => each.to === key && each.kind !== FORMAL.key)) this.remove(line);
  }

  async report(from, to) {
    const person = this.form.choices("people").find((each) => each.key === from);
    if (!person) return `${this.name(from)} is nobody of the account: add them there first.`;
    const edit = { at: ["people", from, FORMAL.key], was: person.reports_to ?? null, value: to };
    await this.form.receiver.saveAtOnce({ file: this.account, edits: [edit] });
    person.reports_to = to;
    this.form.told(["players"]);
    return to ? `${this.says({ kind: FORMAL.key, from, to })}. Saved in the account.` : "";
  }
}
