// A page of a deal: its blocks in their order, and in the slots what the scores say.
import { readFileSync } from "node:fs";
import { arithmetic, counts, lead, marks, position, scores, verdict } from "./score.js";

const shell = (name) => readFileSync(new URL(name, import.meta.url), "utf-8");
const [before, between, after] = ["before.html", "between.html", "after.html"].map(shell);

const ESCAPED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text) => text.replace(/[&<>"]/g, (sign) => ESCAPED[sign]);
const paragraph = (text) => `<p>${escape(text)}</p>\n`;
const heading = (text, tag = "h3") => `<${tag}>${escape(text)}</${tag}>\n`;
const list = (items) => `<ul>\n${items.map((each) => `<li>${escape(each)}</li>\n`).join("")}</ul>\n`;
const row = (cells) => `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join("")}</tr>\n`;
const table = (rows) => `<table>\n${rows.map(row).join("")}</table>\n`;
const BLOCKS = { paragraph, heading, list, table };

function slots({ method, ratings, gates, rivals, content }) {
  const mine = scores(method, ratings, "us");
  const theirs = Object.fromEntries(rivals.map((rival) => [rival, scores(method, ratings, rival)]));
  const axis = { winnable: "Winnable the mean of A, B and C", worth: "Worth question D" };
  return {
    verdict: () => paragraph(verdict(mine, gates)),
    axis: (name) => heading(axis[name]) + counts(mine[name]).map(paragraph).join(""),
    question: (name) => {
      const of = mine.tallies[name];
      return heading(`${of.question.letter} ${of.question.ask}`) + [marks(of, ratings), ...counts(of)].map(paragraph).join("");
    },
    arithmetic: () => list(arithmetic(mine)),
    lead: (rival) => paragraph(lead(method, ratings, rival, theirs[rival])),
    position: (rival) => table(position(method, mine, theirs[rival])),
    notes: () => content,
  };
}

export function render(data) {
  const filled = data.ratings ? slots(data) : {};
  const body = data.blocks.map(({ kind, says, about }) => (kind === "slot" ? filled[says](about) : BLOCKS[kind](says, about)));
  return `${before}${escape(data.title)}${between}${body.join("")}${after}`;
}
