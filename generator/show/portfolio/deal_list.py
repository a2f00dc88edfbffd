"""Deals as lines of a list, sums of their amounts, and how many of them ended how."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from generator.assess.portfolio.record import WinRate
from generator.assess.portfolio.row import DealGlance
from generator.assess.portfolio.totals import Totals
from generator.show.page import Link
from generator.show.portfolio.context import PortfolioContext
from generator.show.text import values


class DealLine(NamedTuple):
    """An open deal in a short list, as it is printed; `word` is its verdict.

    `winnable` is its score, `bounds` the range of it and how much is known.
    """

    link: Link
    account: str
    word: str
    stage: str
    owner: str
    amount: str
    close: str
    winnable: str
    bounds: str


class EndedLine(NamedTuple):
    """A deal that has ended, as it is printed; `word` is its outcome. What nobody wrote is empty."""

    link: Link
    account: str
    word: str
    date: str
    amount: str
    reason: str
    lesson: str


def deal_line(context: PortfolioContext, row: DealGlance, here: str) -> DealLine:
    """Return a deal as a line of a list on the page at `here`."""
    stage = context.surroundings.method.stages.get(row.stage)
    label = stage.label if stage else values.unfolded(row.stage)
    tally = row.winnable
    low, high = values.score(tally.range.low), values.score(tally.range.high)
    return DealLine(
        Link(row.title, context.deal_href(here, row.identity)),
        context.account_name(row.account),
        row.word,
        label,
        owner=context.owner(row) or values.NOTHING,
        amount=values.short_money(row.amount),
        close=values.day(row.close),
        winnable=values.score(tally.range.score),
        bounds=f"{low} to {high}, {tally.known} of {tally.total} known",
    )


def ended_lines(context: PortfolioContext, rows: Iterable[DealGlance], here: str) -> tuple[EndedLine, ...]:
    """Return those of the deals that have ended as lines of a list on the page at `here`."""
    return tuple(
        EndedLine(
            Link(row.title, context.deal_href(here, row.identity)),
            context.account_name(row.account),
            row.word,
            date=values.day(outcome.date),
            amount=values.short_money(row.amount) if row.amount else "",
            reason=outcome.reason,
            lesson=outcome.lesson,
        )
        for row in rows
        if (outcome := row.outcome)
    )


def record_words(rate: WinRate) -> str:
    """Return how many deals ended how; the share of wins only where there are enough, and with its interval."""
    counts = (
        (rate.won, "won"),
        (rate.lost, "lost"),
        (rate.no_decision, "no decision"),
        (rate.withdrawn, "withdrawn"),
    )
    text = ", ".join(f"{values.plain(count)} {word}" for count, word in counts if count)
    share = share_words(rate)
    return f"{text}; {share}" if share else text


def share_words(rate: WinRate) -> str:
    """Return the share of wins with its interval; empty where too few deals were won or lost."""
    if rate.rate is None or rate.interval is None:
        return ""
    low, high = (values.percent(Fraction(bound)) for bound in rate.interval)
    return f"{values.percent(rate.rate)} of won and lost were won (95% interval {low} to {high})"


def totals_words(totals: Totals) -> str:
    """Return sums per currency as one line, without what they are in the base currency."""
    return " + ".join(values.short_money(each) for each in totals.by_currency.values())


def base_words(totals: Totals) -> str:
    """Return the sum in the base currency with the day of its rates; nothing for one currency or a missing rate."""
    if totals.in_base is None or len(totals.by_currency) < 2:
        return ""
    dated = f", rates from {values.day(totals.rates_from)}" if totals.rates_from else ""
    return f"{values.short_money(totals.in_base)} in all{dated}"
