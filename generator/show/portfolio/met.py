"""Deals with a competitor or a partner, counted by how they stand and ended; each count leads to its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.assess.portfolio.record import win_rate
from generator.assess.portfolio.row import DealGlance
from generator.show.page import Link
from generator.show.portfolio.context import PortfolioContext
from generator.show.portfolio.deal_list import share_words
from generator.show.text import values


class Met(NamedTuple):
    """Numbers of deals, with links to them in the tables; a number of none has no link.

    `share` is the share of wins with its interval, empty where too few deals were won or lost.
    """

    all: Link
    open: Link
    won: Link
    lost: Link
    no_decision: Link
    withdrawn: Link
    share: str


def met(
    context: PortfolioContext, rows: Sequence[DealGlance], among: Mapping[str, str], here: str, listed: str
) -> Met:
    """Return the counts of deals that have the values of `among` in the tables' columns, for the page at `here`.

    `listed` is the page that lists all of them.
    """
    rate = win_rate(rows)
    live = len(rows) - rate.closed

    def ended(result: str, count: int) -> Link:
        return counted(count, context.closed_href(here, {**among, "verdict": values.verdict_word(result)}))

    return Met(
        counted(len(rows), "#deals" if listed == here else context.href(here, listed, "deals")),
        counted(live, context.open_href(here, among)),
        ended("won", rate.won),
        ended("lost", rate.lost),
        ended("no-decision", rate.no_decision),
        ended("withdrawn", rate.withdrawn),
        share_words(rate),
    )


def counted(count: int, href: str) -> Link:
    """Return a number with the link to what it counts; none has no link."""
    return Link(values.plain(count), href if count else "")
