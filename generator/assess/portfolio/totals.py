"""Sums of money over several deals: each currency by itself, and together where dated rates allow it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.assess.currency import amount_in
from generator.model.money import Money

if TYPE_CHECKING:
    from generator.model.method import Currencies


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums per currency, in alphabetical order, and in the base currency.

    `in_base` is None without a base currency, or where `lacking` names currencies that have no rate. `rates_from` is
    the day of the oldest rate that was used, None where none was.
    """

    by_currency: Mapping[str, Money]
    in_base: Money | None
    lacking: tuple[str, ...]
    rates_from: dt.date | None


def totals_of(amounts: Iterable[Money | None], currencies: Currencies | None) -> Totals:
    """Return the sums of the amounts that are given."""
    sums: dict[str, Money] = {}
    for amount in amounts:
        if amount is not None:
            sums[amount.currency] = sums[amount.currency] + amount if amount.currency in sums else amount
    by_currency = dict(sorted(sums.items()))
    if currencies is None:
        return Totals(by_currency, None, (), None)
    lacking = tuple(
        code for code, each in by_currency.items() if amount_in(currencies.base, each, currencies) is None
    )
    used = [
        currencies.rates[code].date for code in by_currency if code in currencies.rates and code != currencies.base
    ]
    return Totals(
        by_currency=by_currency,
        in_base=None if lacking else in_base(by_currency.values(), currencies),
        lacking=lacking,
        rates_from=min(used, default=None),
    )


def in_base(amounts: Iterable[Money], currencies: Currencies) -> Money:
    """Return the sum in the base currency; every amount has a rate."""
    whole = Money(Decimal(0), currencies.base)
    for amount in amounts:
        rate = currencies.rates[amount.currency].rate if amount.currency != currencies.base else Decimal(1)
        whole += Money(amount.amount * rate, currencies.base)
    return whole
