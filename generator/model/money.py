"""Money: an amount that carries its currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator

from generator.model.text import fault, text

CODE = r"(?P<{}>[A-Z]{{3}})"
AMOUNT = r"(?P<amount>-?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,4})?)(?P<scale>[km])?"
WRITTEN = re.compile(f"(?:{CODE.format('before')} ?)?{AMOUNT}(?: ?{CODE.format('after')})?")
SCALE = {None: 1, "k": 1_000, "m": 1_000_000}
TOO_MUCH = 10**15
"""Smallest amount that is refused: sums of such over many lines, years and deals would not be exact."""


class MixedCurrencies(ArithmeticError):  # noqa: N818 - it names what was mixed
    """Two currencies were to be added: a fault of this program, since reading a file checks for it."""


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in one currency (ISO 4217 code); two currencies are never added."""

    amount: Decimal
    currency: str

    def __add__(self, other: Money) -> Money:
        """Return the sum. Raises MixedCurrencies unless both amounts are in one currency."""
        if other.currency != self.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency}")
        return Money(self.amount + other.amount, self.currency)

    def __str__(self) -> str:
        """Return the amount as a deal file has it: EUR 1,200,000, with cents only where there are any."""
        whole = self.amount == self.amount.to_integral_value()
        return f"{self.currency} {self.amount:,.0f}" if whole else f"{self.currency} {self.amount:,.2f}"


def money(raw: object) -> Money:
    """Return an amount written with its currency: EUR 1,200,000 or EUR 1.2m or EUR 250k.

    Raises a fault where it is no amount with a currency, or one of a quadrillion or more.
    """
    written = text(raw, "an amount")
    found = WRITTEN.fullmatch(written)
    if not found:
        raise fault("not-an-amount", f"is not an amount: {written!r}", "write it like EUR 1,200,000")
    codes = [code for code in (found["before"], found["after"]) if code]
    if len(codes) != 1:
        said = "has no currency" if not codes else "names two currencies"
        raise fault("no-currency", f"{said}: {written!r}", "write it like EUR 1,200,000")
    amount = Decimal(found["amount"].replace(",", "")) * SCALE[found["scale"]]
    if abs(amount) >= TOO_MUCH:
        raise fault("not-an-amount", f"is more money than there is: {written!r}", "check the figure")
    return Money(amount, codes[0])


def currency(raw: object) -> str:
    """Return a currency's code: three capital letters (ISO 4217).

    Raises a fault for anything else.
    """
    written = text(raw, "a currency")
    if not re.fullmatch("[A-Z]{3}", written):
        raise fault("not-a-currency", f"is not a currency: {written!r}", "write it like EUR")
    return written


Currency = Annotated[str, BeforeValidator(currency)]
Amount = Annotated[Money, BeforeValidator(money)]
