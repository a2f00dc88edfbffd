"""Conditions of the method's rules: tests of quantities, and groups of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from operator import eq, ge, gt, le, lt
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from generator.model.text import by_point, fault, text


@dataclass(frozen=True, slots=True)
class Count:
    """A number out of a total; the word `all` tests whether none is missing."""

    value: Fraction
    total: Fraction


Quantity = Fraction | Count | str | None
"""Value that a rule can look at: an exact number, a count, a word, or None for unknown (no test holds)."""

COMPARISONS: Mapping[str, Callable[[int, int], bool]] = {
    "<=": le,
    ">=": ge,
    "<": lt,
    ">": gt,
}


@dataclass(frozen=True)
class Test:
    """One test of one quantity, as written: `< 0.6`, `>= 2`, `all`, `+`, `not +`."""

    __test__ = False  # pytest collects by name

    written: str
    comparison: str
    value: Fraction | str

    @cached_property
    def holds(self) -> Callable[[Quantity], bool]:
        """Function that tells whether a quantity passes; an unknown one passes nothing, not even `not`."""
        if isinstance(self.value, Fraction):
            return partial(_compares, COMPARISONS[self.comparison], *self.value.as_integer_ratio())
        if self.value == "all":
            return _is_all if self.comparison == "is" else _is_not_all
        return partial(eq if self.comparison == "is" else _is_other, self.value)


def _compares(holds: Callable[[int, int], bool], over: int, under: int, quantity: Quantity) -> bool:
    if isinstance(quantity, Count):
        quantity = quantity.value
    if not isinstance(quantity, Fraction):
        return False
    ours, parts = quantity.as_integer_ratio()
    return holds(ours * under, over * parts)


def _is_all(quantity: Quantity) -> bool:
    return quantity.value == quantity.total if isinstance(quantity, Count) else quantity == "all"


def _is_not_all(quantity: Quantity) -> bool:
    return quantity is not None and not _is_all(quantity)


def _is_other(word: str, quantity: Quantity) -> bool:
    return quantity is not None and quantity != word


def as_test(raw: object) -> Test:
    """Return a test: a comparison with a number, or a word (after `not`: any other known word).

    Raises a fault for an empty text, and for a comparison that is not written like `< 0.6`.
    """
    written = text(raw, "a test")
    found = re.fullmatch(r"(<=|>=|<|>) ?(-?\d{1,6}(?:\.\d{1,6})?)", written)
    if found:
        return Test(written, found[1], Fraction(found[2]))
    if not written or written[0] in "<>=":
        like = by_point(written, '"< 0.6", ">= 2", "+" or "not +"')
        raise fault("not-a-test", f"is not a test: {written!r}", like)
    if written.startswith("not "):
        return Test(written, "not", written.removeprefix("not "))
    return Test(written, "is", written)


class Conditions(BaseModel):
    """Tests that all have to hold; under `any`, groups of which one at least has to hold. Empty: always."""

    model_config = ConfigDict(frozen=True, extra="allow", arbitrary_types_allowed=True)
    __pydantic_extra__: dict[str, Annotated[Test, BeforeValidator(as_test)]]

    any: tuple[Conditions, ...] = ()

    @property
    def tests(self) -> Mapping[str, Test]:
        """The tests by the quantity they look at, in the author's order."""
        return self.__pydantic_extra__

    def quantities(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield every quantity that is named, with its place below this block."""
        for quantity in self.tests:
            yield (quantity,), quantity
        for place, group in enumerate(self.any):
            for below, quantity in group.quantities():
                yield ("any", place, *below), quantity

    def hold(self, quantity: Callable[[str], Quantity]) -> bool:
        """Tell whether every test holds and, where groups are given, one group at least."""
        for named, each in self.__pydantic_extra__.items():
            if not each.holds(quantity(named)):
                return False
        return not self.any or any(group.hold(quantity) for group in self.any)
