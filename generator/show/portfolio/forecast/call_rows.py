"""The table of earlier forecasts: a line for each deal that was called, or may have been, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.assess.portfolio.calls import UNKNOWN_OWNER, CameOf, came_of, owner_of
from generator.assess.portfolio.forecast_deal import Call, ForecastDeal
from generator.show.portfolio.context import PortfolioContext
from generator.show.portfolio.forecast.tables import NOBODY
from generator.show.summary.deal_rows import amount_key
from generator.show.summary.table import (
    EMPTY,
    FIRST_ROWS,
    Cell,
    Column,
    PrintedTable,
    day_cell,
    packed,
    printed_table,
    rates_for_script,
    rows_file,
)
from generator.show.text import names, values
from generator.show.urls import page_urls
from generator.storage.compact_json import compact

COLUMNS: Final = (
    Column("deal", "Deal", "link"),
    Column("account", "Account", "link", filtered=True),
    Column("owner", "Owner then", "text", filtered=True),
    Column("quarter", "Quarter", "text", filtered=True),
    Column("before", "Before the end", "text", filtered=True, named=True),
    Column("called", "Called", "text", shown=False, filtered=True, quiet=True),
    Column("came", "What came of it", "text", filtered=True),
    Column("amount", "Amount then", "number", named=True),
    Column("ended", "Ended", "number", named=True),
)
CAME: Final[Mapping[CameOf, str]] = {
    "won": "Won",
    "ended": "Lost or given up",
    "slipped": "Slipped",
    "unknown": "Unknown",
}
CALLED: Final = "yes"
"""Value of the column of what was called; it is empty where that is unknown."""


def call_table(context: PortfolioContext) -> PrintedTable:
    """Return the table, the newest quarter first."""
    called, flat = _called(context), not context.setting.directory_addresses
    rows = (_packed(context, *each) for each in (called if flat else called[:FIRST_ROWS]))
    rates = rates_for_script(context.surroundings.method.currencies)
    return printed_table("calls", COLUMNS, rows, len(called), page_urls.FORECAST, rates)


def call_rows(context: PortfolioContext) -> bytes:
    """Return the file that the script fetches for the rows that the page does not hold."""
    lines = [compact([*_packed(context, *each).values()]) for each in _called(context)]
    return rows_file([("calls", COLUMNS, lines)])


def owner_name(owner: str) -> str:
    """Return the owner of a call as it is printed."""
    return "Unknown" if owner == UNKNOWN_OWNER else owner or NOBODY["owner"]


def _called(context: PortfolioContext) -> list[tuple[Call, ForecastDeal]]:
    called = [(call, deal) for deal in context.summaries.forecasts for call in deal.calls]
    return sorted(called, key=lambda each: (each[0].quarter, each[0].days), reverse=True)


def _packed(context: PortfolioContext, call: Call, deal: ForecastDeal) -> Mapping[str, object]:
    cells = _cells(context, call, deal)
    return {column.key: packed(cells[column.key], column.kind) for column in COLUMNS}


def _cells(context: PortfolioContext, call: Call, deal: ForecastDeal) -> Mapping[str, Cell]:
    amount, currencies = call.amount, context.surroundings.method.currencies
    return {
        "deal": Cell(deal.title, link=context.href(page_urls.PORTFOLIO, page_urls.deal(deal.identity))),
        "account": Cell(
            names.account_name(context.surroundings, deal.account),
            link=context.href(page_urls.PORTFOLIO, page_urls.account(deal.account)),
        ),
        "owner": Cell(owner_name(owner_of(call, context.usual_of_forecast))),
        "quarter": Cell(call.quarter),
        "before": Cell(values.counted(call.days, "day"), call.days),
        "called": Cell(CALLED if call.known else ""),
        "came": Cell(CAME[came_of(call, deal)]),
        "amount": Cell(values.money(amount), amount_key(amount, currencies)) if amount else EMPTY,
        "ended": day_cell(deal.ended),
    }
