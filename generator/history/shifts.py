"""Shifts of a deal's ratings by a change: the state of each criterion before and after, and its evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.assess.judgement import Assessed, Standing
from generator.model.deal import Deal
from generator.model.money import Money
from generator.model.text import Sign

Evidence = Literal["new", "same", "gone", "none"]
FIELDS = ("stage", "amount", "close")
Value = Money | dt.date | str | None


@dataclass(frozen=True, slots=True)
class Shift:
    """A criterion that a change has rated anew, proven, or given other evidence.

    `evidence` tells whether the evidence is new, changed or gone: a text that was not there before is new.
    `from_numbers` tells that the rating after the change is nobody's: it reads from the deal's numbers.
    """

    criterion: str
    before: Sign
    after: Sign
    was: Standing
    now: Standing
    evidence: Evidence
    from_numbers: bool

    @property
    def upward(self) -> bool:
        """Whether the rating is better than it was: `-`, `?`, `+` from worst to best."""
        return "-?+".index(self.after) > "-?+".index(self.before)

    @property
    def unfounded(self) -> bool:
        """Whether somebody rated it better and wrote no new evidence."""
        return self.upward and not self.from_numbers and self.evidence != "new"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One of the deal's own fields before and after: stage, amount, close, or the outcome's result."""

    field: str
    before: Value
    after: Value


def shifts(before: Mapping[str, Assessed], after: Mapping[str, Assessed]) -> tuple[Shift, ...]:
    """Return the criteria whose state has changed, in the method's order."""
    return tuple(_shift(before[name], now) for name, now in after.items() if _basis(before[name]) != _basis(now))


def _basis(of: Assessed) -> tuple[object, ...]:
    return of.rating, of.standing, " ".join(of.evidence.split()), of.date, of.by


def _shift(before: Assessed, after: Assessed) -> Shift:
    was, now = (" ".join(each.evidence.split()) for each in (before, after))
    evidence: Evidence = "none" if was == now == "" else "same" if was == now else "new" if now else "gone"
    return Shift(
        after.criterion, before.rating, after.rating, before.standing, after.standing, evidence, after.from_numbers
    )


def field_changes(before: Deal, after: Deal) -> tuple[FieldChange, ...]:
    """Return the deal's own fields that changed."""
    pairs: list[tuple[str, Value, Value]] = [(name, getattr(before, name), getattr(after, name)) for name in FIELDS]
    results = [deal.outcome.result if deal.outcome else None for deal in (before, after)]
    pairs.append(("outcome", results[0], results[1]))
    return tuple(FieldChange(*each) for each in pairs if each[1] != each[2])
