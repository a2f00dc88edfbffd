"""The gap of a forecast to its target, in one currency as far as there are rates."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from generator.assess.currency import amount_in
from generator.assess.portfolio.forecast import WON, AmountSum, Line, merged
from generator.model.money import Money

if TYPE_CHECKING:
    from generator.model.method import Currencies

ZERO: Final = Fraction(0)


def size_of(line: Line, currency: str | None, currencies: Currencies | None) -> Fraction:
    """Return how much a line holds in one currency, won and open, as far as it can be given in it."""
    return _within(merged(line.said.values()), currency, currencies)[0] if currency else ZERO


class Gap(NamedTuple):
    """A target, what is missing to it, and how often the open deals cover that, in one currency.

    `gap` is negative where more was won than the target. `left_out` tells that amounts without a rate are in neither.
    """

    target: Money
    gap: Money
    coverage: Fraction | None
    left_out: bool


def gap_of(line: Line, target: Money, currencies: Currencies | None) -> Gap | None:
    """Return the gap to a target: less what was won. None where the target has no rate into the base currency."""
    base = currencies.base if currencies else target.currency
    aim = amount_in(base, target, currencies)
    if aim is None:
        return None
    won, left_of_won = _within(line.said.get(WON, AmountSum()), base, currencies)
    still_open, left_of_open = _within(line.open, base, currencies)
    gap = aim - won
    coverage = still_open / gap if gap > 0 else None
    return Gap(_money(aim, base), _money(gap, base), coverage, left_of_won or left_of_open)


def _within(of: AmountSum, base: str, currencies: Currencies | None) -> tuple[Fraction, bool]:
    """Return a sum in one currency, and whether a part of it has no rate."""
    parts = [amount_in(base, Money(amount, code), currencies) for code, amount in of.by_currency.items()]
    given = [each for each in parts if each is not None]
    return sum(given, start=ZERO), len(given) < len(parts)


def _money(amount: Fraction, code: str) -> Money:
    return Money(Decimal(amount.numerator) / Decimal(amount.denominator), code)


def whole_target(parts: Iterable[Line], currencies: Currencies | None) -> Money | None:
    """Return the sum of the targets of some lines; None where there is none, or they have no common currency."""
    targets = [each.target for each in parts if each.target]
    if not targets:
        return None
    base = currencies.base if currencies else targets[0].currency
    amounts = [amount_in(base, each, currencies) for each in targets]
    given = [each for each in amounts if each is not None]
    return _money(sum(given, start=ZERO), base) if len(given) == len(amounts) else None
