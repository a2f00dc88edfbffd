"""Deals as lines of a list, sums of their amounts, and how many of them ended how."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from generator.assess.portfolio.record import WinRate
from generator.assess.portfolio.row import DealGlance
from generator.assess.portfolio.totals import Totals
from generator.show.page import Link
from generator.show.portfolio.context import PortfolioContext
from generator.show.text import values


@dataclass(frozen=True, slots=True)
class DealLine:
    """A deal in a short list: its verdict or outcome, and its stage's name."""

    link: Link
    account: str
    row: DealGlance
    word: str
    stage: str


def deal_line(context: PortfolioContext, row: DealGlance, here: str) -> DealLine:
    """Return a deal as a line of a list on the page at `here`."""
    stage = context.surroundings.method.stages.get(row.stage)
    label = stage.label if stage else values.unfolded(row.stage)
    link = Link(row.title, context.deal_href(here, row.identity))
    return DealLine(link, context.account_name(row.account), row, row.word, label)


def record_words(rate: WinRate) -> str:
    """Return how many deals ended how; the share of wins only where there are enough, and with its interval."""
    counts = (
        (rate.won, "won"),
        (rate.lost, "lost"),
        (rate.no_decision, "no decision"),
        (rate.withdrawn, "withdrawn"),
    )
    said = ", ".join(f"{values.plain(count)} {word}" for count, word in counts if count)
    if rate.rate is None or rate.interval is None:
        return said
    low, high = (values.percent(Fraction(bound)) for bound in rate.interval)
    return f"{said}; {values.percent(rate.rate)} of won and lost were won (95% interval {low} to {high})"


def totals_words(totals: Totals) -> str:
    """Return sums per currency as one line, without what they are in the base currency."""
    return " + ".join(values.short_money(each) for each in totals.by_currency.values())


def base_words(totals: Totals) -> str:
    """Return the sum in the base currency with the day of its rates; nothing for one currency or a missing rate."""
    if totals.in_base is None or len(totals.by_currency) < 2:
        return ""
    dated = f", rates from {values.day(totals.rates_from)}" if totals.rates_from else ""
    return f"{values.short_money(totals.in_base)} in all{dated}"
