/* Finds the key of a link in a text: a bare key, a link as it was sent, or what mail and chat programs made of one.
   A key is 43 letters, digits, - and _. What comes back are guesses, the likeliest first; a page's `check` picks one. */
"use strict";

const keysIn = (() => {
  const LAYERS = 5;
  const MOST = 200;
  const DASHES = { "\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2013": "--", "\u2014": "--" };

  const orElse = (decode, text) => {
    try {
      return decode(text);
    } catch (error) {
      return text;
    }
  };
  const withoutPercents = (text) =>
    text.replace(/%[0-7][\da-f]|(?:%[89a-f][\da-f])+/gi, (coded) => orElse(decodeURIComponent, coded));
  /* Some gateways write the address as base64: aHR0c is how http begins there. */
  const withoutBase64 = (text) => text.replace(/aHR0c[\w+/-]+/g, (coded) => orElse(atob, coded));
  const decoded = (text) => withoutBase64(withoutPercents(text));
  /* urldefense, second version: _ for / and -23 for %23, a hyphen being -2D. */
  const withoutHyphens = (text) =>
    text.replace(/_/g, "/").replace(/-([\dA-F]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
  /* Blanks, line ends with their quotation marks, invisible characters, and hyphens that were made typographic. */
  const unbroken = (text) =>
    text
      .replace(/[\s\u0000-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff>=+]/g, "")
      .replace(/[\u2010\u2011\u2212\u2013\u2014]/g, (dash) => DASHES[dash]);

  const readings = (given) => {
    const layers = [given];
    while (layers.length <= LAYERS) layers.push(decoded(layers[layers.length - 1]));
    const all = layers.concat(layers.map(withoutHyphens));
    return all.concat(all.map(unbroken));
  };

  return (given) => {
    const texts = readings(given);
    const keys = new Set();
    for (const text of texts) for (const marked of text.match(/#[\w-]{43}/g) || []) keys.add(marked.slice(1));
    for (const text of texts)
      for (const run of text.match(/[\w-]{43,}/g) || []) keys.add(run.slice(0, 43)).add(run.slice(-43));
    return [...keys].slice(0, MOST);
  };
})();
