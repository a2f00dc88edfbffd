"""Words that exports write in the common European languages: names of months and of currencies (CLDR, by Babel)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TypeVar

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

Meaning = TypeVar("Meaning")

LANGUAGES = (
    *("en", "en_GB", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "fi", "cs", "sk", "hu", "ro"),
    *("hr", "sl", "el", "bg", "tr"),
)
BESIDE = {"mrz": 3}
"""Abbreviations of spreadsheets that CLDR does not have."""


def month_of(word: str) -> int | None:
    """Return the month, from 1 to 12, that a name or its abbreviation means in any language; None if several or none.

    A word that is English counts as that.
    """
    folded = word.casefold().removesuffix(".")
    return BESIDE.get(folded) or _months(LANGUAGES[:2]).get(folded) or _months(LANGUAGES).get(folded)


def is_currency(code: str) -> bool:
    """Tell whether a code of three capital letters is that of a currency, past ones included."""
    return code in get_global("all_currencies")


def currency_of(name: str) -> str | None:
    """Return the code of the currency that a name means in any language; None if several or none."""
    return _currencies().get(" ".join(name.split()).casefold())


@cache
def _months(languages: tuple[str, ...]) -> dict[str, int]:
    named = (
        (name.casefold().removesuffix("."), number)
        for language in languages
        for forms in Locale.parse(language).months.values()
        for width in ("wide", "abbreviated")
        for number, name in forms[width].items()
    )
    return _of_one_meaning(named)


@cache
def _currencies() -> dict[str, str]:
    codes = get_global("all_currencies")
    named = (
        (name.casefold(), code)
        for language in LANGUAGES
        for code, singular in Locale.parse(language).currencies.items()
        if code in codes
        for name in {singular, get_currency_name(code, 2, language)}
    )
    return _of_one_meaning(named)


def _of_one_meaning(named: Iterator[tuple[str, Meaning]]) -> dict[str, Meaning]:
    """Return the words that mean one thing in every language that has them."""
    meanings: dict[str, set[Meaning]] = {}
    for word, meaning in named:
        meanings.setdefault(word, set()).add(meaning)
    return {word: meant.pop() for word, meant in meanings.items() if len(meant) == 1}
