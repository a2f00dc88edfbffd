"""Amounts of the forecast as they are printed, each with the link to its deals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from generator.assess.portfolio.forecast import UNSORTED, WON, AmountSum, Grouping
from generator.model.money import Money
from generator.show.portfolio.context import PortfolioContext
from generator.show.portfolio.forecast.views import AmountView
from generator.show.summary.table import GROUPS, NONE
from generator.show.text import values
from generator.show.urls import page_urls


@dataclass(frozen=True)
class Amounts:
    """Prints sums on the forecast page: without a code in the currency that the page names, others with theirs."""

    context: PortfolioContext

    def columns(self) -> tuple[str, ...]:
        """Return the columns of open deals: the keys of the categories, and UNSORTED."""
        return (*self.context.surroundings.method.forecast, UNSORTED)

    def labels(self) -> Mapping[str, str]:
        """Return the headings of all columns by key."""
        categories = self.context.surroundings.method.forecast
        named = {name: each.label for name, each in categories.items()}
        return {WON: "Won so far", **named, UNSORTED: "No category"}

    def text(self, of: AmountSum, *, signed: bool = False) -> str:
        """Return a sum; a number of deals where none of them has an amount, a dash where there is none."""
        sums = [
            each for each in of.together(self.context.surroundings.method.currencies) if each.amount or not signed
        ]
        if sums:
            return (", " if signed else " + ").join(self._money(each, signed=signed) for each in sums)
        return values.counted(of.deals, "deal") if of.deals and not signed else values.NOTHING

    def _money(self, amount: Money, *, signed: bool) -> str:
        number = values.plain(amount.amount, 0)
        number = f"+{number}" if signed and amount.amount > 0 else number
        return number if amount.currency == self.context.forecast.currency else f"{amount.currency}\u00a0{number}"

    def money(self, amount: Money) -> str:
        """Return one amount like a sum."""
        return self._money(amount, signed=False)

    def open(self, of: AmountSum | None, quarter: str, grouping: Grouping, name: str, **also: str) -> AmountView:
        """Return a sum of open deals with its link; `also` are further columns of the table with their values."""
        if of is None or not of.deals:
            return AmountView(values.NOTHING)
        wanted = {**_part(quarter, grouping, name), **also}
        return AmountView(self.text(of), self._href(page_urls.DEALS, wanted))

    def won(self, of: AmountSum | None, quarter: str, grouping: Grouping, name: str) -> AmountView:
        """Return a sum of deals won with its link."""
        if of is None or not of.deals:
            return AmountView(values.NOTHING)
        wanted = {**_part(quarter, grouping, name), "verdict": values.verdict_word("won")}
        return AmountView(self.text(of), self._href(page_urls.CLOSED, wanted))

    def grouped(self, quarter: str, grouping: Grouping) -> str:
        """Return the link to all open deals of a quarter in groups with subtotals; empty where no table has them."""
        if str(grouping) not in GROUPS:
            return ""
        return self._href(page_urls.DEALS, {"quarter": quarter, "group": str(grouping)})

    def category(self, column: str) -> str:
        """Return the value that the columns of categories have for a column."""
        return self.labels()[column] if column else NONE

    def _href(self, there: str, wanted: Mapping[str, str]) -> str:
        query = urlencode({key: value or NONE for key, value in wanted.items()}, quote_via=quote)
        return f"{self.context.href(page_urls.FORECAST, there)}?{query}"


def _part(quarter: str, grouping: Grouping, name: str) -> dict[str, str]:
    """Return the columns of the tables of deals, with their values, that tell a part of a quarter."""
    part = {"quarter": quarter}
    return part | {str(grouping): name} if grouping else part
