"""Effort by verdict and by outcome, and the deals that were open beside a lost one."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
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

    `others` names the first of them, by their own end; a deal that is still open comes last.
    """

    row: DealGlance
    spent: Decimal | None
    beside: int
    others: tuple[DealGlance, ...]


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

    A deal counts as open at the time unless it had ended by then; the files do not say when a deal began. At most
    `named` of them are named, since an owner may have hundreds.
    """
    owners: dict[str, list[DealGlance]] = {}
    for row in sorted(rows, key=lambda row: (end_of(row), row.identity)):
        if row.owner:
            owners.setdefault(handle(row.owner), []).append(row)
    ends = {owner: [end_of(row) for row in theirs] for owner, theirs in owners.items()}
    lost = [row for theirs in owners.values() for row in theirs if row.outcome and row.outcome.result == "lost"]
    lost.sort(key=lambda row: (end_of(row), row.identity), reverse=True)
    return tuple(beside(row, owners[handle(row.owner)], ends, named) for row in lost)


def beside(
    row: DealGlance, theirs: Sequence[DealGlance], ends: Mapping[str, Sequence[dt.date]], named: int
) -> LostTime:
    """Return a lost deal with those open beside it; `theirs` are its owner's deals in the order of their end."""
    after = bisect_right(ends[handle(row.owner)], end_of(row))
    return LostTime(row, row.effort_spent, len(theirs) - after, tuple(theirs[after : after + named]))
