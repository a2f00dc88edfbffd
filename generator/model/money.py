"""Money: an amount that carries its currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator

from generator.model.amounts import TOO_MUCH, readings
from generator.model.text import fault, text
from generator.problems import Remedy

COMMON = re.compile(
    r"(?P<currency>(?!MIO|MRD|MLN|MLD|TSD)[A-Z]{3}) ?"
    r"(?P<amount>(?:[1-9]\d{0,2}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,2})?)(?P<scale>[km])?"
)
"""Amounts as nearly all are written, which can be read in one way; the others take longer."""
SURROUNDED = re.compile(
    r"(?:(?:(?i:ca|circa|approx|approximately|about|around|roughly|up to|est)\b\.?|[~\u2248<>]) ?|(?=[^+]*\+))"
    r"(?P<bare>.*)|\((?P<in_brackets>.*)\)"
)
SCALE = {None: 1, "k": 1_000, "m": 1_000_000}
LIKE = "write it like EUR 1,200,000"


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


def exact(money: Money, *, cents: bool = False) -> str:
    """Return an amount as a deal file can have it, with all its decimal places; with `cents` two at least."""
    amount = money.amount.normalize()
    exponent = amount.as_tuple().exponent
    places = max(-exponent if isinstance(exponent, int) else 0, 1 if cents else 0)
    return f"{money.currency} {amount:,.{places + places % 2}f}"


def signed_money(raw: object) -> Money:
    """Return an amount written with its currency, which may be less than nothing: EUR 1,200,000, EUR 1.2m, EUR -250k.

    Raises a fault where it is no amount with a currency, where it can be read in several ways, and for one of a
    quadrillion or more.
    """
    return _read(raw, is_signed=True)


def _read(raw: object, *, is_signed: bool) -> Money:
    written = text(raw, "an amount")
    found = COMMON.fullmatch(written)
    if found:
        amount, currency = Decimal(found["amount"].replace(",", "")) * SCALE[found["scale"]], found["currency"]
    else:
        amount, currency = _only_reading(written, is_signed=is_signed)
    if abs(amount) >= TOO_MUCH:
        raise fault("not-an-amount", f"is more money than there is: {written!r}", "check the figure")
    return Money(amount, currency)


def money(raw: object) -> Money:
    """Return an amount written with its currency: EUR 1,200,000 or EUR 1.2m or EUR 250k.

    Raises a fault as `signed_money` does, and for an amount that is less than nothing.
    """
    found = _read(raw, is_signed=False)
    if found.amount < 0:
        remedy = f'write "{exact(Money(-found.amount, found.currency))}", or leave it empty'
        raise fault("negative-amount", f"cannot be less than nothing: {text(raw)!r}", remedy)
    return found


def _only_reading(written: str, *, is_signed: bool) -> tuple[Decimal, str]:
    """Return an amount and its currency where a text can stand for nothing else. Raises a fault elsewhere."""
    can_be = readings(written)
    if can_be is None:
        raise fault("not-an-amount", f"is not an amount: {written!r}", _bare(written, is_signed=is_signed))
    if can_be.named > 1:
        raise fault("no-currency", f"names two currencies: {written!r}", LIKE)
    several = len(can_be.amounts) > 1
    meant = [
        exact(Money(amount, code), cents=several and abs(amount) < 1_000)
        for code in can_be.currencies or ("EUR",)
        for amount in can_be.amounts
    ]
    if not can_be.named:
        raise fault("no-currency", f"has no currency: {written!r}", f"write it like {' or '.join(meant)}")
    quoted = [f'"{each}"' for each in meant]
    if len(can_be.currencies) > 1:
        says = f"has a sign that several currencies share: {written!r}"
        raise fault("shared-sign", says, f"write {', '.join(quoted)} or whichever it is")
    if several:
        raise fault("two-readings", f"can be read in two ways: {written!r}", f"write {' or '.join(quoted)}")
    return can_be.amounts[0], can_be.currencies[0]


def _bare(written: str, *, is_signed: bool) -> str | Remedy:
    """Return the remedy for a text that is an amount but for what surrounds it: a word, a plus, brackets."""
    found = SURROUNDED.fullmatch(written)
    bare = (found["bare"] or found["in_brackets"]).replace("+", "", 1).strip() if found else ""
    can_be = readings(bare)
    if not found or not can_be or len(can_be.amounts) > 1 or len(can_be.currencies) != 1:
        return LIKE
    meant = Money(can_be.amounts[0], can_be.currencies[0])
    if found["bare"] or not is_signed:
        return Remedy(f"write {exact(meant)}", f'"{exact(meant)}"')
    return (
        f'write "{exact(meant)}", or "{exact(Money(-meant.amount, meant.currency))}" where less than nothing is meant'
    )


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
SignedAmount = Annotated[Money, BeforeValidator(signed_money)]
