"""Sums of closed deals by quarter: by how they ended, by the reason that is written down, by competitor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import urlencode

from generator.assess.portfolio.row import DealGlance
from generator.assess.portfolio.totals import totals_of
from generator.assess.quarters import quarter_of
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


def sum_tables(context: PortfolioContext) -> tuple[SumTable, ...]:
    """Return the sums of the closed deals; none where none has ended."""
    rows = context.portfolio.closed
    quarters = sorted({_quarter(row) for row in rows}, reverse=True)[:MOST_QUARTERS]
    by_result = grouped(rows, lambda row: (row.word,))
    results = [(values.verdict_word(each), by_result[each]) for each in RESULTS if each in by_result]
    met = grouped(rows, lambda row: row.competitors)
    made = (
        ("By result", "Result", "verdict", "result", results),
        ("By reason", "Reason", "reason", "reason", _most(grouped(rows, _reasons))),
        (
            "By competitor",
            "Competitor",
            "competitors",
            "competitor",
            _most({context.competitor_name(slug): each for slug, each in met.items()}),
        ),
    )
    return tuple(
        _table(context, (title, head), quarters, key, found, left_words(len(found) - MOST_LINES, f"more {noun}"))
        for title, head, key, noun, found in made
        if found
    )


def _quarter(row: DealGlance) -> str:
    return quarter_of(row.outcome.date if row.outcome else None)


def _reasons(row: DealGlance) -> Sequence[str]:
    return (row.outcome.reason,) if row.outcome and row.outcome.reason else ()


def _most(named: Mapping[str, Sequence[DealGlance]]) -> list[tuple[str, Sequence[DealGlance]]]:
    return sorted(named.items(), key=lambda each: (-len(each[1]), each[0].casefold()))


def _table(
    context: PortfolioContext,
    titles: tuple[str, str],
    quarters: Sequence[str],
    key: str,
    found: Sequence[tuple[str, Sequence[DealGlance]]],
    left: str,
) -> SumTable:
    older = any(_quarter(row) not in quarters for _, rows in found for row in rows)
    columns = (*quarters, *([EARLIER] if older else ()), "In all")
    words = _results if key != "verdict" else _count

    def cell(name: str, rows: Sequence[DealGlance], column: str) -> SumCell:
        wanted = {key: name, **({"quarter": column} if column in quarters else {})}
        return _cell(context, rows, words, "" if column == EARLIER else f"?{urlencode(wanted)}#closed")

    def line(name: str, rows: Sequence[DealGlance]) -> SumLine:
        within = grouped(rows, lambda row: (each if (each := _quarter(row)) in quarters else EARLIER,))
        apart = (cell(name, within.get(each, ()), each) for each in columns[:-1])
        return SumLine(name, (*apart, cell(name, rows, "In all")))

    return SumTable(*titles, columns, tuple(line(*each) for each in found[:MOST_LINES]), left)


def _cell(
    context: PortfolioContext, rows: Sequence[DealGlance], words: Callable[[Sequence[DealGlance]], str], href: str
) -> SumCell:
    if not rows:
        return SumCell(values.NOTHING, "", "")
    totals = totals_of((row.amount for row in rows), context.surroundings.method.currencies)
    whole = values.short_money(totals.in_base) if totals.in_base and totals.by_currency else totals_words(totals)
    return SumCell(words(rows), whole, href)


def _count(rows: Sequence[DealGlance]) -> str:
    return values.plain(len(rows))


def _results(rows: Sequence[DealGlance]) -> str:
    counts = Counter(row.word for row in rows)
    return ", ".join(f"{counts[each]} {values.verdict_word(each).lower()}" for each in RESULTS if counts[each])
