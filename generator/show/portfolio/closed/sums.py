"""Sums of closed deals by quarter: by how they ended, by the reason that is written down, by competitor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple
from urllib.parse import urlencode

from generator.assess.portfolio.row import DealGlance
from generator.assess.portfolio.totals import totals_of
from generator.assess.quarters import quarter_of
from generator.model.method import Currencies
from generator.show.portfolio.context import PortfolioContext, grouped, left_words
from generator.show.portfolio.deal_list import totals_words
from generator.show.text import values

MOST_QUARTERS: Final = 4
MOST_LINES: Final = 8
RESULTS: Final = ("won", "lost", "no-decision", "withdrawn")
EARLIER: Final = "Earlier"


class SumCell(NamedTuple):
    """Some closed deals in words, their amounts, and the link to them in the table; a dash alone for none.

    Without a link they are of several quarters, which the table cannot be asked for at once.
    """

    column: str
    text: str
    amount: str
    href: str


class SumLine(NamedTuple):
    """The deals of one name, quarter by quarter and in all."""

    name: str
    cells: tuple[SumCell, ...]


class SumTable(NamedTuple):
    """Sums under a title; `left` counts in words the names beyond those shown, empty for none."""

    title: str
    head: str
    columns: tuple[str, ...]
    lines: tuple[SumLine, ...]
    left: str


@dataclass(frozen=True)
class ClosedSums:
    """Closed deals as sums by quarter. Links begin with `page`, the closed deals' own, and narrow it to `among`."""

    context: PortfolioContext
    rows: Sequence[DealGlance]
    page: str = ""
    among: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def quarters(self) -> Sequence[str]:
        """The newest quarters in which any of them ended."""
        return sorted({_quarter(row) for row in self.rows}, reverse=True)[:MOST_QUARTERS]

    @property
    def by_result(self) -> SumTable:
        """Sums by how the deals ended."""
        by_result = grouped(self.rows, lambda row: (row.word,))
        found = [(values.verdict_word(each), by_result[each]) for each in RESULTS if each in by_result]
        return self.table("By result", "Result", "verdict", found)

    def table(self, title: str, head: str, key: str, found: Sequence[tuple[str, Sequence[DealGlance]]]) -> SumTable:
        """Return sums of groups of the deals, each under the value that the deals table has in the column `key`."""
        older = any(_quarter(row) not in self.quarters for _, rows in found for row in rows)
        columns = (*self.quarters, *([EARLIER] if older else ()), "In all")
        lines = tuple(self._line(name, rows, key, columns) for name, rows in found[:MOST_LINES])
        return SumTable(title, head, columns, lines, left_words(len(found) - MOST_LINES, f"more {head.lower()}"))

    def _line(self, name: str, rows: Sequence[DealGlance], key: str, columns: Sequence[str]) -> SumLine:
        within = grouped(rows, lambda row: (each if (each := _quarter(row)) in self.quarters else EARLIER,))
        words = _results if key != "verdict" else _count

        def cell(column: str, rows: Sequence[DealGlance]) -> SumCell:
            wanted = {**self.among, key: name, **({"quarter": column} if column in self.quarters else {})}
            href = "" if column == EARLIER or not rows else f"{self.page}?{urlencode(wanted)}#closed"
            amount = _amount(rows, self.context.surroundings.method.currencies)
            return SumCell(column, words(rows), amount, href) if rows else SumCell(column, values.NOTHING, "", "")

        apart = (cell(column, within.get(column, ())) for column in columns[:-1])
        return SumLine(name, (*apart, cell(columns[-1], rows)))


def sum_tables(context: PortfolioContext) -> tuple[SumTable, ...]:
    """Return the sums of the closed deals; none where none has ended."""
    rows = context.portfolio.closed
    sums = ClosedSums(context, rows)
    met = grouped(rows, lambda row: row.competitors)
    reasons = _most(grouped(rows, _reasons))
    competitors = _most({context.competitor_name(slug): each for slug, each in met.items()})
    made = (
        sums.by_result,
        sums.table("By reason", "Reason", "reason", reasons),
        sums.table("By competitor", "Competitor", "competitors", competitors),
    )
    return tuple(each for each in made if each.lines)


def _quarter(row: DealGlance) -> str:
    return quarter_of(row.outcome.date if row.outcome else None)


def _reasons(row: DealGlance) -> Sequence[str]:
    return (row.outcome.reason,) if row.outcome and row.outcome.reason else ()


def _most(named: Mapping[str, Sequence[DealGlance]]) -> list[tuple[str, Sequence[DealGlance]]]:
    return sorted(named.items(), key=lambda each: (-len(each[1]), each[0].casefold()))


def _amount(rows: Sequence[DealGlance], currencies: Currencies | None) -> str:
    totals = totals_of((row.amount for row in rows), currencies)
    return values.short_money(totals.in_base) if totals.in_base and totals.by_currency else totals_words(totals)


def _count(rows: Sequence[DealGlance]) -> str:
    return values.plain(len(rows))


def _results(rows: Sequence[DealGlance]) -> str:
    counts = Counter(row.word for row in rows)
    return ", ".join(f"{counts[each]} {values.verdict_word(each).lower()}" for each in RESULTS if counts[each])
