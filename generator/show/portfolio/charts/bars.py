"""Bars of the home page: open amounts by quarter of close, and working days by verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final
from urllib.parse import urlencode

from generator.assess.portfolio.effort import EffortSum
from generator.assess.portfolio.portfolio import Portfolio, Quarter
from generator.model.method import VERDICTS, VerdictWord
from generator.show.charts.axes import short_number
from generator.show.portfolio.deal_list import totals_words
from generator.show.summary.table import NONE
from generator.show.text import values

MOST_QUARTERS: Final = 12
BEST_FIRST: Final = tuple(reversed(VERDICTS))


@dataclass(frozen=True, slots=True)
class BarPart:
    """A piece of a bar, in hundredths of the widest one."""

    word: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """A quarter of close with its sums; the bar is divided by verdict where amounts can be compared.

    The range is from the deals to pursue alone to all but those to walk away from, in words and as an SVG path under
    the bar, in hundredths of the widest one; a dash and empty where amounts cannot be compared.
    """

    id: str
    label: str
    href: str
    count: str
    amount: str
    apart: str
    says: str
    parts: tuple[BarPart, ...]
    range: str
    bracket: str


@dataclass(frozen=True, slots=True)
class EffortLine:
    """The working days on the deals of one verdict; `silent` counts in words those that say nothing of any."""

    word: VerdictWord
    href: str
    count: str
    silent: str
    spent: str
    left: str
    parts: tuple[BarPart, ...]


def quarters_title(portfolio: Portfolio) -> str:
    """Return the caption of the quarters, which says how many there are beyond those shown."""
    title, every = "Open amounts by quarter of close", len(portfolio.quarters)
    return title if every <= MOST_QUARTERS else f"{title}; the first {MOST_QUARTERS} of {every} quarters"


def quarter_lines(portfolio: Portfolio, deals: str) -> tuple[QuarterLine, ...]:
    """Return the first quarters of close, with links below the address of the `deals`.

    Bars are in the currency of all amounts; without one there is no bar.
    """
    shown, code = portfolio.quarters[:MOST_QUARTERS], portfolio.currency
    sums = [_by_verdict(quarter, portfolio.amounts if code else {}) for quarter in shown]
    widest = max((sum(each.values(), Fraction(0)) for each in sums), default=Fraction(0))
    return tuple(
        _quarter(quarter, each, widest, code, _wanted(deals, "quarter", quarter.label or NONE))
        for quarter, each in zip(shown, sums, strict=True)
    )


def _wanted(deals: str, column: str, value: str) -> str:
    """Return the link to the deals that have a value in a column of their table."""
    return f"{deals}?{urlencode({column: value})}"


def _by_verdict(quarter: Quarter, amounts: Mapping[str, Fraction | None]) -> Mapping[str, Fraction]:
    sums: dict[str, Fraction] = dict.fromkeys(BEST_FIRST, Fraction(0))
    for row in quarter.rows:
        if amount := amounts.get(row.identity):
            sums[row.verdict.word] += amount
    return sums


def _quarter(
    quarter: Quarter, sums: Mapping[str, Fraction], widest: Fraction, code: str | None, href: str
) -> QuarterLine:
    whole = sum(sums.values()) or 1
    shares = ((word, values.percent(part / whole)) for word, part in sums.items() if part)
    together = quarter.totals.in_base if len(quarter.totals.by_currency) > 1 else None
    apart = totals_words(quarter.totals)
    label = quarter.label or "No close date"
    return QuarterLine(
        f"quarter-{label.replace(' ', '-').lower()}",
        label,
        href,
        values.plain(len(quarter.rows)),
        values.short_money(together) if together else apart or values.NOTHING,
        apart if together else "",
        ", ".join(f"{values.verdict_word(word)} {share}" for word, share in shares),
        stacked(sums, widest),
        *_range(sums, widest, code),
    )


def _range(sums: Mapping[str, Fraction], widest: Fraction, code: str | None) -> tuple[str, str]:
    low, high = sums[BEST_FIRST[0]], sum(sums.values()) - sums[BEST_FIRST[-1]]
    if code is None or not widest or not high:
        return values.NOTHING, ""
    start, end = (values.tenfold(each / widest * 100, 2) / 100 for each in (low, high))
    least, most = (f"{code}\u00a0{short_number(float(each))}" if each else "0" for each in (low, high))
    bracket = f"M{start} 11V14H{start + round(end - start, 2)}V11"
    return (most if low == high else f"{least} to {most}"), bracket


def stacked(sizes: Mapping[str, Fraction], widest: Fraction) -> tuple[BarPart, ...]:
    """Return the pieces of a bar one after the other, in hundredths of the widest bar."""
    parts, start = [], 0.0
    for word, size in sizes.items():
        if size > 0 and widest > 0:
            width = values.tenfold(size / widest * 100, 2) / 100
            parts.append(BarPart(word, round(start, 2), width))
            start += width
    return tuple(parts)


def effort_lines(portfolio: Portfolio, deals: str) -> tuple[EffortLine, ...]:
    """Return the working days on open deals by verdict, the best first, where any deal says how many."""
    given = {word: each for word, each in portfolio.effort.items() if each.spent or each.left}
    widest = max((Fraction(each.spent + each.left) for each in given.values()), default=Fraction(0))
    return tuple(
        _effort_line(word, each, widest, _wanted(deals, "verdict", values.verdict_word(word)))
        for word, each in given.items()
    )


def _effort_line(word: VerdictWord, each: EffortSum, widest: Fraction, href: str) -> EffortLine:
    sizes = {f"{word} pb-bar__part--spent": Fraction(each.spent), f"{word} pb-bar__part--left": Fraction(each.left)}
    spent, left = (values.counted(days, "day") for days in (each.spent, each.left))
    silent = f"{values.plain(each.silent)} without days" if each.silent else ""
    return EffortLine(word, href, values.plain(each.deals), silent, spent, left, stacked(sizes, widest))
