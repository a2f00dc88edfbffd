/* The index in files: a list of shards, shards of words, names of pages in blocks (generator/site/search). */
"use strict";

const SITE = new URL("../../../", frameScript() || location);
const FROM_DISK = SITE.protocol === "file:";
const AT_ONCE = 16000;
const PLACES = 3;
const NOWHERE = 255;

/* The index with one numbering of the pages: a file that has another comes from a site that was built again since. */
class Index {
  constructor(list) {
    this.list = list;
    this.prefixes = Object.keys(list.shards).sort();
    this.files = new Map();
  }

  static async open() {
    return new Index(await fetched("search/shards.json", { cache: "no-cache" }));
  }

  file(path) {
    if (!this.files.has(path)) {
      const file = fetched(`${path}?${this.list.of}`).then((told) => {
        if (told.of !== this.list.of) throw new Error(`${path}: of another index`);
        return told;
      });
      file.catch(() => this.files.delete(path));
      this.files.set(path, file);
    }
    return this.files.get(path);
  }

  async name(number) {
    const { block } = this.list;
    const { pages } = await this.file(`search/pages/${Math.floor(number / block)}.json`);
    const [address, title] = pages[number % block];
    return { address, title };
  }

  /* The shards, by their first bytes in hex, of what begins with these letters; of very many the first ones, among them
     that of the word itself. */
  shards(letters, most) {
    const prefix = hex(letters);
    let bytes = 0;
    return this.prefixes.filter((each) => {
      if (!each.startsWith(prefix) && !prefix.startsWith(each)) return false;
      bytes += this.list.shards[each];
      return bytes <= most || bytes === this.list.shards[each];
    });
  }

  /* The members of shards whose keys begin with these letters. */
  async members(letters, most) {
    const files = this.shards(letters, most).map((shard) => this.file(`search/words/${shard || "all"}.json`));
    const members = (await Promise.all(files)).flatMap(({ words: known }) => Object.entries(known));
    return members.filter(([key]) => key.startsWith(letters));
  }

  /* The words that begin with `word`, each with its place and its pages. */
  async beginning(word) {
    const places = Array.from({ length: PLACES }, (_, place) => place);
    const found = await Promise.all(
      places.map(async (place) =>
        (await this.members(`${place}${word}`, AT_ONCE)).map(([key, kept]) => [key.slice(1, -1), place, unpacked(kept)]),
      ),
    );
    return found.flat();
  }

  /* For each page how well the best of the words `found` for any of `those` suits: its place, whole words before parts.
     A figure that is only the beginning of a longer one is another figure, wherever that stands. */
  suiting(those, found) {
    const best = new Uint8Array(this.list.pages).fill(NOWHERE);
    for (const [known, place, numbers] of found) {
      const part = /^[0-9]+$/.test(known) ? 2 * PLACES : 1;
      const cost = 2 * place + (those.includes(known) ? 0 : part);
      for (const number of numbers) if (cost < best[number]) best[number] = cost;
    }
    return best;
  }
}

const fetched = async (path, how) => {
  if (FROM_DISK) return loaded(path);
  const answer = await fetch(new URL(path, SITE), how);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
};

/* From disk nothing can be fetched: there each file is a script that calls `brought` (generator/site/search/jsonp.py). */
const arrived = new Map();

const brought = (path, told) => arrived.set(path, told);

const loaded = (path) =>
  new Promise((done, failed) => {
    const [file] = path.split("?");
    const src = new URL(file.replace(/json$/, "js"), SITE);
    const onload = () => done(arrived.get(file));
    const script = document.createElement("script");
    document.head.append(Object.assign(script, { src, charset: "utf-8", onload, onerror: failed }));
  });

/* Where a page lies: from disk a browser shows no folder as a page. */
const located = (place) => (FROM_DISK ? place.replace(/(^|\/)(?=[#?]|$)/, "$1index.html") : place);

const hex = (text) => Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, "0")).join("");

/* Page numbers as postings.py packs them: steps from one to the next, or a bit for each number. */
const unpacked = (kept) => {
  const numbers = [];
  if (typeof kept === "string") {
    const bits = atob(kept);
    for (let number = 0; number < 8 * bits.length; number += 1)
      if ((bits.charCodeAt(number >> 3) >> (number & 7)) & 1) numbers.push(number);
  } else {
    kept.reduce((number, step) => (numbers.push(number + step), number + step), 0);
  }
  return numbers;
};
