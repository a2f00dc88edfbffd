"""Where time goes first: open deals in the order in which they deserve it, each with the reason."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter
from typing import TYPE_CHECKING

from generator.assess.currency import amount_in
from generator.assess.words import day_in_words, verdict_in_words
from generator.model.method import VERDICTS

if TYPE_CHECKING:
    from generator.assess.row import Glance
    from generator.model.method import Currencies


@dataclass(frozen=True, slots=True)
class Focused:
    """An open deal at its place in the focus order; `amount` is its own in the currency that all are compared in."""

    row: Glance
    amount: Fraction | None
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
    amounts = [comparable(row, currency, currencies) for row in open_rows]
    per_day = map(per_day_left, open_rows, amounts)
    ordered = sorted(map(_placed, open_rows, amounts, per_day), key=itemgetter(0))
    return tuple(Focused(row, amount, reason(row, amount, each, currency)) for _, row, amount, each in ordered)


def comparable(row: Glance, currency: str | None, currencies: Currencies | None) -> Fraction | None:
    """Return a deal's amount in the common currency, or None where it has none or no rate."""
    if row.amount is None or currency is None:
        return None
    return amount_in(currency, row.amount, currencies)


def per_day_left(row: Glance, amount: Fraction | None) -> Fraction | None:
    """Return what a day of the effort that is left brings; None where that is not known or no effort is left."""
    return amount / Fraction(row.effort_left) if amount is not None and row.effort_left else None


def _placed(
    row: Glance, amount: Fraction | None, per_day: Fraction | None
) -> tuple[tuple[object, ...], Glance, Fraction | None, Fraction | None]:
    """Return a deal after what deals are sorted by.

    Within a verdict: no effort left, much for a day, little for a day, not known. A rounded number stands before the
    fraction, which it cannot misplace: it is compared much faster.
    """
    kind, most = 1, per_day
    if per_day is None:
        kind, most = (0, amount) if amount is not None and row.effort_left is not None else (2, None)
    size = -most if most is not None else Fraction(0)
    verdict = -VERDICTS.index(row.verdict.word)
    return (verdict, kind, float(size), size, row.close or dt.date.max, row.identity), row, amount, per_day


def reason(row: Glance, amount: Fraction | None, per_day: Fraction | None, currency: str | None) -> str:
    """Return in words why a deal stands where it does."""
    said = [verdict_in_words(row.verdict.word), effort_in_words(row, amount, per_day, currency)]
    said.append(f"closes {day_in_words(row.close)}" if row.close else "no close date")
    return ", ".join(said)


def effort_in_words(row: Glance, amount: Fraction | None, per_day: Fraction | None, currency: str | None) -> str:
    """Return what a day of effort brings, or why that cannot be told."""
    if per_day is not None:
        return f"{currency} {Decimal(per_day.numerator) / Decimal(per_day.denominator):,.0f} per day of effort left"
    if row.effort_left is None:
        return "effort left not given"
    if row.amount is None:
        return "amount not given"
    return f"no rate for {row.amount.currency}" if amount is None else "no effort left"
