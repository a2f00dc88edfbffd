"""The page of all open deals: one table, whose address says what of it is shown."""

from __future__ import annotations

from typing import NamedTuple

from generator.show.page import Page, SearchEntry
from generator.show.portfolio.context import PortfolioContext
from generator.show.portfolio.deals.table import open_table
from generator.show.portfolio.page_draft import PageDraft
from generator.show.summary.table import PrintedTable
from generator.show.text import values
from generator.show.urls import page_urls


class DealsView(NamedTuple):
    """The page of open deals; `closed` is where those are that have ended, with their number in words."""

    table: PrintedTable
    rows: str
    csv: str
    closed: str
    closed_count: str


def deals_page(context: PortfolioContext) -> Page:
    """Return the table of open deals, in focus order."""
    draft = PageDraft(context, "deals", page_urls.DEALS, "Deals", "deals.html", wide=True)
    ended = len(context.portfolio.closed)
    view = DealsView(
        open_table(context, page_urls.DEALS),
        draft.link(page_urls.TABLE_ROWS),
        draft.link(page_urls.ROWS_CSV),
        draft.link(page_urls.CLOSED),
        values.counted(ended, "closed deal") if ended else "",
    )
    return draft.finished(view, [SearchEntry("", "Deals", "Every open deal in one table")])
