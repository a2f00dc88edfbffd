/* Results as Material shows them: a group per page, its sections with what was found marked. Texts are plain text
   until here, Material takes them for HTML: nothing leaves this file but through `escaped`. */
"use strict";

const BEFORE = 60;
const AFTER = 180;
const SECTIONS = 3;
const IN_TITLE = 3;
const IN_TEXT = 2;
const AS_IT_IS = 2;
const BEHIND = 0.5;

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const NAME = /\p{Lu}[\p{L}\p{M}'’]*(?:(?: \p{Ll}{1,3})*[ -]\p{Lu}[\p{L}\p{M}'’]*)+/gu;

/* A name of three to five words of which only the first has a capital, such as a deal's, behind what kind it is. */
const TITLE = /(?<=^|: )\p{Lu}[\p{L}\p{M}]*(?:[ -]\p{Ll}[\p{L}\p{M}]*){2,4}(?= –|$)/gu;

/* The names in a text whose initials are asked for, with their places. */
const initials = (text, asked) =>
  [...text.matchAll(NAME), ...text.matchAll(TITLE)].flatMap(({ 0: name, index }) => {
    const every = Array.from(name.matchAll(/[^ -]+/g));
    const capital = every.filter(([part]) => /^\p{Lu}/u.test(part));
    const parts = capital.length > 1 ? capital : every;
    const letters = parts.map(([part]) => folded(part).slice(0, 1)).join("");
    return asked
      .filter((word) => word.length > 1 && letters.includes(word))
      .map((word) => {
        const first = letters.indexOf(word);
        const last = parts[first + word.length - 1];
        return [word, index + parts[first].index, index + last.index + last[0].length];
      });
  });

/* The words, figures and initials in a text that begin with one of the words asked for, with their places. */
const hits = (text, asked) =>
  [
    ...[...placed(text), ...placedFigures(text)].filter(([word]) => asked.some((each) => word.startsWith(each))),
    ...initials(text, asked),
  ].sort((one, other) => one[1] - other[1]);

/* The places of what was found, those that overlap as one. */
const places = (found) =>
  found.reduce((before, [, start, end]) => {
    const last = before[before.length - 1];
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else before.push([start, end]);
    return before;
  }, []);

const marked = (text, found, from = 0, to = text.length) => {
  let at = from;
  const parts = [];
  for (const [start, end] of places(found.filter(([, start, end]) => start >= from && end <= to))) {
    parts.push(escaped(text.slice(at, start)), "<mark>", escaped(text.slice(start, end)), "</mark>");
    at = end;
  }
  return parts.join("") + escaped(text.slice(at, to));
};

/* A piece of a text around the first of what was found, or its beginning; it is cut between words. */
const teaser = (text, found) => {
  const [, start, end] = found[0] || ["", 0, 0];
  const before = start > BEFORE ? text.indexOf(" ", start - BEFORE) : -1;
  const from = start <= BEFORE ? 0 : before >= 0 && before < start ? before + 1 : start - BEFORE;
  const after = text.lastIndexOf(" ", start + AFTER);
  const to = text.length <= start + AFTER ? text.length : after > end ? after : start + AFTER;
  return `${from > 0 ? "… " : ""}${marked(text, found, from, to)}${to < text.length ? " …" : ""}`;
};

/* A section with how well it suits: each word, or one of those in its place, counts where it stands best, and is told
   as it is spelled there. */
const section = ([place, title, text], asked, top) => {
  const [inTitle, inText] = [title, text].map((each) => hits(each, asked.flat()));
  const terms = {};
  let suits = 0;
  for (const those of asked) {
    const begins = ([each]) => those.some((word) => each.startsWith(word));
    const [titled, said] = [inTitle.find(begins), inText.find(begins)];
    const [, start, end] = titled || said || ["", 0, 0];
    suits += titled ? IN_TITLE : said ? IN_TEXT : 0;
    if (those.includes((titled || said || [])[0])) suits += AS_IT_IS;
    terms[(titled ? title : text).slice(start, end).toLowerCase() || those[0]] = Boolean(titled || said);
  }
  return { location: located(top + place), title: marked(title, inTitle), text: teaser(text, inText), terms, suits };
};

/* The sections of one page below its own entry. Material opens those that score as high as the first, and Enter leads to
   what scores highest: a section that suits better than its page, such as a person or a criterion, goes before it. */
const group = ([page, ...parts], score) => {
  const best = Math.max(page.suits, ...parts.map(({ suits }) => suits));
  const ranked = parts.filter(({ suits }) => suits).sort((one, other) => other.suits - one.suits);
  const open = page.suits === best ? 0 : SECTIONS;
  const opened = (each, at) => each.suits === best && at < open;
  const own = open ? score - BEHIND : score;
  return [{ ...page, score: own }, ...ranked.map((each, at) => ({ ...each, score: opened(each, at) ? score : score / 2 }))];
};

/* A deal's pages that suit it best, as sections; where its own name is what was asked for, its first page alone. */
const suitingPages = (top, told, asked) => {
  const pages = new Map();
  for (const each of told) {
    const [page] = each[0].split("#");
    pages.set(page, [...(pages.get(page) || []), section(each, asked, top)]);
  }
  const best = Math.max(...[...pages.values()].flat().map(({ suits }) => suits));
  const suiting = [...pages.values()].filter((sections) => sections.some(({ suits }) => suits === best));
  const [first] = pages.values();
  return first[0].suits === best ? [first] : suiting;
};

const KINDS = {
  Deal: "Deals",
  Account: "Accounts",
  Person: "People",
  Owner: "Owners",
  Partner: "Partners",
  Competitor: "Competitors",
  Criterion: "Criteria",
  Meeting: "Meetings",
  Plan: "Deals",
  Value: "Deals",
  Partners: "Deals",
  Review: "Deals",
};

/* The kind of a page by what stands before the colon of its title; of one that is found for a person or a criterion on
   it, the kind of these. */
const kindOf = (sections) => {
  const named = ({ title }) => KINDS[title.replace(/<\/?mark>/g, "").split(/ \d+|:/, 1)[0]];
  const best = named(sections.reduce((one, other) => (other.suits > one.suits ? other : one)));
  return best === KINDS.Person || best === KINDS.Criterion ? best : (named(sections[0]) ?? "Pages");
};

/* Pages with those of one kind side by side, the kind of the best first; the first of each kind bears its name, unless
   there is but one. */
const byKind = (pages) => {
  const kinds = new Map();
  for (const page of pages) {
    const kind = kindOf(page.sections);
    kinds.set(kind, [...(kinds.get(kind) ?? []), page]);
  }
  if (kinds.size < 2) return pages;
  return [...kinds].flatMap(([kind, [{ sections, lacks }, ...others]]) => {
    const [first, ...parts] = sections;
    const title = `<span class="pb-kind">${kind}</span>${first.title}`;
    return [{ sections: [{ ...first, title }, ...parts], lacks }, ...others];
  });
};

/* A result of which nothing but its name is known here. */
const named = ({ address, title }, asked) => {
  const terms = Object.fromEntries(asked.map(([word]) => [word, true]));
  return [{ location: located(address), title: marked(title, hits(title, asked.flat())), text: "", terms, suits: 0 }];
};
