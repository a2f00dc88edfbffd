/* Who takes the edits: `playbook serve` (served.js), or the forge of a published site (published.js). No other module
   knows an address or a token.
 *
 * `notes`, `map`, `create`, `saveAtOnce`, `undo` and `propose` may be missing: what needs them is not offered then. Where
 * there is no `save`, edits are proposed as they are by `proposal`. */

/** A refusal in words: what is wrong, how to mend it, and the data of the answer. */
export class Refusal extends Error {
  constructor(status, data) {
    super([data.says, data.remedy].filter(Boolean).join(": ") || "That was not taken");
    this.status = status;
    this.data = data;
  }
}

export let receiver = null;

/** Choose who takes the edits; the entry of a page does so before anything else is loaded. */
export function takeEditsBy(chosen) {
  receiver = chosen;
}
