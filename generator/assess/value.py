"""The value worksheet: benefits and costs of a deal for the customer, month by month after go-live.

Value is benefits less costs, risks and consequences among the costs. Amounts are exact decimals; a yearly amount
accrues evenly over its twelve months. Month 0 is the day of go-live; year t holds the months 12t - 11 to 12t.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.assess.judgement import CashLine, ValueCase, Worksheet
from generator.model.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.assess.judgement import CaseName, LineEffect
    from generator.model.deal import Deal, Value, ValueLine
    from generator.model.method import Method, ValueHead

MONTHS = 12
NO_MONEY = Decimal(0)
CASES: Mapping[CaseName, tuple[Literal["low", "amount", "high"], Literal["low", "amount", "high"]]] = {
    "low": ("low", "high"),
    "expected": ("amount", "amount"),
    "high": ("high", "low"),
}
"""Amount of a benefit and of a cost that each case takes: the low case is the worst one for the customer."""


class Flow(NamedTuple):
    """Movement of money: a sum for each of the months `first` to `last`, or once in month `first`."""

    monthly_times_twelve: Decimal
    first: int
    last: int

    @property
    def moves(self) -> bool:
        """Whether anything moves at all."""
        return self.first <= self.last and self.monthly_times_twelve != 0

    def in_months(self, start: int, end: int) -> Decimal:
        """Return the sum that moves in the months from `start` through `end`."""
        months = min(self.last, end) - max(self.first, start) + 1
        return self.monthly_times_twelve * max(months, 0) / MONTHS


def flow_of(line: ValueLine, amount: Decimal, horizon: int) -> Flow:
    """Return the flow of a line within a horizon in months. What recurs from go-live on first falls in month 1."""
    counted = amount if line.margin is None else amount * line.margin
    if line.every == "once":
        return Flow(counted * MONTHS, line.start, line.start if line.start <= horizon else -1)
    last = horizon if line.end is None else min(line.end, horizon)
    return Flow(counted * MONTHS if line.every == "month" else counted, max(line.start, 1), last)


class ClassifiedLine(NamedTuple):
    """A line with the method's definition of its kind."""

    key: str
    line: ValueLine
    benefit: bool
    cash: bool
    lacks_margin: bool

    def amount(self, case: CaseName) -> Decimal:
        """Return the line's amount in a case; the expected one stands in for a missing low or high."""
        bound = CASES[case][0 if self.benefit else 1]
        given: Money | None = getattr(self.line, bound)
        return (given or self.line.amount).amount


def entries_of(value: Value, method: Method) -> list[ClassifiedLine]:
    """Return every line with its side, whether it is cash, and whether it lacks the margin that it counts at."""
    return [classified(key, line, method.value_heads[line.head]) for key, line in value.lines.items()]


def classified(key: str, line: ValueLine, head: ValueHead) -> ClassifiedLine:
    """Return a line with what the method says of its kind."""
    item = head.items[line.item]
    return ClassifiedLine(key, line, head.side == "benefit", item.cash, item.margin and line.margin is None)


def worksheet_of(deal: Deal, method: Method) -> Worksheet | None:
    """Return the worksheet worked out, or None where no line is written.

    A benefit that counts at a margin counts in full while none is given; that is a finding.
    """
    if deal.value is None or not deal.value.lines:
        return None
    value = deal.value
    entries = entries_of(value, method)
    currency = entries[0].line.amount.currency
    rate = method.discount_rate if value.discount_rate is None else value.discount_rate
    lines = tuple(cash_line(entry, value.years, currency) for entry in entries)
    counted = [entry for entry in entries if entry.cash]
    confirmed = [line.total.amount for line in lines if line.cash and line.confirmed and line.side == "benefit"]
    return Worksheet(
        lines=lines,
        cases={name: case_of(name, counted, value.years, rate, currency) for name in CASES},
        years=value.years,
        discount_rate=rate,
        confirmed_benefit=Money(sum(confirmed, NO_MONEY), currency),
        unconfirmed=any(entry.line.confirmed_by is None for entry in counted),
        in_full=any(entry.lacks_margin for entry in counted),
    )


def effects_of(entry: ClassifiedLine, horizon: int) -> Iterator[LineEffect]:
    """Yield what a reader would not guess of how a line counts within a horizon in months."""
    line = entry.line
    recurs = line.every != "once"
    if entry.lacks_margin:
        yield "counts in full"
    if recurs and line.start == 0 and "start" in line.model_fields_set:
        yield "begins in month 1"
    if recurs and line.end is not None and line.end < max(line.start, 1):
        yield "ends before it begins"
    elif line.start > horizon:
        yield "after the horizon"
    elif recurs and line.end is not None and line.end > horizon:
        yield "cut at the horizon"


def cash_line(entry: ClassifiedLine, years: int, currency: str) -> CashLine:
    """Return a line over the horizon in the expected case."""
    flow = flow_of(entry.line, entry.amount("expected"), years * MONTHS)
    at_start, by_year = flow.in_months(0, 0), yearly(flow, years)
    return CashLine(
        key=entry.key,
        line=entry.line,
        side="benefit" if entry.benefit else "cost",
        cash=entry.cash,
        effects=tuple(effects_of(entry, years * MONTHS)),
        confirmed=entry.line.confirmed_by is not None,
        at_start=Money(at_start, currency),
        years=tuple(Money(each, currency) for each in by_year),
        total=Money(at_start + sum(by_year, NO_MONEY), currency),
    )


def yearly(flow: Flow, years: int) -> list[Decimal]:
    """Return the sum that moves in each year after go-live."""
    return [flow.in_months(MONTHS * year + 1, MONTHS * (year + 1)) for year in range(years)]


def case_of(name: CaseName, entries: list[ClassifiedLine], years: int, rate: Decimal, currency: str) -> ValueCase:
    """Return one case of the worksheet."""
    horizon = years * MONTHS
    gains = [flow_of(entry.line, entry.amount(name), horizon) for entry in entries if entry.benefit]
    losses = [flow_of(entry.line, entry.amount(name), horizon) for entry in entries if not entry.benefit]
    benefit, cost = total(gains, horizon), total(losses, horizon)
    at_start = total(gains, 0) - total(losses, 0)
    by_year = [gain - loss for gain, loss in zip(yearly_sum(gains, years), yearly_sum(losses, years), strict=True)]
    return ValueCase(
        name=name,
        benefit=Money(benefit, currency),
        cost=Money(cost, currency),
        net=Money(benefit - cost, currency),
        at_start=Money(at_start, currency),
        yearly_net=tuple(Money(each, currency) for each in by_year),
        roi=Fraction(benefit - cost) / Fraction(cost) if cost else None,
        payback_month=payback_month(gains, losses, horizon),
        npv=Money(present_value(at_start, by_year, rate), currency),
    )


def total(flows: Iterable[Flow], through: int) -> Decimal:
    """Return the sum that moves from go-live through a month."""
    return sum((flow.in_months(0, through) for flow in flows), NO_MONEY)


def yearly_sum(flows: Iterable[Flow], years: int) -> list[Decimal]:
    """Return the sum of all flows in each year."""
    sums = [NO_MONEY] * years
    for flow in flows:
        sums = [before + moved for before, moved in zip(sums, yearly(flow, years), strict=True)]
    return sums


def payback_month(gains: list[Flow], losses: list[Flow], horizon: int) -> int | None:
    """Return the month from which the cumulated net stays at or above 0 to the end of the horizon, None if none does.

    Months count from the first cost on: before it there is nothing to pay back. Without any cost it is the first
    month that brings something.
    """
    gains, losses = ([flow for flow in flows if flow.moves] for flows in (gains, losses))
    changes = [NO_MONEY] * (horizon + 2)
    for sign, flows in ((1, gains), (-1, losses)):
        for flow in flows:
            changes[flow.first] += sign * flow.monthly_times_twelve
            changes[flow.last + 1] -= sign * flow.monthly_times_twelve
    cumulated = list(accumulate(accumulate(changes[: horizon + 1])))
    first = min((flow.first for flow in losses or gains), default=horizon + 1)
    negative = (month for month in range(horizon, first - 1, -1) if cumulated[month] < 0)
    paid_back = next(negative, first - 1) + 1
    return paid_back if paid_back <= horizon else None


def present_value(at_start: Decimal, by_year: list[Decimal], rate: Decimal) -> Decimal:
    """Return the net present value: each year's net, as if it came at the year's end, over (1 + rate) to the year."""
    return at_start + sum((net / (1 + rate) ** year for year, net in enumerate(by_year, 1)), NO_MONEY)
