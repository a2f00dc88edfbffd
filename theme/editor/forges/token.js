/* The token: in the memory of this page, and in the browser's storage only where the person asked for that. */

export class TokenHolder {
  #token = "";

  constructor(target) {
    this.key = `playbook-token:${target.api}:${target.project}`;
    this.#token = this.#stored();
  }

  get token() {
    return this.#token;
  }

  get isStored() {
    return Boolean(this.#stored());
  }

  take(token) {
    this.#token = token;
  }

  /** Store the token or take it out; return whether that was done: a private window may refuse. */
  keep(isKept) {
    try {
      if (isKept) localStorage.setItem(this.key, this.#token);
      else localStorage.removeItem(this.key);
    } catch {
      return !isKept;
    }
    return this.isStored === isKept;
  }

  forget() {
    this.take("");
    this.keep(false);
  }

  #stored() {
    try {
      return localStorage.getItem(this.key) || "";
    } catch {
      return "";
    }
  }
}
