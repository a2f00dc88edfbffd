"""Amounts in another currency, by the dated rates of the method; without a rate there is no answer."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model.method import Currencies
    from generator.model.money import Money


def unit(currency: str, currencies: Currencies | None) -> Fraction | None:
    """Return the worth of one unit of a currency in the base currency, or None where no rate is given."""
    if currencies is None:
        return None
    if currency == currencies.base:
        return Fraction(1)
    rate = currencies.rates.get(currency)
    return Fraction(rate.rate) if rate else None


def amount_in(currency: str, money: Money, currencies: Currencies | None) -> Fraction | None:
    """Return the exact amount of `money` in `currency`, or None where a rate is missing."""
    if money.currency == currency:
        return Fraction(money.amount)
    theirs, ours = unit(money.currency, currencies), unit(currency, currencies)
    return Fraction(money.amount) * theirs / ours if theirs and ours else None


def ratio(part: Money | None, whole: Money | None, currencies: Currencies | None) -> Fraction | None:
    """Return one amount divided by another; None where one is missing, or zero, or there is no common currency."""
    if part is None or whole is None or not whole.amount:
        return None
    amount = amount_in(whole.currency, part, currencies)
    return None if amount is None else amount / Fraction(whole.amount)
