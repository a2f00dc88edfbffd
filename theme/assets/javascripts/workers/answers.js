/* Answers what is asked for: all of its words, each at least as the beginning of a word, and the best pages first. */
"use strict";

const [QUERY, RESULT] = [2, 3];
const PAUSE = 100;
const TOLD = 6;
const NAMED = 20;
const APART = 6;
const TITLED = 2;
const LAST = 1000;

let opened = null;
let turn = 0;

const index = () => {
  opened = opened || Index.open();
  opened.catch(() => (opened = null));
  return opened;
};

/* How many of the words each page lacks. */
const lacking = (singles) =>
  Array.from(singles[0], (_, number) => singles.filter((best) => best[number] === NOWHERE).length);

/* The numbers of the pages that have every word, or else the most of them, the best first; words that stand side by
   side in a name are better, and pages about no deal, account, partner or competitor come last, unless they are called
   so. */
const ranked = (singles, pairs, general) => {
  const found = [];
  const lacks = lacking(singles);
  const fewest = lacks.reduce((least, each) => Math.min(least, each), singles.length);
  for (let number = 0; number < lacks.length; number += 1) {
    if (lacks[number] > fewest || fewest === singles.length) continue;
    const there = singles.map((best) => best[number]).filter((cost) => cost !== NOWHERE);
    const apart = pairs.filter((best) => best[number] === NOWHERE).length;
    const last = general.has(number) && there.every((cost) => cost >= TITLED) ? LAST : 0;
    found.push([there.reduce((sum, cost) => sum + cost, APART * apart + last), number]);
  }
  return found.sort((one, other) => one[0] - other[0] || one[1] - other[1]).map(([, number]) => number);
};

/* The words to look for in place of one that is asked for: itself, or what it may have been meant as. */
const meant = async (known, word) => {
  const itself = await known.beginning(word);
  const those = itself.length ? [] : await instead(known, word);
  if (!those.length) return { those: [word], found: itself };
  return { those, found: (await Promise.all(those.map((each) => known.beginning(each)))).flat(), typed: word };
};

const answered = async (query, still) => {
  const words = asking(query);
  if (!words.length) return { items: [] };
  const known = await index();
  const looked = await Promise.all(words.map((word) => meant(known, word)));
  const asked = looked.map(({ those }) => those);
  const joint = asked.slice(1).map(([word], at) => asked[at][0] + word);
  const together = await Promise.all(joint.map((word) => known.beginning(word)));
  const singles = looked.map(({ those, found }) => known.suiting(those, found));
  const pairs = joint.map((word, at) => known.suiting([word], together[at]));
  const found = ranked(singles, pairs, new Set(known.list.general));
  const names = await Promise.all(found.slice(0, NAMED).map((number) => known.name(number)));
  if (!still()) return null;
  const told = await Promise.all(names.slice(0, TOLD).map(({ address }) => fetched(`${address}search.json`)));
  const last = looked[looked.length - 1];
  const lacks = found.slice(0, NAMED).map((number) => words.filter((_, at) => singles[at][number] === NOWHERE));
  const items = listed(names, told, asked, lacks);
  const suggest = last.typed ? [] : suggested(last.found);
  return { items: [...explained(items, looked), ...rest(found, query)], suggest };
};

/* The results, of which the first says what was looked for in place of words that are nowhere. */
const explained = (items, looked) => {
  const guesses = looked.filter(({ typed }) => typed);
  if (!items.length || !guesses.length) return items;
  const says = guesses.map(({ typed, those }) => `Nothing has “${typed}”; this has “${those.join("” or “")}”.`);
  const [first, ...further] = items;
  return [prefaced(says.join(" "), first), ...further];
};

const listed = (names, told, asked, lacks) => {
  const pages = names.flatMap((name, at) =>
    (told[at] ? suitingPages(name.address, told[at], asked) : [named(name, asked)]).map((sections) => ({
      sections,
      lacks: lacks[at],
    })),
  );
  return byKind(pages).map((page, at) => without(page.lacks, group(page.sections, pages.length - at)));
};

/* The results of one page, of which the first says which words the page lacks. */
const without = (words, group) => (words.length ? prefaced(`Without “${words.join("” and “")}”.`, group) : group);

/* The results of one page with a sentence before the text of the first of them that is shown with its text. */
const prefaced = (says, group) => {
  const shown = group.length > 1 && group[1].score >= group[0].score ? 1 : 0;
  return group.map((each, at) => (at === shown ? { ...each, text: `${escaped(says)} ${each.text}` } : each));
};

const rest = (found, query) => {
  const left = found.length - NAMED;
  const more = { location: located(`?q=${encodeURIComponent(query)}`), title: `${left.toLocaleString("en")} more` };
  return left > 0 ? [[{ ...more, text: "A further word finds fewer.", score: 0, terms: {} }]] : [];
};

/* The word that most pages have, from the best place where there is any. */
const suggested = (last) => {
  const [best] = last
    .map(([word, place, numbers]) => [place, -numbers.length, word])
    .sort((one, other) => one[0] - other[0] || one[1] - other[1] || one[2].length - other[2].length);
  return best ? [best[2]] : [];
};

/* The site may have been built again since its list of shards was fetched. */
const answeredAnew = (query, still) => {
  opened = null;
  return answered(query, still);
};

addEventListener("message", async ({ data: { type, data: query } }) => {
  if (type !== QUERY) return;
  turn += 1;
  const mine = turn;
  const still = () => mine === turn;
  if (query) {
    index();
    await new Promise((after) => setTimeout(after, PAUSE));
  }
  if (!still()) return;
  const answer = await answered(query, still)
    .catch(() => answeredAnew(query, still))
    .catch((error) => (console.warn(error), { items: [] }));
  if (answer && still()) postMessage({ type: RESULT, data: answer });
});
