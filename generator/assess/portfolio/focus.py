"""Focus order: open deals in the order in which they deserve time, each with the reason."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from generator.assess.currency import amount_in
from generator.assess.words import day_in_words, verdict_in_words
from generator.model.method import VERDICTS

if TYPE_CHECKING:
    from generator.assess.portfolio.row import DealGlance
    from generator.model.method import Currencies
    from generator.model.money import Money


@dataclass(frozen=True, slots=True)
class RankedDeal:
    """An open deal at its rank in the focus order; `amount` is its own in the common currency."""

    row: DealGlance
    amount: Fraction | None
    reason: str


class WeighedDeal(NamedTuple):
    """An open deal with its amount in the common currency, and its yield for each day of effort left."""

    row: DealGlance
    amount: Fraction | None
    per_day: Fraction | None


def yardstick(amounts: Iterable[Money | None], currencies: Currencies | None) -> str | None:
    """Return the currency that amounts are compared in: the base, or the one that most deals are in."""
    if currencies is not None:
        return currencies.base
    used = Counter(amount.currency for amount in amounts if amount)
    return min(used, key=lambda code: (-used[code], code), default=None)


def focus_order(rows: Sequence[DealGlance], currencies: Currencies | None) -> tuple[RankedDeal, ...]:
    """Return the open deals: by verdict, then by amount per day of effort left, then by close date.

    A missing value comes last. A deal that needs no more effort comes before any that does.
    """
    open_rows = [row for row in rows if not row.closed]
    currency = yardstick((row.amount for row in open_rows), currencies)
    weighed = [_weighed(row, comparable(row, currency, currencies)) for row in open_rows]
    weighed.sort(key=_order)
    return tuple(RankedDeal(each.row, each.amount, reason(each, currency)) for each in weighed)


def comparable(row: DealGlance, currency: str | None, currencies: Currencies | None) -> Fraction | None:
    """Return a deal's amount in the common currency, or None where it has none or no rate."""
    if row.amount is None or currency is None:
        return None
    return amount_in(currency, row.amount, currencies)


def _weighed(row: DealGlance, amount: Fraction | None) -> WeighedDeal:
    per_day = amount / Fraction(row.effort_left) if amount is not None and row.effort_left else None
    return WeighedDeal(row, amount, per_day)


def _order(of: WeighedDeal) -> tuple[object, ...]:
    """Return the sort key of a deal; within a verdict: no effort left, much for a day, little for a day, unknown.

    A rounded number stands before the fraction, which it cannot misplace: it is compared much faster.
    """
    row, amount, per_day = of
    if per_day is not None:
        kind, size = 1, -per_day
    elif amount is not None and row.effort_left is not None:
        kind, size = 0, -amount
    else:
        kind, size = 2, Fraction(0)
    verdict = -VERDICTS.index(row.verdict.word)
    return verdict, kind, float(size), size, row.close or dt.date.max, row.identity


def reason(of: WeighedDeal, currency: str | None) -> str:
    """Return the reason for a deal's rank in words."""
    close = of.row.close
    parts = [verdict_in_words(of.row.verdict.word), effort_in_words(of, currency)]
    parts.append(f"closes {day_in_words(close)}" if close else "no close date")
    return ", ".join(parts)


def effort_in_words(of: WeighedDeal, currency: str | None) -> str:
    """Return the yield of a day of effort, or why it is unknown."""
    row, amount, per_day = of
    if per_day is not None:
        return f"{currency} {Decimal(per_day.numerator) / Decimal(per_day.denominator):,.0f} per day of effort left"
    if row.effort_left is None:
        return "effort left not given"
    if row.amount is None:
        return "amount not given"
    return f"no rate for {row.amount.currency}" if amount is None else "no effort left"
