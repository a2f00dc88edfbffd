"""What moved over the last days, deal by deal: new and closed deals, verdicts, scores, close dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, get_args

from generator.assess.past import UNKNOWN, WINDOWS, Then
from generator.assess.row import Row
from generator.model.deal import Result
from generator.show import addresses, printed
from generator.show.book import Book, word_of
from generator.show.viewpoint import Link

MOST: Final = 8
ARROW: Final = "→"
CLOSED, NEW, VERDICT, SCORE, CLOSE = range(5)
"""In the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class MovedLine:
    """A deal that moved: its word now, and how it came there."""

    link: Link
    account: str
    word: str
    says: str


@dataclass(frozen=True, slots=True)
class Window:
    """What moved within so many days: the deals that moved most, and how many are left or cannot be told of."""

    days: int
    count: int
    lines: tuple[MovedLine, ...]
    unknown: int

    @property
    def left(self) -> int:
        """How many deals moved besides those shown."""
        return self.count - len(self.lines)


def windows(book: Book) -> tuple[Window, ...]:
    """Return what moved within each of the windows; none where no history is known at all."""
    if all(row.past == UNKNOWN for row in book.rows):
        return ()
    return tuple(_window(book, days) for days in WINDOWS)


def _window(book: Book, days: int) -> Window:
    since = book.setting.today - dt.timedelta(days=days)
    moved, unknown = [], 0
    for row in book.rows:
        then = row.past.then.get(days)
        if then is None and (row.past.began is None or row.past.began <= since):
            unknown += not row.closed
        elif moves := sorted(_moves(row, then)):
            moved.append((*moves[0][:2], row.identity, row, [says for _, _, says in moves]))
    moved.sort(key=lambda each: each[:3])
    lines = (_line(book, row, says) for *_, row, says in moved[:MOST])
    return Window(days, len(moved), tuple(lines), unknown)


def _line(book: Book, row: Row, says: Sequence[str]) -> MovedLine:
    link = Link(row.title, book.href(addresses.PORTFOLIO, addresses.deal(row.identity), "history"))
    return MovedLine(link, book.account_name(row.account), word_of(row), "; ".join(says))


Move = tuple[int, Fraction, str]
"""Its kind, how much the score moved (the most first, so negative), and what it says."""


def _moves(row: Row, then: Then | None) -> Iterator[Move]:
    """Yield what moved since a day gone by; None: the deal was not there."""
    return moves(Then(word_of(row), row.winnable.range, row.close), then)


def moves(now: Then, then: Then | None) -> Iterator[Move]:
    """Yield what moved between two ways of standing; None: the deal was not there."""
    score = now.winnable.score
    if then is None:
        yield NEW, -abs(score), "new"
        return
    size = -abs(score - then.winnable.score)
    if then.word != now.word:
        yield _turn(now.word, then.word, size)
    if size:
        yield SCORE, size, f"winnable {printed.score(then.winnable.score)} {ARROW} {printed.score(score)}"
    if then.close != now.close:
        by = _by(then.close, now.close)
        yield CLOSE, size, f"close {printed.day(then.close)} {ARROW} {printed.day(now.close)}{by}"


def _turn(now: str, then: str, size: Fraction) -> Move:
    if now in get_args(Result):
        return CLOSED, size, f"ended, was {printed.verdict_word(then)}"
    return VERDICT, size, f"verdict {printed.verdict_word(then)} {ARROW} {printed.verdict_word(now)}"


def _by(before: dt.date | None, after: dt.date | None) -> str:
    if before is None or after is None:
        return ""
    days = (after - before).days
    return f", {printed.counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
