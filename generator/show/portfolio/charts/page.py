"""The page of charts: how winnable the open deals are, what closes when, where the working days go."""

from __future__ import annotations

from typing import NamedTuple

from generator.show.charts.bubbles import BubbleChart, SizedDeal, bubble_chart
from generator.show.page import Page, SearchEntry
from generator.show.portfolio.charts.bars import (
    EffortLine,
    QuarterLine,
    effort_lines,
    quarter_lines,
    quarters_title,
)
from generator.show.portfolio.context import PortfolioContext
from generator.show.portfolio.page_draft import PageDraft, present
from generator.show.urls import page_urls


class ChartsView(NamedTuple):
    """The page of charts; `deals` leads to the table that holds the figures behind them."""

    chart: BubbleChart | None
    quarters_title: str
    quarters: tuple[QuarterLine, ...]
    effort: tuple[EffortLine, ...]
    deals: str


def charts_page(context: PortfolioContext) -> Page:
    """Return the charts of the open deals."""
    here, portfolio = page_urls.CHARTS, context.portfolio
    deals = context.href(here, page_urls.DEALS)
    view = ChartsView(
        chart=_chart(context, here),
        quarters_title=quarters_title(portfolio),
        quarters=quarter_lines(portfolio, deals),
        effort=effort_lines(portfolio, deals),
        deals=deals,
    )
    across = "Winnable and worth" if context.surroundings.method.has_worth else "Winnable and amount"
    sections = present(
        {
            "chart": (across, view.chart),
            "quarters": ("Close by quarter", view.quarters),
            "effort": ("Effort against verdict", view.effort),
        }
    )
    draft = PageDraft(context, "charts", here, "Charts", "charts.html", sections, wide=True)
    entries = [SearchEntry(anchor, title, "Chart of the open deals") for anchor, title in sections.items()]
    return draft.finished(view, [SearchEntry("", "Charts", "Charts of the open deals"), *entries])


def _chart(context: PortfolioContext, here: str) -> BubbleChart | None:
    portfolio, currency = context.portfolio, context.portfolio.currency
    sized = [
        SizedDeal(place, each.row, each.amount if currency else None) for place, each in enumerate(portfolio.focus, 1)
    ]
    return bubble_chart(
        sized,
        lambda row: context.deal_href(here, row.identity),
        by_worth=context.surroundings.method.has_worth,
        currency=currency,
    )
