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

  /** Take a token; return whether it is kept as was asked: a private window may refuse. */
  take(token, isKept) {
    this.#token = token;
    try {
      if (isKept) localStorage.setItem(this.key, token);
      else localStorage.removeItem(this.key);
    } catch {
      return !isKept;
    }
    return this.isStored === isKept;
  }

  forget() {
    this.take("", false);
  }

  #stored() {
    try {
      return localStorage.getItem(this.key) || "";
    } catch {
      return "";
    }
  }
}
