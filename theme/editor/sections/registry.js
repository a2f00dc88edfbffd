/* The sections of a form in the order of the page; whatever no section names stands in a last one, so that nothing is out of reach. */

import { h } from "../dom.js";
import { block, field } from "../fields.js";
import { kindOf } from "../schema.js";
import { section as notes } from "./notes.js";
import { section as people } from "./people.js";
import { section as plan } from "./plan.js";
import { section as scorecard } from "./scorecard.js";
import { section as statements } from "./statements.js";
import { section as value } from "./value.js";

const plain = (title, ...keys) => (form) => ({ title, keys, render: (container) => {
  container.append(h("div", { class: "pb-fields" }, keys.map((key) => whole(form, [key], keys.length === 1))));
} });

/** A value on its own in a section needs no frame around its fields. */
function whole(form, at, alone) {
  const schema = form.schema(at);
  return alone && kindOf(schema, form.get(at)) === "block" ? block(form, at, schema) : field(form, at);
}

const KINDS = {
  deal: [
    plain("Deal", "title", "stage", "owner", "amount", "close", "competitors", "primary_competitor", "incumbent", "budget", "revenue_1y", "revenue_3y", "profit", "margin", "effort", "offerings", "region", "segment"),
    scorecard,
    people,
    plain("Compelling event", "compelling_event"),
    plan,
    value,
    plain("Value chain", "chain"),
    statements,
    plain("Strategy", "strategy"),
    plain("Criteria of theirs", "formal_criteria", "informal_criteria"),
    plain("Partners", "partners"),
    plain("Symptoms", "control"),
    plain("Level", "level"),
    plain("Decision and ask", "decision", "ask"),
    plain("Reviews", "next_review", "reviews"),
    plain("Accepted findings", "accepted"),
    plain("Outcome", "outcome"),
    plain("Before this file", "past"),
    plain("CRM", "crm"),
    notes,
  ],
  account: [
    plain("Account", "title", "industry", "owner", "website", "region", "segment"),
    plain("People", "people"),
    plain("Business", "profile", "drivers", "initiatives", "metrics", "outlook"),
    plain("Compelling events", "compelling_events"),
    plain("Offerings", "offerings"),
    plain("Figures", "finances"),
    plain("Our team", "team"),
    plain("CRM", "crm"),
    notes,
  ],
  partner: [
    plain("Partner", "title", "website", "owner", "contact", "markets", "competitors", "engagement"),
    plain("Strengths", "value_chain"),
    plain("Questions", "answers"),
    notes,
  ],
  competitor: [
    plain("Competitor", "title", "kind", "website"),
    plain("How they compete", "strengths", "weaknesses", "how_they_sell", "how_we_answer"),
    notes,
  ],
  team: [plain("Team", "title"), plain("Members", "members"), plain("Our strengths", "us"), plain("Offerings", "offerings"), notes],
};

/** Return the sections of a form; keys that none of them has stand in the last. */
export function sectionsOf(form) {
  const made = (KINDS[form.kind] || [notes]).map((each) => each(form));
  const taken = new Set(made.flatMap((each) => each.keys));
  const known = Object.keys(form.schema([]).properties || {});
  const rest = [...new Set([...known, ...Object.keys(form.get([]))])].filter((key) => !taken.has(key));
  if (!rest.length) return made;
  const more = { title: "More", keys: rest, render: (container) => container.append(h("div", { class: "pb-fields" }, rest.map((key) => field(form, [key])))) };
  return [...made.slice(0, -1), more, made.at(-1)];
}
