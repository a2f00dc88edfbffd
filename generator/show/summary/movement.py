"""Movement between two states of a deal: the verdict, the score, the close date, and in what words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple, get_args

from generator.assess.past import UNKNOWN, WINDOWS, AsOfDay
from generator.assess.portfolio.row import DealRow
from generator.model.deal import Result
from generator.show.text import values

ARROW: Final = "→"
CLOSED, NEW, VERDICT, SCORE, CLOSE = range(5)
"""In the order in which they are shown."""


class DealMove(NamedTuple):
    """The movement of a deal: its kind, how much the score moved (the most first, so negative), and what it says."""

    kind: int
    size: Fraction
    says: str


class Moved(NamedTuple):
    """Movement of a deal within so many days: one move, None where there was none; or unknown."""

    known: bool
    move: DealMove | None


NOT_KNOWN: Final = Moved(known=False, move=None)


def moved_of(row: DealRow, today: dt.date) -> tuple[Moved, ...]:
    """Return how a deal moved within each of the windows; nothing where none of its history is known."""
    return () if row.past == UNKNOWN else tuple(_within(row, days, today) for days in WINDOWS)


def _within(row: DealRow, days: int, today: dt.date) -> Moved:
    then, began = row.past.then.get(days), row.past.began
    if then is None and (began is None or began <= today - dt.timedelta(days=days)):
        return NOT_KNOWN
    ordered = sorted(moves(AsOfDay(row.word, row.winnable.range, row.close), then))
    says = "; ".join(each.says for each in ordered)
    return Moved(known=True, move=ordered[0]._replace(says=says) if ordered else None)


def moves(now: AsOfDay, then: AsOfDay | None) -> Iterator[DealMove]:
    """Yield what moved between two ways of standing; None: the deal was not there."""
    score = now.winnable.score
    if then is None:
        yield DealMove(NEW, -abs(score), "new")
        return
    size = -abs(score - then.winnable.score)
    if then.word != now.word:
        yield _turn(now.word, then.word, size)
    if size:
        yield DealMove(SCORE, size, f"winnable {values.score(then.winnable.score)} {ARROW} {values.score(score)}")
    if then.close != now.close:
        by = _by(then.close, now.close)
        yield DealMove(CLOSE, size, f"close {values.day(then.close)} {ARROW} {values.day(now.close)}{by}")


def _turn(now: str, then: str, size: Fraction) -> DealMove:
    if now in get_args(Result):
        return DealMove(CLOSED, size, f"ended, was {values.verdict_word(then)}")
    return DealMove(VERDICT, size, f"verdict {values.verdict_word(then)} {ARROW} {values.verdict_word(now)}")


def _by(before: dt.date | None, after: dt.date | None) -> str:
    if before is None or after is None:
        return ""
    days = (after - before).days
    return f", {values.counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
