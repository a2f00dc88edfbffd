"""Formats of one CRM's values: the part of a map that tells the reading of a cell."""

from __future__ import annotations

import codecs
import re
from functools import cache, cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator

from generator.model.text import Line, Lines, Noun, Whole, fault, text, words_of

Decimals = Literal[".", ","]
Thousands = Literal[".", ",", "'", " "]
Percents = Literal["whole", "fraction"]

EXCEL = "excel"
"""The pattern for days counted from 1899-12-30, as a spreadsheet stores them."""

TOKENS = {
    "YYYY": r"(?P<year>\d{4})",
    "YY": r"(?P<short_year>\d{2})",
    "MMM": r"(?P<month_name>[^\W\d_]+)\.?",
    "MM": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{1,2})",
}
TOKEN = re.compile("|".join(TOKENS))


def date_pattern(raw: object) -> str:
    """Return a pattern that names year, month and day once each, or the word for a spreadsheet's day numbers.

    Raises a fault for any other.
    """
    written = text(raw, "a date pattern")
    named = sorted(token[0] for token in TOKEN.findall(written))
    if written != EXCEL and named != ["D", "M", "Y"]:
        raise fault("not-a-date-pattern", f"is not a date pattern: {written!r}", "write it like DD/MM/YYYY")
    return written


def currency_code(raw: object) -> str:
    """Return a currency's code of three capital letters.

    Raises a fault for anything else.
    """
    written = text(raw, "a currency")
    if not re.fullmatch("[A-Z]{3}", written):
        raise fault("not-a-currency", f"is not a currency: {written!r}", "write its three letters, like EUR")
    return written


def delimiter_of(raw: object) -> str:
    """Return the character between two cells: one character, or the word `tab` for that.

    Raises a fault for anything else.
    """
    written = text(raw, "a delimiter")
    if written == "tab":
        return "\t"
    if len(written) != 1 or written.isalnum():
        raise fault("not-a-delimiter", f"is not a delimiter: {written!r}", 'write ",", ";", "|" or tab')
    return written


def encoding_of(raw: object) -> str:
    """Return the name of a text encoding that Python knows; a byte-order mark is dropped from UTF-8.

    Raises a fault for any other name.
    """
    written = text(raw, "an encoding")
    try:
        known = codecs.lookup(written).name
    except LookupError:
        raise fault("unknown-encoding", f"is not a known encoding: {written!r}", "write utf-8 or cp1252") from None
    return "utf-8-sig" if known == "utf-8" else known


Currency = Annotated[str, BeforeValidator(currency_code)]


class Formats(Noun):
    """Notation of dates, amounts, percentages and blanks in the export, and of the file itself.

    Date patterns are tried in their order; a time of day behind one is left out. `percents` says which of 75 and 0.75
    means three quarters (75% always does). `delimiter` is found from the header line when not given. `id_length` is
    how many characters of an id count, all when not given: some exports write the same id shorter. Blanks and
    apostrophes between thousands are understood beside `thousands`.
    """

    dates: tuple[Annotated[str, BeforeValidator(date_pattern)], ...] = ("YYYY-MM-DD",)
    decimal: Annotated[Decimals, words_of(Decimals)] = "."
    thousands: Annotated[Thousands | None, words_of(Thousands)] = None
    percents: Annotated[Percents, words_of(Percents)] = "whole"
    currency: Currency | None = None
    symbols: dict[Line, Currency] = {}
    blank: Lines = ()
    delimiter: Annotated[str, BeforeValidator(delimiter_of)] | None = None
    encoding: Annotated[str, BeforeValidator(encoding_of)] = "utf-8-sig"
    id_length: Whole | None = None

    @cached_property
    def blanks(self) -> frozenset[str]:
        """Every text that means that nothing was entered."""
        return frozenset({"", *(each.strip() for each in self.blank)})

    @property
    def apart(self) -> str:
        """The sign between thousands: unless given, the other one than the decimal sign."""
        return self.thousands or ("," if self.decimal == "." else ".")

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """The date patterns, each followed by nothing or by a time of day."""
        return tuple(compiled(each) for each in self.dates if each != EXCEL)

    def same_id(self, id_: str) -> str:
        """Return the part of an id that counts when two are compared: all of one that a map makes of names."""
        return id_[: self.id_length] if self.id_length and id_.isalnum() else id_


def with_two_signs(formats: Formats) -> Formats:
    """Return formats whose decimal sign is not that between thousands. Raises a fault for others."""
    if formats.decimal == formats.thousands:
        says = f"has {formats.decimal!r} as the decimal sign and between thousands"
        raise fault("signs-alike", says, "write another one for thousands")
    return formats


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a date pattern of a map as one for a cell: followed by nothing or by a time of day."""
    parts = TOKEN.split(pattern)
    tokens = TOKEN.findall(pattern)
    woven = "".join(re.escape(part) + TOKENS.get(token, "") for part, token in zip(parts, [*tokens, ""], strict=True))
    return re.compile(rf"{woven}(?:[T ].*)?")
