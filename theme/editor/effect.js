/* The bar of what the edits do: verdict, winnable, gates and findings, before and after. */

import { h } from "./dom.js";

const change = (before, after) => (before === after ? [after] : [h("s", {}, before), " → ", h("strong", {}, after)]);
const figure = (label, ...value) => h("div", { class: `pb-effect__figure pb-effect__figure--${label.toLowerCase()}` }, h("dt", {}, label), h("dd", {}, ...value));

/** Return how a deal stands before anything is edited. */
export function standing(of) {
  if (!of) return [];
  return [h("dl", { class: "pb-effect__figures" },
    figure("Verdict", of.verdict), figure("Winnable", of.winnable),
    of.gates.length ? figure("Gates", of.gates.map((each) => `${each.label}: ${each.state}`).join(" · ")) : null,
    figure("Findings", String(of.findings)))];
}

/** Return what a preview says of the edits: of a deal its own effect, of an account those of its deals. */
export function told(preview) {
  if (preview.effect) return deal(preview.effect);
  if (preview.elsewhere) return [h("p", {}, "One of the edits cannot be made here: drop it, or ", h("a", { href: preview.elsewhere, target: "_blank", rel: "noopener noreferrer" }, "open the file in the editor of the forge"), ".")];
  if (preview.note) return [h("p", { class: "pb-field__help" }, preview.note)];
  if (!preview.deals) return [h("p", {}, "What this does to the deal can be said once it has no mistakes.")];
  const { deals, note } = preview.deals;
  return [
    ...deals.map((each) => h("details", {}, h("summary", {}, each.title, ": ", ...change(each.verdict.before, each.verdict.after)), ...deal(each))),
    deals.length || note ? null : h("p", {}, "No deal changes."),
    note ? h("p", { class: "pb-field__help" }, note) : null,
  ].filter(Boolean);
}

function deal(of) {
  const gates = of.gates.filter((each) => each.before !== each.after);
  const list = (title, found) => (found.length ? [h("h4", {}, title), h("ul", {}, found.map((each) => h("li", {}, each.says)))] : []);
  const count = of.findings.new.length + of.findings.gone.length;
  return [
    h("dl", { class: "pb-effect__figures" },
      figure("Verdict", ...change(of.verdict.before, of.verdict.after)),
      figure("Winnable", ...change(of.winnable.before, of.winnable.after)),
      figure("Gates", gates.length ? gates.map((each) => `${each.label}: ${each.before} → ${each.after}`).join(" · ") : "as before"),
      figure("Findings", count ? `${of.findings.new.length} new, ${of.findings.gone.length} gone` : "as before")),
    count || of.sentences.length ? h("details", {}, h("summary", {}, "What changes"),
      of.sentences.length ? h("ul", {}, of.sentences.map((each) => h("li", {}, each))) : null,
      ...list("New findings", of.findings.new), ...list("Findings that are gone", of.findings.gone)) : null,
    of.note ? h("p", { class: "pb-field__help" }, of.note) : null,
  ].filter(Boolean);
}
