/* Results as Material shows them: a group per page, its sections with what was found marked. Texts are plain text
   until here, Material takes them for HTML: nothing leaves this file but through `escaped`. */
"use strict";

const BEFORE = 60;
const AFTER = 180;
const SECTIONS = 3;
const IN_TITLE = 3;
const IN_TEXT = 2;

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/* The words of a text that begin with one of those asked for: [which, start, end]. */
const hits = (text, asked) =>
  placed(text).flatMap(([word, start, end]) => {
    const which = asked.findIndex((each) => word.startsWith(each));
    return which < 0 ? [] : [[which, start, end]];
  });

const marked = (text, found, from = 0, to = text.length) => {
  let at = from;
  const parts = [];
  for (const [, start, end] of found.filter(([, start, end]) => start >= from && end <= to)) {
    parts.push(escaped(text.slice(at, start)), "<mark>", escaped(text.slice(start, end)), "</mark>");
    at = end;
  }
  return parts.join("") + escaped(text.slice(at, to));
};

/* A piece of a text around the first of what was found. */
const teaser = (text, found) => {
  const near = found.length ? found[0][1] : 0;
  const from = near <= BEFORE ? 0 : text.indexOf(" ", near - BEFORE - 1) + 1 || near;
  const to = text.length <= near + AFTER ? text.length : Math.max(text.lastIndexOf(" ", near + AFTER), near);
  const end = Math.max(to, found.length ? found[0][2] : to);
  return `${from > near ? "" : from ? "… " : ""}${marked(text, found, Math.min(from, near), end)}${end < text.length ? " …" : ""}`;
};

/* A section with how well it suits: each word counts where it stands best. */
const section = ([place, title, text], asked, top) => {
  const [inTitle, inText] = [hits(title, asked), hits(text, asked)];
  const spelled = {};
  const weights = asked.map((word, which) => {
    const [of, found, weight] = inTitle.some(([each]) => each === which)
      ? [title, inTitle, IN_TITLE]
      : [text, inText, IN_TEXT];
    const first = found.find(([each]) => each === which);
    spelled[first ? of.slice(first[1], first[2]).toLowerCase() : word] = Boolean(first);
    return first ? weight : 0;
  });
  const suits = weights.reduce((sum, each) => sum + each, 0);
  const shown = { location: top + place, title: marked(title, inTitle), text: teaser(text, inText), terms: spelled };
  return { ...shown, suits };
};

/* The sections of one page below its own entry; Material opens those that score as high as the first. */
const group = (sections, score) => {
  const [page, ...parts] = sections;
  const best = Math.max(...sections.map(({ suits }) => suits));
  const ranked = parts.filter(({ suits }) => suits).sort((one, other) => other.suits - one.suits);
  const open = page.suits === best ? 0 : SECTIONS;
  const scored = ranked.map((each, at) => ({ ...each, score: each.suits === best && at < open ? score : score / 2 }));
  return [{ ...page, score }, ...scored].sort((one, other) => (page.suits === best ? 0 : one === page ? 1 : 0));
};

/* A deal's pages that suit it best; where its own name is what was asked for, its first page alone. */
const groups = (top, told, asked, score) => {
  const pages = new Map();
  for (const each of told) {
    const [page] = each[0].split("#");
    pages.set(page, [...(pages.get(page) || []), section(each, asked, top)]);
  }
  const best = Math.max(...[...pages.values()].flat().map(({ suits }) => suits));
  const suiting = [...pages.values()].filter((sections) => sections.some(({ suits }) => suits === best));
  const [first] = pages.values();
  return (first[0].suits === best ? [first] : suiting).map((sections) => group(sections, score));
};

/* A result of which nothing but its name is known here. */
const named = ({ address, title }, asked) => {
  const terms = Object.fromEntries(asked.map((word) => [word, true]));
  return [{ location: address, title: marked(title, hits(title, asked)), text: "", score: 0, terms }];
};
