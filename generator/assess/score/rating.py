"""The criteria with their states for us on a day: rated, proven or claimed, dated, stale, due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.assess.judgement import Assessed, Standing
from generator.assess.score.thresholds import from_numbers
from generator.model.deal import Rating

if TYPE_CHECKING:
    from generator.assess.judgement import NumberReading
    from generator.model.deal import Deal
    from generator.model.method import Criterion, Method
    from generator.model.text import Sign

UNRATED = Rating()


def written_keys(deal: Deal, method: Method) -> dict[str, str]:
    """Return the key of the deal file for each rated criterion.

    The criterion's own id comes first, then its number, then the ids of other methods' criteria that it reads.
    """
    keys = {}
    for criterion, each in method.criteria.items():
        for key in (criterion, str(method.numbers[criterion]), *each.reads):
            if key in deal.assessment:
                keys[criterion] = key
                break
    return keys


def set_aside(deal: Deal, method: Method) -> tuple[str, ...]:
    """Return the rated ids that this method does not know: they are kept in the file and count for nothing."""
    return tuple(key for key in deal.assessment if method.criterion(key) is None)


@dataclass(frozen=True, slots=True)
class AssessmentDay:
    """The day on which a deal is assessed, and its consequences for every criterion.

    `known_by` leaves out ratings that were known later; None leaves out nothing.
    """

    today: dt.date
    stage_place: int | None
    closing: bool
    closed: bool
    known_by: dt.date | None = None


def day_of(deal: Deal, method: Method, today: dt.date, known_by: dt.date | None = None) -> AssessmentDay:
    """Return the day for a deal. A deal is closing in its last days before the close date, and once that is past."""
    closing = deal.close is not None and (deal.close - today).days <= method.closing_days
    return AssessmentDay(today, method.stage_place(deal.stage), closing, deal.outcome is not None, known_by)


def assess_criteria(
    deal: Deal, method: Method, day: AssessmentDay, numbers: Mapping[str, NumberReading]
) -> Mapping[str, Assessed]:
    """Return the state of every criterion of the method, in the method's order."""
    keys = written_keys(deal, method)
    return {
        name: assess_criterion(name, method, deal.assessment[keys[name]] if name in keys else UNRATED, day, numbers)
        for name in method.criteria
    }


def assess_criterion(
    name: str, method: Method, written: Rating, day: AssessmentDay, numbers: Mapping[str, NumberReading]
) -> Assessed:
    """Return the state of one criterion. Unrated, it reads from the deal's numbers, which prove nothing.

    It is as fresh as they are then: the date, word and evidence of a written `?` are not those of the reading.
    """
    criterion = method.criteria[name]
    too_late = day.known_by is not None and written.date is not None and written.date > day.known_by
    reading = from_numbers(criterion, method, numbers) if written.us == "?" and criterion.numbers else None
    rating: Sign = "?" if too_late else reading or written.us
    if reading is not None and not too_late:
        written = written.model_copy(update={"date": None, "by": None, "evidence": ""})
    age = None if written.date is None else (day.today - written.date).days
    return Assessed(
        criterion=name,
        rating=rating,
        standing=standing_of(rating, written, ahead=age is not None and age < 0),
        from_numbers=reading is not None and not too_late,
        date=written.date,
        by=written.by,
        evidence=written.evidence,
        age=age,
        stale_after=stale_after(criterion, day),
        due=is_due(criterion, method, day),
        rivals=written.rivals,
    )


def standing_of(rating: Sign, written: Rating, *, ahead: bool = False) -> Standing:
    """Return the standing of a rating: a `+` is proven by evidence, a date and a word other than our own.

    A date that is `ahead` proves nothing until it comes.
    """
    if rating == "+" and ahead:
        return "claimed"
    if rating == "+":
        proven = written.us == "+" and written.evidence and written.date and written.by in ("customer", "document")
        return "proven" if proven else "claimed"
    return "against" if rating == "-" else "unknown"


def stale_after(criterion: Criterion, day: AssessmentDay) -> int | None:
    """Return the whole days after which a rating is old: half the method's number on a closing deal."""
    if day.closed:
        return None
    return criterion.stale // 2 if day.closing else criterion.stale


def is_due(criterion: Criterion, method: Method, day: AssessmentDay) -> bool:
    """Tell whether a `?` should be known by now: a gate always, another from its stage on, none once it is over."""
    if day.closed:
        return False
    due = method.stage_place(criterion.due)
    return criterion.gate or (due is not None and day.stage_place is not None and day.stage_place >= due)
