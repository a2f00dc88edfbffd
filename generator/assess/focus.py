"""Where time goes first: open deals in the order in which they deserve it, each with the reason."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assess.currency import amount_in
from generator.assess.words import day_in_words, verdict_in_words
from generator.model.method import VERDICTS
from generator.model.money import Money

if TYPE_CHECKING:
    from generator.assess.row import Glance
    from generator.model.method import Currencies


@dataclass(frozen=True, slots=True)
class Focused:
    """An open deal at its place in the focus order. `per_day` is its amount per day of effort that is left."""

    row: Glance
    per_day: Money | None
    reason: str


def yardstick(rows: Sequence[Glance], currencies: Currencies | None) -> str | None:
    """Return the currency that amounts are compared in: the base, or the one that most deals are in."""
    if currencies is not None:
        return currencies.base
    used = Counter(row.amount.currency for row in rows if row.amount)
    return min(used, key=lambda code: (-used[code], code), default=None)


def focus_order(rows: Sequence[Glance], currencies: Currencies | None) -> tuple[Focused, ...]:
    """Return the open deals: by verdict, then by amount per day of effort left, then by close date.

    What is missing comes last. A deal that needs no more effort comes before any that does.
    """
    open_rows = [row for row in rows if not row.closed]
    currency = yardstick(open_rows, currencies)
    amounts = {row.identity: comparable(row, currency, currencies) for row in open_rows}

    def order(row: Glance) -> tuple[object, ...]:
        verdict = -VERDICTS.index(row.verdict.word)
        return verdict, *by_effort(amounts[row.identity], row.effort_left), row.close or dt.date.max, row.identity

    return tuple(focused(row, amounts[row.identity], currency) for row in sorted(open_rows, key=order))


def comparable(row: Glance, currency: str | None, currencies: Currencies | None) -> Fraction | None:
    """Return a deal's amount in the common currency, or None where it has none or no rate."""
    if row.amount is None or currency is None:
        return None
    return amount_in(currency, row.amount, currencies)


def by_effort(amount: Fraction | None, left: Decimal | None) -> tuple[int, float, Fraction]:
    """Return what deals of one verdict are sorted by: no effort left, much for a day, little for a day, not known.

    The number stands before the fraction that it rounds, which it cannot misplace: it is compared much faster.
    """
    if amount is None or left is None:
        return 2, 0.0, Fraction(0)
    each = -amount / Fraction(left) if left else -amount
    return (1 if left else 0), float(each), each


def focused(row: Glance, amount: Fraction | None, currency: str | None) -> Focused:
    """Return a deal at its place with the reason in words."""
    per_day = None
    if amount is not None and currency is not None and row.effort_left:
        each = amount / Fraction(row.effort_left)
        per_day = Money(Decimal(each.numerator) / Decimal(each.denominator), currency)
    said = [verdict_in_words(row.verdict.word), effort_in_words(row, amount, per_day)]
    said.append(f"closes {day_in_words(row.close)}" if row.close else "no close date")
    return Focused(row, per_day, ", ".join(said))


def effort_in_words(row: Glance, amount: Fraction | None, per_day: Money | None) -> str:
    """Return what a day of effort brings, or why that cannot be told."""
    if per_day is not None:
        return f"{per_day.currency} {per_day.amount:,.0f} per day of effort left"
    if row.effort_left is None:
        return "effort left not given"
    if row.amount is None:
        return "amount not given"
    return f"no rate for {row.amount.currency}" if amount is None else "no effort left"
