"""Deals that need attention, as the home page shows them: the gravest first, each with all of its reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from generator.assess.portfolio.attention import Attention, by_urgency
from generator.assess.portfolio.row import DealGlance
from generator.show.page import Link
from generator.show.portfolio.context import PortfolioContext
from generator.show.text import values
from generator.show.urls import page_urls

MOST_DEALS: Final = 8
HERE: Final = page_urls.PORTFOLIO


class AttentionLine(NamedTuple):
    """A deal that needs attention: since when, whose it is, its gravest reason and the kinds of the others.

    `age` is a dash where no day is known; `overdue` tells that somebody has missed a day.
    """

    age: str
    overdue: bool
    deal: Link
    account: str
    owner: Link | None
    says: Link
    others: tuple[Link, ...]


class AttentionList(NamedTuple):
    """The first deals that need attention; `left` counts the others in words, and `every` leads to all of them."""

    lines: tuple[AttentionLine, ...]
    left: str
    every: str


def attention_list(context: PortfolioContext) -> AttentionList:
    """Return the deals that need attention, the gravest and oldest first."""
    pressing = by_urgency(context.rows, context.summaries.attention)
    left = len(pressing) - MOST_DEALS
    return AttentionList(
        tuple(_line(context, row, reasons) for row, reasons in pressing[:MOST_DEALS]),
        values.counted(left, "more deal") if left > 0 else "",
        f"{context.href(HERE, page_urls.DEALS)}?{EVERY}",
    )


EVERY: Final = "attention=(any)&cols=deal,account,owner,verdict,amount,close,attention,since&sort=since"
"""The table of open deals with those that need attention: their owner, kinds and first day."""


def _line(context: PortfolioContext, row: DealGlance, reasons: Sequence[Attention]) -> AttentionLine:
    first, *others = reasons
    name = context.owner(row)
    owner = Link(name, context.table_href(HERE, "owner", name)) if name else None
    return AttentionLine(
        age=_age(reasons, context.setting.today),
        overdue=first.kind in ("overdue", "go against the verdict", "close passed"),
        deal=Link(row.title, context.deal_href(HERE, row.identity)),
        account=context.account_name(row.account),
        owner=owner,
        says=Link(first.says, context.place_href(HERE, row.identity, first.at)),
        others=tuple(Link(each.kind, context.place_href(HERE, row.identity, each.at)) for each in others),
    )


def _age(reasons: Iterable[Attention], today: dt.date) -> str:
    """Return for how long the first of the reasons has held; a dash where its day is not known."""
    since = next(iter(reasons)).since
    return values.counted((today - since).days, "day") if since else values.NOTHING
