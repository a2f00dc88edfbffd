"""Notation of dates, numbers and currencies, as far as the values of an export show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.edit.crm import cells
from generator.edit.crm.cells import UnreadableCell
from generator.edit.crm.formats import Formats
from generator.edit.crm.suggest.columns import MONEY, MOSTLY, PATTERNS, fitting
from generator.model.amounts import SHARED, SIGNS

BY_SIGN = {".": Formats(decimal="."), ",": Formats(decimal=",")}
"""Formats by their sign before decimals."""
GROUPED = re.compile(r"\d{1,3}(?P<sign>[.,])\d{3}")
IN_HEADER = re.compile(
    r"(?:\(|\s|_)(?P<code>USD|EUR|GBP|CHF|JPY|CAD|AUD|SEK|NOK|DKK|PLN|CZK|INR|BRL)\)?$|\((?P<sign>[$€£])\)"
)


SCALED = re.compile(
    r"\b(?:T|k|M|Mio\.?|Mrd\.?)\s?(?:€|EUR|CHF|USD|GBP|[$£])|[€$£]\s?[kM]\b|\bin (?:T|k)\b|thousand|tausend|\btsd\b|"
    r"\(000s?\)|\bmio\b|million|\bmn\b",
    re.IGNORECASE,
)
"""Words in the name of a column whose amounts are in thousands or millions."""


class Guess(NamedTuple):
    """A value of the map's formats; `why` says by what it was guessed and is empty where it is certain."""

    value: str
    why: str = ""


def date_pattern(values: Sequence[str], proven: Iterable[str], days_first: bool) -> Guess | None:
    """Return the pattern of a column of dates; where day and month could be either, as other columns have it.

    None where it holds no dates.
    """
    counts = {pattern: fitting(pattern, values) for pattern in PATTERNS}
    most = max(counts.values(), default=0)
    if not values or most < MOSTLY * len(values):
        return None
    best = [pattern for pattern in PATTERNS if counts[pattern] == most]
    if most < len(values):
        return Guess(best[0], f"{len(values) - most:,} of its {len(values):,} values are no such date")
    if not _ambiguous(best):
        return Guess(best[0])
    if shared := [each for each in proven if each in best]:
        return Guess(shared[0], "day and month could be either; another column has them in this order")
    first = "DD" if days_first else "MM"
    chosen = next((each for each in best if each.startswith(first)), best[0])
    return Guess(chosen, f"day and month could be either; the other is {_other(chosen, best)}")


def proven_patterns(columns: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the patterns of the columns of dates in which day and month cannot be mistaken."""
    for values in columns:
        if not values or not values[0][:1].isalnum() or not any(map(str.isdigit, values[0])):
            continue
        best = [pattern for pattern in PATTERNS if fitting(pattern, values) == len(values)]
        if best and not _ambiguous(best):
            yield best[0]


def _ambiguous(patterns: Sequence[str]) -> bool:
    return any(_swapped(each) in patterns and _swapped(each) != each for each in patterns)


def _swapped(pattern: str) -> str:
    names = {"DD": "MM", "MM": "DD"}
    return re.sub("DD|MM(?!M)", lambda found: names[found[0]], pattern) if "MMM" not in pattern else ""


def _other(pattern: str, among: Sequence[str]) -> str:
    return next((each for each in among if each == _swapped(pattern)), _swapped(pattern))


def decimal_sign(values: Sequence[str]) -> Guess:
    """Return the sign before decimals that reads all numbers; without one that decides, a point."""
    numbers = [found["number"].strip() for value in values if (found := MONEY.fullmatch(value))]
    numbers = [number for number in numbers if not number.isdigit()]
    counts = {sign: sum(_reads(number, formats) for number in numbers) for sign, formats in BY_SIGN.items()}
    best = "," if counts[","] > counts["."] else "."
    if counts[best] < len(numbers):
        return Guess(best, f"{len(numbers) - counts[best]:,} of {len(values):,} numbers are not written so")
    grouped = next((found["sign"] for number in numbers if (found := GROUPED.fullmatch(number))), "")
    if grouped and not any(_decides(number) for number in numbers):
        return Guess(best, f"{grouped!r} stands before three digits alone, as between thousands")
    return Guess(best)


def _decides(number: str) -> bool:
    """Tell whether a number that is not all digits can be read with one decimal sign alone."""
    return not GROUPED.fullmatch(number)


def _reads(number: str, formats: Formats) -> bool:
    try:
        return len(cells.readings(number, formats)) == 1
    except UnreadableCell:
        return False


def signs_in(values: Sequence[str]) -> tuple[str, ...]:
    """Return the signs and codes of currencies that stand with amounts."""
    found = (MONEY.fullmatch(value) for value in values)
    return tuple(
        dict.fromkeys(
            each[side].strip() for each in found if each for side in ("before", "after") if each[side].strip()
        )
    )


def shared_signs(signs: Iterable[str]) -> dict[str, str]:
    """Return the signs that several currencies have, each with the commonest of them."""
    return {sign: SHARED[sign][0] for sign in signs if sign in SHARED}


def is_scaled(header: str) -> bool:
    """Tell whether the name of a column says that its amounts are in thousands or millions."""
    return SCALED.search(header) is not None


def currency_in(header: str) -> str:
    """Return the currency that the name of a column of amounts says, as `ACV (USD)` does; empty for none."""
    found = IN_HEADER.search(header)
    return (found["code"] or (SIGNS.get(found["sign"]) or SHARED[found["sign"]][0])) if found else ""
