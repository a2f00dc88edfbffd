"""Movement over the last days, deal by deal: new and closed deals, verdicts, scores, close dates."""

from __future__ import annotations

from typing import Final, NamedTuple

from generator.assess.past import WINDOWS
from generator.assess.portfolio.row import DealGlance
from generator.show.page import Link
from generator.show.portfolio.context import PortfolioContext, left_words
from generator.show.summary.movement import NOT_KNOWN
from generator.show.urls import page_urls

MOST: Final = 8


class MovedLine(NamedTuple):
    """A deal that moved: its word now, and how it came there."""

    link: Link
    account: str
    word: str
    says: str


class Window(NamedTuple):
    """The deals that moved most within so many days.

    `left` counts the others that moved and `unknown` the open ones whose history does not reach back that far, in
    words that are empty for none. `same_as` is the first window's number of days where just the same moved in it.
    """

    days: int
    lines: tuple[MovedLine, ...]
    left: str
    unknown: str
    same_as: int | None = None


def windows(context: PortfolioContext) -> tuple[Window, ...]:
    """Return what moved within each of the windows; none where no history is known at all."""
    if not any(context.summaries.moved):
        return ()
    first, *others = (_window(context, place, days) for place, days in enumerate(WINDOWS))
    return (first, *(_compared(each, first) for each in others))


def _compared(window: Window, first: Window) -> Window:
    same = (window.lines, window.left) == (first.lines, first.left)
    return window._replace(same_as=first.days) if same else window


def _window(context: PortfolioContext, place: int, days: int) -> Window:
    moved, unknown = [], 0
    for row, within in zip(context.rows, context.summaries.moved, strict=True):
        known, move = within[place] if within else NOT_KNOWN
        unknown += not known and not row.closed
        if move:
            moved.append((move.kind, move.size, row.identity, row, move.says))
    moved.sort(key=lambda each: each[:3])
    lines = tuple(_line(context, row, says) for *_, row, says in moved[:MOST])
    left, silent = left_words(len(moved) - MOST, "more deal"), left_words(unknown, "open deal")
    return Window(days, lines, left, silent)


def _line(context: PortfolioContext, row: DealGlance, says: str) -> MovedLine:
    link = Link(row.title, context.href(page_urls.PORTFOLIO, page_urls.deal(row.identity), "history"))
    return MovedLine(link, context.account_name(row.account), row.word, says)
