"""Facts dated after the day of an assessment: they prove nothing until then, so the deal is judged without them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from generator.model.deal import Action, Deal, Sighting, Value, ValueLine

FactKind = Literal["rating", "symptom", "outcome", "review", "decision", "action", "confirmation", "past"]


class DatedFact(NamedTuple):
    """Fact that a deal's file says has happened: its kind, its key, its path in the file, and its day."""

    kind: FactKind
    key: str
    at: tuple[str, ...]
    day: dt.date


def dated_ahead(deal: Deal, today: dt.date) -> tuple[DatedFact, ...]:
    """Return the facts of a deal that are dated after a day, in the order of the model."""
    return tuple(
        DatedFact(kind, key, at, day) for kind, key, at, day in _dated(deal) if day is not None and day > today
    )


def _dated(deal: Deal) -> Iterator[tuple[FactKind, str, tuple[str, ...], dt.date | None]]:
    """Yield every day that a deal's file gives to something that has happened."""
    for key, rating in deal.assessment.items():
        yield "rating", key, ("assessment", key, "date"), rating.date
    for key, sighting in deal.control.items():
        for place, seen in enumerate(sighting.seen):
            yield "symptom", key, ("control", key, "seen", str(place)), seen
    for key, action in deal.plan.actions.items():
        yield "action", key, ("plan", "actions", key, "done"), action.done
    for key, line in deal.value.lines.items() if deal.value else ():
        yield "confirmation", key, ("value", "lines", key, "confirmed_on"), line.confirmed_on
    for key, review in deal.reviews.items():
        yield "review", key, ("reviews", key, "held"), review.held
    for day in deal.past:
        yield "past", str(day), ("past", str(day)), day
    if deal.decision:
        yield "decision", "", ("decision", "date"), deal.decision.date
    if deal.outcome:
        yield "outcome", "", ("outcome", "date"), deal.outcome.date


def first_day(deal: Deal) -> dt.date | None:
    """Return the first day that a deal's file gives to something that has happened, None without any.

    Its end is no such day: it says nothing on when the deal began.
    """
    return min((day for kind, _, _, day in _dated(deal) if day is not None and kind != "outcome"), default=None)


def so_far(deal: Deal, today: dt.date) -> Deal:
    """Return a deal without what is dated after a day; ratings, reviews and the past stay, whose own dates tell.

    An outcome and a decision are not there yet, a symptom was not seen, an action is open, an amount not confirmed.
    """
    kinds = {fact.kind for fact in dated_ahead(deal, today)} - {"rating", "review", "past"}
    if not kinds:
        return deal
    changes: dict[str, object] = {
        "control": {key: _sighted(each, today) for key, each in deal.control.items()},
        "plan": deal.plan.model_copy(
            update={"actions": {key: _action(each, today) for key, each in deal.plan.actions.items()}}
        ),
        "value": deal.value and _value(deal.value, today),
    }
    changes |= {kind: None for kind in ("decision", "outcome") if kind in kinds}
    return deal.model_copy(update=changes)


def _sighted(sighting: Sighting, today: dt.date) -> Sighting:
    return sighting.model_copy(update={"seen": tuple(day for day in sighting.seen if day <= today)})


def _action(action: Action, today: dt.date) -> Action:
    ahead = action.done is not None and action.done > today
    return action.model_copy(update={"done": None, "state": "open"}) if ahead else action


def _value(value: Value, today: dt.date) -> Value:
    return value.model_copy(update={"lines": {key: _line(each, today) for key, each in value.lines.items()}})


def _line(line: ValueLine, today: dt.date) -> ValueLine:
    ahead = line.confirmed_on is not None and line.confirmed_on > today
    return line.model_copy(update={"confirmed_by": None, "confirmed_on": None}) if ahead else line
