/* Elements made of names and texts: nothing that a person wrote is ever read as markup. */

let last = 0;

/** Return an id that no other element has. */
export const newId = (stem) => `pb-${stem}-${(last += 1)}`;

/** Make an element: `on…` properties are listeners, `class` and names with a hyphen attributes, the rest properties. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name.includes("-") || name === "role" || name === "for" || name === "list") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A button that does something here and sends no form. */
export const button = (text, onclick, properties = {}) => h("button", { type: "button", onclick, ...properties }, text);

/** Propose a key for a name: `Müller & Co` is `muller-and-co`. */
export function slugOf(name, taken = []) {
  const plain = name.replace(/&/g, " and ").normalize("NFKD").replace(/ß/g, "ss").replace(/\p{M}/gu, "").toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).replace(/-$/, "") || "new";
  let key = slug;
  for (let number = 2; taken.includes(key); number += 1) key = `${slug}-${number}`;
  return key;
}

/** Write a word that a value is one of with a capital: `non-supporter` is `Non-supporter`. */
export function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1).replace(/_/g, " ");
}

/** Write a key of the format as words: `next_review` is `Next review`. */
export function worded(key) {
  const words = String(key).replace(/[_-]+/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
