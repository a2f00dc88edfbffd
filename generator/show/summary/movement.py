"""Movement between two states of a deal: verdict, score, stage, close date, amount, and in what words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final, NamedTuple, get_args

from generator.assess.past import UNKNOWN, WINDOWS, AsOfDay
from generator.assess.portfolio.row import DealRow
from generator.assess.state import DealState
from generator.history.earlier import changes_between
from generator.history.shifts import FieldChange
from generator.model.deal import Result
from generator.model.method import VERDICTS, Method
from generator.model.money import Money
from generator.show.text import values
from generator.show.text.changes import ARROW, field_words, stage_words

CLOSED, NEW, VERDICT, AMOUNT, SCORE, STAGE, CLOSE = range(7)
"""In the order in which they are shown."""
KINDS: Final = {"stage": STAGE, "close": CLOSE, "amount": AMOUNT}


NAMES: Final[Mapping[tuple[int, bool | None], str]] = {
    (CLOSED, None): "Ended",
    (VERDICT, False): "Verdict down",
    (AMOUNT, False): "Amount cut",
    (CLOSE, False): "Close moved later",
    (SCORE, False): "Score down",
    (VERDICT, True): "Verdict up",
    (AMOUNT, True): "Amount raised",
    (CLOSE, True): "Close moved earlier",
    (SCORE, True): "Score up",
    (VERDICT, None): "Verdict changed",
    (AMOUNT, None): "Amount changed",
    (CLOSE, None): "Close changed",
    (STAGE, None): "Stage changed",
    (NEW, None): "New",
}
"""Names of moves by kind and whether they are for the better: what has ended and what is worse comes first."""


class DealMove(NamedTuple):
    """A move of a deal: its kind, how much the score moved (the most first, so negative), and what it says.

    `better` tells whether a verdict or a score rose, an amount grew or a close came earlier; None for other moves.
    """

    kind: int
    size: Fraction
    says: str
    better: bool | None = None

    @property
    def name(self) -> str:
        """The name of its kind."""
        return NAMES[self.kind, self.better]


class Moved(NamedTuple):
    """Movement of a deal within so many days: its moves, the most telling kind first; or unknown."""

    known: bool
    moves: tuple[DealMove, ...] = ()


NOT_KNOWN: Final = Moved(known=False)


def moved_of(row: DealRow, method: Method, today: dt.date) -> tuple[Moved, ...]:
    """Return how a deal moved within each of the windows; nothing where none of its history is known."""
    return () if row.past == UNKNOWN else tuple(_within(row, days, method, today) for days in WINDOWS)


def _within(row: DealRow, days: int, method: Method, today: dt.date) -> Moved:
    then, began = row.past.then.get(days), row.past.began
    if then is None and (began is None or began <= today - dt.timedelta(days=days)):
        return NOT_KNOWN
    state = DealState(row.stage, row.owner, row.amount, row.close, unknown=frozenset({"forecast"}))
    now = AsOfDay(row.word, row.winnable.range, state)
    return Moved(known=True, moves=tuple(sorted(moves(now, then, method))))


def moves(now: AsOfDay, then: AsOfDay | None, method: Method) -> Iterator[DealMove]:
    """Yield what moved between two ways of standing, as far as both are known; None: the deal was not there."""
    score = now.winnable.score if now.winnable else Fraction(0)
    if then is None:
        yield DealMove(NEW, -abs(score), "new")
        return
    was = then.winnable.score if then.winnable else score
    size = -abs(score - was)
    if turn := _turn(now, then, size, method):
        yield turn
    if size:
        yield DealMove(SCORE, size, f"winnable {values.score(was)} {ARROW} {values.score(score)}", score > was)
    for change in changes_between(then.state, now.state):
        if change.field in KINDS and not (turn and turn.kind == CLOSED and change.field == "stage"):
            yield DealMove(KINDS[change.field], size, field_words(change, method), _better(change))


def _better(change: FieldChange) -> bool | None:
    """Return whether an amount grew or a close came earlier; None where that cannot be said."""
    was, now = change.before, change.after
    if isinstance(was, Money) and isinstance(now, Money):
        return now.amount > was.amount if now.currency == was.currency else None
    return now < was if isinstance(was, dt.date) and isinstance(now, dt.date) else None


def _turn(now: AsOfDay, then: AsOfDay, size: Fraction, method: Method) -> DealMove | None:
    """Return the turn of a deal: its end, or another verdict; before git there is no verdict, but its stage."""
    if now.word is None or now.word == then.word:
        return None
    ended = now.word in get_args(Result)
    if then.word is None:
        stage = method.stages.get(then.state.stage)
        if not ended or not then.state.knows("stage") or (stage and stage.closed):
            return None
        return DealMove(CLOSED, size, f"ended, was at {stage_words(then.state.stage, method)}")
    was = values.verdict_word(then.word)
    if ended:
        return DealMove(CLOSED, size, f"ended, was {was}")
    better = VERDICTS.index(now.word) > VERDICTS.index(then.word) if {now.word, then.word} <= {*VERDICTS} else None
    return DealMove(VERDICT, size, f"verdict {was} {ARROW} {values.verdict_word(now.word)}", better)
