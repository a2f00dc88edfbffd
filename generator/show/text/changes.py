"""Changes of a deal in words: `Access to funds ? → +`, `close … → 30 Jun 2027, 91 days later`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from generator.assess.state import STATE_FIELDS, DealState
from generator.history.deleted import DeletedDeal
from generator.history.difference import DealDifference
from generator.history.earlier import changes_between
from generator.history.shifts import Evidence, FieldChange, Shift, Value
from generator.model.method import Method
from generator.model.money import Money
from generator.show.text import values

ARROW = "→"
PLAN_TEXTS = ("goal", "strategy", "tactics")
SAME_RATING: Mapping[Evidence, str] = {
    "new": "new evidence on",
    "same": "confirmed again:",
    "gone": "evidence taken out of",
    "none": "dated anew:",
}


def shifts_words(shifts: Sequence[Shift], method: Method) -> list[str]:
    """Return what became of several criteria: ratings first, then proof, then those that only have other evidence."""
    telling = sorted((each for each in shifts if _tells(each)), key=lambda each: each.before == each.after)
    words = [shift_words(each, method) for each in telling]
    if len(telling) < len(shifts):
        words += _same_rating([each for each in shifts if not _tells(each)], method)
    return words


def _same_rating(shifts: Sequence[Shift], method: Method) -> Iterator[str]:
    for evidence, words in SAME_RATING.items():
        if same := [each.criterion for each in shifts if each.evidence == evidence]:
            yield f"{words} {values.listing([method.criteria[name].label for name in same])}"


def _tells(shift: Shift) -> bool:
    return shift.before != shift.after or shift.was != shift.now


def shift_words(shift: Shift, method: Method) -> str:
    """Return the change of a criterion in words: its ratings, and whether it is proven, before and after."""
    label = method.criteria[shift.criterion].label
    if shift.before == shift.after:
        return f"{label} {shift.was} {ARROW} {shift.now}"
    words = f"{label} {values.glyph(shift.before)} {ARROW} {values.glyph(shift.after)}"
    if shift.unfounded:
        return f"{words} without new evidence"
    return f"{words} from the numbers" if shift.from_numbers else words


def field_words(change: FieldChange, method: Method) -> str:
    """Return what became of one of the deal's own fields."""
    before, after = (_shown(change.field, value, method) for value in (change.before, change.after))
    if change.field == "outcome":
        return f"ended: {after.lower()}" if change.after else "opened again"
    return f"{change.field} {before} {ARROW} {after}{moved_words(change.before, change.after)}"


def moved_words(before: object, after: object) -> str:
    """Return by how much a day was moved, `, 7 days later`; nothing for anything but two days."""
    if not (isinstance(before, dt.date) and isinstance(after, dt.date)):
        return ""
    days = (after - before).days
    return f", {values.counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"


def state_words(before: DealState, after: DealState, method: Method) -> tuple[str, ...]:
    """Return what became of a deal's fields from one state to the next: newly known ones as they are."""
    known_first = (
        f"{name} {_shown(name, getattr(after, name) or None, method)}"
        for name in STATE_FIELDS
        if after.knows(name) and not before.knows(name)
    )
    return (*known_first, *(field_words(each, method) for each in changes_between(before, after)))


def _shown(field: str, value: Value, method: Method) -> str:
    if isinstance(value, Money):
        return values.money(value)
    if isinstance(value, dt.date):
        return values.day(value)
    if value is None:
        return "none"
    if field == "outcome":
        return values.verdict_word(value)
    return stage_words(value, method) if field == "stage" else value


def stage_words(stage: str, method: Method) -> str:
    """Return a stage's label; one that the method no longer has stands as it was written."""
    named = method.stages.get(stage)
    return named.label if named else stage


def others_words(of: DealDifference) -> tuple[str, ...]:
    """Return what else changed in a deal's file, beside its fields, ratings, players and the entries of its plan."""
    told = {each.kind for each in of.entries}
    words = [each for each in of.others if each not in ("players", "plan")]
    if "plan" in of.others and of.before and of.after:
        one, other = of.before.deal.plan, of.after.deal.plan
        words += [f"the plan's {name}" for name in PLAN_TEXTS if getattr(one, name) != getattr(other, name)]
    if "players" in of.others and "player" not in told:
        words.append("the order of the players")
    return tuple(words)


def deletion_words(deal: DeletedDeal) -> str:
    """Return what a deleted deal was: `deleted, was EUR 1.2m`, and how it had ended where it had."""
    was = f", was {values.short_money(deal.amount)}" if deal.amount else ""
    ended = f", had ended: {values.verdict_word(deal.result).lower()}" if deal.result else ""
    return f"deleted{was}{ended}"
