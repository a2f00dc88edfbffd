"""The portfolio: focus order, totals, and the record of the deals that ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.assess.portfolio.effort import EffortSum, LostTime, effort_by_result, effort_by_verdict, lost_time
from generator.assess.portfolio.focus import RankedDeal, focus_order, yardstick
from generator.assess.portfolio.record import WinRecord, record_of
from generator.assess.portfolio.totals import Totals, totals_of
from generator.assess.quarters import quarter_of

if TYPE_CHECKING:
    from fractions import Fraction

    from generator.assess.portfolio.row import DealGlance
    from generator.model.deal import Result
    from generator.model.method import Currencies, VerdictWord


@dataclass(frozen=True, slots=True)
class Quarter:
    """The open deals that close in one calendar quarter, `2027 Q1`; the label is empty for no close date."""

    label: str
    rows: tuple[DealGlance, ...]
    totals: Totals


@dataclass(frozen=True)
class Portfolio:
    """The deals together. `closed` holds the deals that ended, the last one first.

    `currency` is the one in which all amounts of the open deals can be given, None where there is none.
    """

    focus: tuple[RankedDeal, ...]
    closed: tuple[DealGlance, ...]
    totals: Totals
    quarters: tuple[Quarter, ...]
    record: WinRecord
    effort: Mapping[VerdictWord, EffortSum]
    effort_of_closed: Mapping[Result, EffortSum]
    lost: tuple[LostTime, ...]
    currency: str | None

    @cached_property
    def amounts(self) -> Mapping[str, Fraction | None]:
        """The amounts of the open deals by identity, in the currency that they are compared in."""
        return {each.row.identity: each.amount for each in self.focus}


def portfolio_of(rows: Sequence[DealGlance], currencies: Currencies | None) -> Portfolio:
    """Return the portfolio of some deals; `totals` are over the open ones."""
    open_rows = [row for row in rows if not row.closed]
    focus = focus_order(rows, currencies)
    sayable = all(each.amount is not None for each in focus if each.row.amount)
    return Portfolio(
        focus=focus,
        closed=ended(rows),
        totals=totals_of((row.amount for row in open_rows), currencies),
        quarters=by_quarter(open_rows, currencies),
        record=record_of(rows),
        effort=effort_by_verdict(rows),
        effort_of_closed=effort_by_result(rows),
        lost=lost_time(rows),
        currency=yardstick((row.amount for row in open_rows), currencies) if sayable else None,
    )


def ended(rows: Sequence[DealGlance]) -> tuple[DealGlance, ...]:
    """Return the deals that have ended, the last one first."""
    dated = [(row.outcome.date, row.identity, row) for row in rows if row.outcome]
    return tuple(row for _, _, row in sorted(dated, key=lambda each: (-each[0].toordinal(), each[1])))


def by_quarter(rows: Sequence[DealGlance], currencies: Currencies | None) -> tuple[Quarter, ...]:
    """Return open deals by the quarter of their close, in the order of time, those without a date at the end."""
    groups: dict[str, list[DealGlance]] = {}
    for row in sorted(rows, key=lambda row: (row.close or dt.date.max, row.identity)):
        groups.setdefault(quarter_of(row.close), []).append(row)
    return tuple(
        Quarter(label, tuple(each), totals_of((row.amount for row in each), currencies))
        for label, each in groups.items()
    )
