"""What moved over the last days, deal by deal: new and closed deals, verdicts, scores, close dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from generator.assess.past import WINDOWS
from generator.assess.portfolio.row import DealGlance
from generator.show.page import Link
from generator.show.portfolio.context import PortfolioContext
from generator.show.summary.movement import NOT_KNOWN
from generator.show.urls import page_urls

MOST: Final = 8


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


def windows(context: PortfolioContext) -> tuple[Window, ...]:
    """Return what moved within each of the windows; none where no history is known at all."""
    if not any(context.summaries.moved):
        return ()
    return tuple(_window(context, place, days) for place, days in enumerate(WINDOWS))


def _window(context: PortfolioContext, place: int, days: int) -> Window:
    moved, unknown = [], 0
    for row, within in zip(context.rows, context.summaries.moved, strict=True):
        known, move = within[place] if within else NOT_KNOWN
        unknown += not known and not row.closed
        if move:
            moved.append((move.kind, move.size, row.identity, row, move.says))
    moved.sort(key=lambda each: each[:3])
    lines = (_line(context, row, says) for *_, row, says in moved[:MOST])
    return Window(days, len(moved), tuple(lines), unknown)


def _line(context: PortfolioContext, row: DealGlance, says: str) -> MovedLine:
    link = Link(row.title, context.href(page_urls.PORTFOLIO, page_urls.deal(row.identity), "history"))
    return MovedLine(link, context.account_name(row.account), row.word, says)
