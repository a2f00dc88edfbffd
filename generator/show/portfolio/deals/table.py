"""The table of open deals and that of closed ones, as any page may hold them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from generator.assess.portfolio.row import DealGlance
from generator.model.method import Currencies
from generator.show.portfolio.context import PortfolioContext
from generator.show.summary.deal_rows import CLOSED_COLUMNS, OPEN_COLUMNS, columns_for, with_values
from generator.show.summary.table import PrintedTable, table_of
from generator.show.urls import page_urls


def open_table(context: PortfolioContext, here: str) -> PrintedTable:
    """Return the table of open deals, in focus order, for the page at `here`."""
    columns = with_values(columns_for(OPEN_COLUMNS, context.surroundings), plain_keys(context.open))
    return _comparable(
        context, here, table_of("open", columns, context.lines.open, context.setting, here, _currencies(context))
    )


def closed_table(context: PortfolioContext, here: str) -> PrintedTable:
    """Return the table of closed deals, the last to end first, for the page at `here`."""
    columns = with_values(CLOSED_COLUMNS, plain_keys(context.portfolio.closed))
    return _comparable(
        context, here, table_of("closed", columns, context.lines.closed, context.setting, here, _currencies(context))
    )


def _comparable(context: PortfolioContext, here: str, table: PrintedTable) -> PrintedTable:
    return replace(table, compare=context.href(here, page_urls.COMPARE))


def plain_keys(rows: Iterable[DealGlance]) -> frozenset[str]:
    """Return the keys of the plain fields of which any deal has a value."""
    return frozenset(chain.from_iterable(row.plain for row in rows))


def _currencies(context: PortfolioContext) -> Currencies | None:
    return context.surroundings.method.currencies
