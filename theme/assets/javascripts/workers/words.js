/* The words of a text as the search compares them, the same as generator/site/search/tokenizer.py has them. */
"use strict";

const LONGEST = 40;
/* Letters of scripts without blanks between words, which are taken in pairs: Thai and Lao, Burmese and Khmer, Korean,
   Japanese, Chinese. */
const RUN = [
  "\\u0e01-\\u0e3a\\u0e40-\\u0e4e\\u0e81-\\u0ece",
  "\\u1000-\\u103f\\u1050-\\u109d\\u1780-\\u17d3",
  "\\u1100-\\u11ff\\u3131-\\u318e\\ua960-\\ua97c\\uac00-\\ud7fb",
  "\\u3041-\\u3096\\u3099\\u309a\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff\\uff66-\\uff9f",
  "\\u2e80-\\u2fd5\\u3005-\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}",
].join("");
const IN_RUN = new RegExp(`^[${RUN}]`, "u");
const WORD = new RegExp(`[${RUN}]+|(?:(?![${RUN}])[\\p{L}\\p{N}\\u0300-\\u036f])+`, "gu");
/* A letter with its marks, a Korean syllable with its parts. */
const LETTER = /[\u1100-\u115f\ua960-\ua97c][\u1160-\u11a7\ud7b0-\ud7c6]*[\u11a8-\u11ff\ud7cb-\ud7fb]*|.[\p{M}\uff9e\uff9f\u11a8-\u11ff]*/gu;
const SPELLED = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ς: "σ" };

const folded = (word) => {
  const apart = word.normalize("NFKD").toLowerCase();
  const spelled = apart.replace(/[ßæœøđðþłıς]/g, (letter) => SPELLED[letter]);
  return (spelled.match(/[\p{L}\p{N}]/gu) || []).slice(0, LONGEST).join("");
};

/* Every two neighbours of a run with their places, then its last letter alone. */
const pairs = (run, from) => {
  const letters = Array.from(run.matchAll(LETTER)).flatMap(({ 0: letter, index }) =>
    Array.from(letter.normalize("NFKD").normalize("NFC"), (each) => [each, from + index, from + index + letter.length]),
  );
  return letters.map(([letter, start, end], at) => {
    const [next, , to] = letters[at + 1] || ["", start, end];
    return [letter + next, start, to];
  });
};

/* Every word of a text with the place where it stands: [word as compared, start, end]. */
const placed = (text) =>
  Array.from(text.matchAll(WORD)).flatMap(({ 0: word, index }) =>
    IN_RUN.test(word) ? pairs(word, index) : [[folded(word), index, index + word.length]].filter(([each]) => each),
  );

const words = (text) => placed(text).map(([word]) => word);

/* The words that are asked for: of a run its pairs alone, unless it is a single letter. */
const wanted = (query) =>
  Array.from(query.matchAll(WORD)).flatMap(({ 0: word }) => {
    const each = words(word);
    return IN_RUN.test(word) && each.length > 1 ? each.slice(0, -1) : each;
  });
