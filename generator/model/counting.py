"""Numbers with their nouns."""

from __future__ import annotations

from decimal import Decimal


def noun_for(number: int | Decimal, one: str, many: str = "") -> str:
    """Return the noun that goes with a number: `day` with 1, `days` with any other."""
    return one if number == 1 else many or f"{one}s"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 day`, `3 days`, `1,200 rows`."""
    return f"{number:,} {noun_for(number, one, many)}"
