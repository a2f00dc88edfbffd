/* The words of a text as the search compares them, the same as generator/site/search/tokenizer.py has them. */
"use strict";

const LONGEST = 40;
const WORD = /[\p{L}\p{N}\u0300-\u036f]+/gu;
const SPELLED = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ς: "σ" };

const folded = (word) => {
  const apart = word.normalize("NFKD").toLowerCase();
  const spelled = apart.replace(/[ßæœøđðþłıς]/g, (letter) => SPELLED[letter]);
  return (spelled.match(/[\p{L}\p{N}]/gu) || []).slice(0, LONGEST).join("");
};

/* Every word of a text with the place where it stands: [word as compared, start, end]. */
const placed = (text) =>
  Array.from(text.matchAll(WORD), ({ 0: word, index }) => [folded(word), index, index + word.length]).filter(
    ([word]) => word,
  );

const words = (text) => placed(text).map(([word]) => word);
