"""Movement over the last days, deal by deal: new and closed deals, verdicts, scores, close dates."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from generator.assess.past import WINDOWS
from generator.assess.portfolio.row import DealGlance
from generator.history.deleted import DeletedDeal
from generator.show.page import Link
from generator.show.portfolio.context import PortfolioContext, left_words
from generator.show.summary.movement import NOT_KNOWN
from generator.show.text import values
from generator.show.text.changes import deletion_words
from generator.show.urls import page_urls

MOST: Final = 8
MOST_DELETED: Final = 4
"""Deleted deals that are shown where others moved as well, so that a clearing out hides none of those."""


class MovedLine(NamedTuple):
    """A deal that moved: its word now, and how it came there.

    A deal that was deleted has no word, and the address of its link is empty.
    """

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
    if not any(context.summaries.moved) and not context.deleted:
        return ()
    first, *others = (_window(context, place, days) for place, days in enumerate(WINDOWS))
    return (first, *(_compared(each, first) for each in others))


def _compared(window: Window, first: Window) -> Window:
    same = (window.lines, window.left) == (first.lines, first.left)
    return window._replace(same_as=first.days) if same else window


def _window(context: PortfolioContext, place: int, days: int) -> Window:
    moved, unknown = [], 0
    for row, within in zip(context.rows, context.summaries.moved, strict=True):
        known, moves = within[place] if within else NOT_KNOWN
        unknown += not known and not row.closed
        if moves:
            says = "; ".join(each.says for each in moves)
            moved.append((moves[0].kind, moves[0].size, row.identity, row, says))
    moved.sort(key=lambda each: each[:3])
    deleted = [each for each in context.deleted if each.day > context.setting.today - dt.timedelta(days=days)]
    first = deleted[: max(MOST_DELETED, MOST - len(moved))]
    lines = *(_deleted_line(context, each) for each in first), *(_line(context, *each[3:]) for each in moved)
    left, silent = len(deleted) + len(moved) - len(lines[:MOST]), left_words(unknown, "open deal")
    return Window(days, lines[:MOST], left_words(left, "more deal"), silent)


def _deleted_line(context: PortfolioContext, deal: DeletedDeal) -> MovedLine:
    commit = f"by commit {deal.commit} on {values.day(deal.day)}: {deal.subject}"
    account = context.account_name(deal.identity.partition("/")[0])
    return MovedLine(Link(deal.title, ""), account, "", f"{deletion_words(deal)}, {commit}")


def _line(context: PortfolioContext, row: DealGlance, says: str) -> MovedLine:
    link = Link(row.title, context.href(page_urls.PORTFOLIO, page_urls.deal(row.identity), "history"))
    return MovedLine(link, context.account_name(row.account), row.word, says)
