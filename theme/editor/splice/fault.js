/* Why an edit is not made in the browser: its place, what is wrong, what to do instead. */

export const IN_THE_FORGE = "open the file in the editor of the forge";

export class CannotSplice extends Error {
  /** `kind` is "block" where a block of keys or items would be written anew, "file" where nothing in the file can be
   * edited before it is mended, and "place" otherwise. */
  constructor(kind, at, says, remedy = IN_THE_FORGE) {
    super(`${says}: ${remedy}`);
    Object.assign(this, { kind, at, says, remedy });
  }
}
