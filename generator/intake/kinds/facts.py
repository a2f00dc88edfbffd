"""Facts of the deal: days and amounts that the quote speaks of, objections, and competitors that it names."""

from __future__ import annotations

from typing import Final

from pydantic_core import PydanticCustomError

from generator.intake.answers import AmountAnswer, CompetitorAnswer, DateAnswer, ObjectionAnswer
from generator.intake.case import Case
from generator.intake.figures import proven_amount, proven_day
from generator.intake.proposed import Change, Proposed, against, cited, plain_text, stands_in
from generator.intake.quotes import NotProven, Quoted
from generator.model.money import exact, money
from generator.problems import expected
from generator.read.yaml.document import NOTES
from generator.read.yaml.place import At
from generator.show.text.escape_markdown import escaped

LONGEST_LINE: Final = 4_000
"""Characters of a line that is added to a deal's notes; a quote and its place have fewer."""
LABELS: Final = {
    "next_review": "next review",
    "revenue_1y": "revenue in one year",
    "revenue_3y": "revenue in three years",
}


def proven_date(answer: DateAnswer, quoted: Quoted, case: Case) -> Proposed:
    """Return what a day would change. Raises NotProven where the quote does not speak of it."""
    day = proven_day("date", plain_text(answer, "date"), quoted, case.notes.date).isoformat()
    return _field(answer.field, day, case)


def proven_sum(answer: AmountAnswer, quoted: Quoted, case: Case) -> Proposed:
    """Return what an amount would change. Raises NotProven where the quote does not speak of it."""
    amount = proven_amount(
        plain_text(answer, "amount"), quoted, case.of.currency, yearly=answer.field == "revenue_1y"
    )
    return _field(answer.field, exact(amount), case)


def _field(field: str, value: str, case: Case) -> Proposed:
    """Return what a value for a field would change. Raises NotProven where the file has it, however it is spelled."""
    at: At = tuple(field.split("."))
    label = LABELS.get(field, " of the ".join(reversed(field.split("."))).replace("_", " "))
    written = case.of.value(at)
    stands = written if isinstance(written, str) else ""
    if stands and _spelled(stands) == value:
        raise NotProven("the file says so already")
    says = f"{label} {stands or 'none'} \u2192 {value}"
    change = Change(case.of.near.path, at, value)
    return Proposed(f"What is the {label}?", says, (change,), against(label, stands, value))


def _spelled(written: str) -> str:
    """Return an amount as this program writes it, and any other value as it is."""
    try:
        return exact(money(written))
    except PydanticCustomError:
        return written


def proven_objection(answer: ObjectionAnswer, quoted: Quoted, case: Case) -> Proposed:
    """Return the line of the deal's notes that keeps an objection. Raises NotProven where one of ours said it."""
    if quoted.speaker and not case.customer(quoted.speaker):
        raise NotProven(
            f"{quoted.speaker} is nobody of the customer's per present:", "objections are the customer's", "speaker"
        )
    line = f"- Objection of {case.notes.date}: {escaped(cited(quoted, case), LONGEST_LINE)}"
    change = Change(case.of.near.path, NOTES, line, adds=True)
    return Proposed("What do they object to?", f"objection: {quoted.text}", (change,))


def proven_competitor(answer: CompetitorAnswer, quoted: Quoted, case: Case) -> Proposed:
    """Return what naming a competitor would change.

    Raises NotProven where the playbook has no such competitor, where the deal lists it already, and where the quote
    does not name it.
    """
    key = plain_text(answer, "competitor")
    known = case.of.around.competitors
    if key in case.of.deal.competitors:
        raise NotProven(f"the deal lists the competitor {key!r} already", "", "competitor")
    if key not in known:
        remedy = expected(key, known) or f"write deals/competitors/{key}.md first, if it is one"
        raise NotProven(f"the playbook has no competitor {key!r}", remedy, "competitor")
    name = known[key].name
    if not any(stands_in(each, quoted.text) for each in (name, key, key.replace("-", " "))):
        raise NotProven(f"the quote does not name {name}", "quote the words that do", "quote")
    change = Change(case.of.near.path, ("competitors",), key, adds=True)
    return Proposed("Whom else do they look at?", f"competitor: {name} ({key})", (change,))
