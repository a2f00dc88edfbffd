/* Words for a proposal, as the forms of `playbook serve` write them: what changed, by the values that were edited. */

import { valueAt } from "../draft.js";

const RATED = new Set(["us", "date", "by", "evidence"]);
const GLYPHS = { "+": "+", plus: "+", "-": "−", minus: "−", "?": "?", unknown: "?" };
const ORDER = "−?+";
const OWN = ["stage", "amount", "close"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LONGEST_VALUE = 60;
const LONGEST_TITLE = 200;

/** Return `{title, message, body}` of a proposal: the first line of its commit, all of it, and what a request says.
 *
 * `opened` is the form's data, `draft` its values with the edits. */
export function wordsOf(opened, draft, edits, given = "") {
  const changes = [...fields(opened, edits), ...ratings(opened, draft, edits), ...others(opened, edits)];
  const words = changes.length ? changes : ["edited"];
  const single = !given && words.length === 1;
  const title = (single ? `${opened.title}: ${lowered(words[0])}` : given || `${opened.title}: ${words.length} changes`).slice(0, LONGEST_TITLE);
  const list = words.map((each) => `- ${each}`).join("\n");
  return { title, message: single ? `${title}\n` : `${title}\n\n${list}\n`, body: single ? "" : list };
}

/** Return what became of a deal's stage, amount and close, in that order. */
function fields(opened, edits) {
  const stages = Object.fromEntries((opened.choices?.stages || []).map((each) => [each.key, each.title]));
  return OWN.flatMap((field) => edits.filter((each) => isOwn(opened, each) && each.at[0] === field)).map(({ at: [field], was, value }) => {
    const shown = (text) => (text ? (field === "stage" ? stages[text] : field === "close" ? day(text) : "") || short(text) : "none");
    return `${field} ${shown(was)} → ${shown(value)}${field === "close" ? moved(was, value) : ""}`;
  });
}

const isOwn = (opened, { at }) => opened.kind === "deal" && at.length === 1 && OWN.includes(at[0]);

function day(text) {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) || [];
  return MONTHS[month - 1] ? `${Number(date)}\u00a0${MONTHS[month - 1]}\u00a0${year}` : "";
}

/** Return by how much a day was moved; nothing where one of the two is none. */
function moved(was, value) {
  const days = day(was || "") && day(value || "") ? (Date.parse(value) - Date.parse(was)) / 86_400_000 : 0;
  return days ? `, ${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"} ${days > 0 ? "later" : "earlier"}` : "";
}

/** Return what became of our ratings: those that changed first, then new evidence for those that did not. */
function ratings(opened, draft, edits) {
  const touched = new Set(edits.filter(isRating).map((each) => each.at[1]));
  const labels = Object.fromEntries((opened.questions || []).map((each) => [each.criterion, each.title]));
  const changed = [];
  const evidence = { new: [], same: [], gone: [], none: [] };
  for (const criterion of [...Object.keys(labels), ...touched].filter((each, at, all) => touched.has(each) && all.indexOf(each) === at)) {
    const [before, after] = [opened.data, draft].map((data) => valueAt(data, ["assessment", criterion]) ?? {});
    const [was, now] = [before, after].map((each) => GLYPHS[each.us] || "?");
    const [old, fresh] = [before, after].map((each) => (each.evidence || "").split(/\s+/).join(" "));
    const label = labels[criterion] || criterion;
    const isNew = fresh && fresh !== old;
    if (was !== now) changed.push(`${label} ${was} → ${now}${ORDER.indexOf(now) > ORDER.indexOf(was) && !isNew ? " without new evidence" : ""}`);
    else evidence[isNew ? "new" : fresh ? "same" : old ? "gone" : "none"].push(label);
  }
  const told = (words, found) => (found.length ? [`${words} ${listed(found)}`] : []);
  return [...changed, ...told("new evidence on", evidence.new), ...told("confirmed again:", evidence.same), ...told("evidence taken out of", evidence.gone), ...told("dated anew:", evidence.none)];
}

const isRating = ({ at }) => at[0] === "assessment" && (at.length === 2 || (at.length === 3 && RATED.has(at[2])));
const listed = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`);

function others(opened, edits) {
  return edits.filter((each) => !isRating(each) && !isOwn(opened, each)).map(({ at, was, value }) => {
    const place = at.join(".");
    if (place === "notes") return "notes";
    if (value === null) return `${place} taken out`;
    if (typeof value === "string" && (typeof was === "string" || was === null)) return `${place} ${short(was) || "none"} → ${short(value)}`;
    return place;
  });
}

function short(value) {
  const text = (value || "").split(/\s+/).filter(Boolean).join(" ");
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}...`;
}

/** Return words for behind a colon: without the capital, unless it is an abbreviation's. */
const lowered = (words) => (/^.\p{Ll}/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words);
