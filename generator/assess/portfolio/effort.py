"""Effort by verdict and by outcome, and the deals that were open beside a lost one."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from generator.model.method import VERDICTS
from generator.model.who import handle

if TYPE_CHECKING:
    from generator.assess.portfolio.row import DealGlance
    from generator.model.deal import Result
    from generator.model.method import VerdictWord

RESULTS: tuple[Result, ...] = ("won", "lost", "no-decision", "withdrawn")


@dataclass(frozen=True, slots=True)
class EffortSum:
    """Working days over several deals; `silent` of them say nothing about their effort."""

    deals: int
    spent: Decimal
    left: Decimal
    silent: int


@dataclass(frozen=True, slots=True)
class LostTime:
    """A lost deal with the days it took and how many deals of its owner were open when it ended.

    `others` names the first of them, by their own end; a deal that is still open comes last. `undated` counts those
    that ended later, or not yet, and of which nobody knows when they began.
    """

    row: DealGlance
    spent: Decimal | None
    beside: int
    others: tuple[DealGlance, ...]
    undated: int


def effort_sum(rows: Sequence[DealGlance]) -> EffortSum:
    """Return the effort of several deals."""
    return EffortSum(
        deals=len(rows),
        spent=sum((row.effort_spent for row in rows if row.effort_spent), Decimal(0)),
        left=sum((row.effort_left for row in rows if row.effort_left), Decimal(0)),
        silent=sum(row.effort_spent is None and row.effort_left is None for row in rows),
    )


def effort_by_verdict(rows: Iterable[DealGlance]) -> dict[VerdictWord, EffortSum]:
    """Return the effort of the open deals by verdict, the best verdict first."""
    open_rows = [row for row in rows if not row.closed]
    return {word: effort_sum([row for row in open_rows if row.verdict.word == word]) for word in reversed(VERDICTS)}


def effort_by_result(rows: Iterable[DealGlance]) -> dict[Result, EffortSum]:
    """Return the effort of the deals that ended, by outcome."""
    ended = [(row.outcome.result, row) for row in rows if row.outcome]
    return {result: effort_sum([row for each, row in ended if each == result]) for result in RESULTS}


def end_of(row: DealGlance) -> dt.date:
    """Return the day on which a deal ended; a deal that is open has not ended yet."""
    return row.outcome.date if row.outcome else dt.date.max


def lost_time(rows: Iterable[DealGlance], *, named: int = 5) -> tuple[LostTime, ...]:
    """Return every lost deal, the last one first, with the deals of its owner that it took time from.

    Those are the ones that had begun by the day on which it was lost and had not ended by then. At most `named` of
    them are named, since an owner may have hundreds.
    """
    owners: dict[str, list[DealGlance]] = {}
    for row in rows:
        if row.owner:
            owners.setdefault(handle(row.owner), []).append(row)
    spans = {owner: OwnersDeals(theirs) for owner, theirs in owners.items()}
    lost = [row for theirs in owners.values() for row in theirs if row.outcome and row.outcome.result == "lost"]
    lost.sort(key=lambda row: (end_of(row), row.identity), reverse=True)
    return tuple(spans[handle(row.owner)].beside(row, named) for row in lost)


class OwnersDeals:
    """The deals of one owner, by their end and by their beginning."""

    def __init__(self, deals: Iterable[DealGlance]) -> None:
        every = sorted(deals, key=lambda row: (end_of(row), row.identity))
        self._dated = [row for row in every if row.began]
        self._ends = [end_of(row) for row in self._dated]
        self._began = sorted(row.began for row in self._dated if row.began)
        self._ends_of_undated = [end_of(row) for row in every if row.began is None]

    def beside(self, row: DealGlance, named: int) -> LostTime:
        """Return a lost deal with those that had begun by its end and had not ended by then."""
        day = end_of(row)
        ended = bisect_right(self._ends, day)
        count = bisect_right(self._began, day) - ended
        open_then = (each for each in self._dated[ended:] if each.began and each.began <= day)
        undated = len(self._ends_of_undated) - bisect_right(self._ends_of_undated, day)
        return LostTime(row, row.effort_spent, count, tuple(islice(open_then, min(count, named))), undated)
