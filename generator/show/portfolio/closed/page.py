"""The page of deals that have ended: how they ended, under which verdict, what they took, and each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import urlencode

from generator.assess.portfolio.portfolio import Portfolio
from generator.assess.portfolio.record import WinRate, WinRecord
from generator.assess.portfolio.row import DealGlance
from generator.model.method import VerdictWord
from generator.show.page import Link, Page, SearchEntry
from generator.show.portfolio.closed.sums import RESULTS, SumTable, sum_tables
from generator.show.portfolio.context import PortfolioContext
from generator.show.portfolio.deal_list import record_words
from generator.show.portfolio.deals.table import closed_table
from generator.show.portfolio.page_draft import PageDraft, present
from generator.show.summary.table import PrintedTable
from generator.show.text import values
from generator.show.urls import page_urls

MOST_LOST: Final = 5


class LostLine(NamedTuple):
    """A lost deal: the days it took, and its owner's deals that were open beside it and how many more there were.

    `undated` says of how many others nobody knows whether they had begun; empty for none.
    """

    link: Link
    owner: str
    spent: str
    others: tuple[Link, ...]
    more: int
    undated: str


class OutcomeLine(NamedTuple):
    """Numbers of deals with one verdict some days before their end by how they ended, with links; a dash for none."""

    word: VerdictWord
    counts: tuple[Link, ...]


class ClosedView(NamedTuple):
    """The page of closed deals.

    `record` is how they ended, empty where none has; `without` is the same as if nothing to walk away from had been
    worked on, and `won_anyway` says how many of those were won. The verdicts are those of `days_before` the end.
    """

    record: str
    without: str
    won_anyway: str
    days_before: str
    by_verdict: tuple[OutcomeLine, ...]
    lost: tuple[LostLine, ...]
    sums: tuple[SumTable, ...]
    table: PrintedTable
    rows: str
    csv: str
    deals: str


def closed_page(context: PortfolioContext) -> Page:
    """Return how the closed deals ended, the last one first."""
    here, portfolio = page_urls.CLOSED, context.portfolio
    record = portfolio.record
    view = ClosedView(
        record=record_words(record.overall).capitalize(),
        without=_without(record),
        won_anyway=_won_anyway(record.walk_aways_won),
        days_before=values.counted(context.surroundings.method.odds.days_before, "day"),
        by_verdict=_by_verdict(record.by_verdict),
        lost=_lost(context, portfolio, here),
        sums=sum_tables(context),
        table=closed_table(context, here),
        rows=context.href(here, page_urls.CLOSED_ROWS),
        csv=context.href(here, page_urls.ROWS_CSV),
        deals=context.href(here, page_urls.DEALS),
    )
    sections = present(
        {
            "sums": ("By quarter", view.sums),
            "verdicts": ("What the verdicts were worth", view.by_verdict),
            "lost": ("What the last lost deals took", view.lost),
            "closed": ("Every closed deal", view.record),
        }
    )
    draft = PageDraft(context, "closed", here, "Closed deals", "closed.html", sections, wide=True)
    return draft.finished(view, [SearchEntry("", "Closed deals", view.record)])


def _by_verdict(rates: Mapping[VerdictWord, WinRate]) -> tuple[OutcomeLine, ...]:
    def counts(word: VerdictWord, rate: WinRate) -> Iterator[Link]:
        for result, count in zip(RESULTS, (rate.won, rate.lost, rate.no_decision, rate.withdrawn), strict=True):
            wanted = {"before": values.verdict_word(word), "verdict": values.verdict_word(result)}
            yield Link(values.plain(count), f"?{urlencode(wanted)}#closed") if count else Link(values.NOTHING, "")

    return tuple(OutcomeLine(word, tuple(counts(word, rate))) for word, rate in rates.items() if rate.closed)


def _won_anyway(walk_aways: int) -> str:
    """Return how many deals were won that were to be walked away from; empty for none."""
    verb = "was" if walk_aways == 1 else "were"
    return f"{values.counted(walk_aways, 'deal')} to walk away from {verb} won anyway" if walk_aways else ""


def _without(record: WinRecord) -> str:
    """Return the record as if nothing to walk away from had been worked on; empty where that changes nothing."""
    return "" if record.without_walk_aways == record.overall else record_words(record.without_walk_aways) or "none"


def _lost(context: PortfolioContext, portfolio: Portfolio, here: str) -> tuple[LostLine, ...]:
    def link(row: DealGlance) -> Link:
        return Link(row.title, context.deal_href(here, row.identity))

    return tuple(
        LostLine(
            link(each.row),
            each.row.owner,
            "an unknown number of days" if each.spent is None else values.counted(each.spent, "day"),
            tuple(map(link, each.others)),
            each.beside - len(each.others),
            f"when {values.counted(each.undated, 'other deal')} began is not known" if each.undated else "",
        )
        for each in portfolio.lost[:MOST_LOST]
    )
