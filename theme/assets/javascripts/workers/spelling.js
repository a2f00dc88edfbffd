/* Words that are nearly what was typed (generator/site/search/spelling.py): a slip leaves one half of a word as it is. */
"use strict";

const FORWARD = "3";
const BACKWARD = "4";
const SHORTEST = 4;
const SPELLINGS_AT_ONCE = 48000;
const INSTEAD = 3;

const spellable = (word) => word.length >= SHORTEST && /^\p{L}+$/u.test(word) && !IN_RUN.test(word);

const backwards = (word) => Array.from(word).reverse().join("");

/* The slips between two words (a letter more, less, another, two swapped), and the fewest to a beginning of the other. */
const slips = (typed, other) => {
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= typed.length; row += 1) {
    const next = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const same = typed[row - 1] === other[at - 1];
      const swapped = row > 1 && at > 1 && typed[row - 1] === other[at - 2] && typed[row - 2] === other[at - 1];
      next[at] = Math.min(
        last[at] + 1,
        next[at - 1] + 1,
        last[at - 1] + (same ? 0 : 1),
        swapped ? before[at - 2] + 1 : Infinity,
      );
    }
    [before, last] = [last, next];
  }
  return { whole: last[other.length], part: Math.min(...last) };
};

/* The words of the index with the same beginning or the same end, and on how many pages each is. */
const similar = async (index, begins, ends) => {
  const [forward, backward] = await Promise.all([
    index.members(FORWARD + begins, SPELLINGS_AT_ONCE),
    index.members(BACKWARD + backwards(ends), SPELLINGS_AT_ONCE),
  ]);
  const spelled = ([key, count]) => [key.slice(1, -1), count];
  const turned = ([key, count]) => [backwards(key.slice(1, -1)), count];
  return new Map([...forward.map(spelled), ...backward.map(turned)]);
};

/* Words in the place of another: those that are one slip away; else the first that begins so; else the nearest, of
   which at most half is different. */
const nearest = (word, known) => {
  const compared = Array.from(known, ([other, count]) => ({ other, count, ...slips(word, other) }));
  compared.sort((one, two) => one.whole - two.whole || two.count - one.count);
  const near = compared.filter(({ whole }) => whole === 1).slice(0, INSTEAD);
  const begun = compared.filter(({ part }) => part === 1).slice(0, 1);
  const rest = compared.filter(({ whole }) => 2 * whole <= word.length).slice(0, 1);
  return [near, begun, rest].find(({ length }) => length) || [];
};

/* What to look for in place of a word that is nowhere; words with one half of it first, then those with one letter. */
const instead = async (index, word) => {
  if (!spellable(word)) return [];
  const letters = Array.from(word);
  const half = Math.floor(letters.length / 2);
  for (const [first, last] of [[half, half + 1], [1, letters.length - 1]]) {
    const [begins, ends] = [letters.slice(0, first).join(""), letters.slice(last).join("")];
    const those = nearest(word, await similar(index, begins, ends));
    if (those.length) return those.map(({ other }) => other);
  }
  return [];
};
