"""Amounts and days as the search compares them: `1,200,000` and `1.2m` are 1200000, `31 Mar 2027` is 20270331.

`theme/assets/javascripts/workers/figures.js` is the same for the browser; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ZEROS: Final[Mapping[str, int]] = {"k": 3, "m": 6, "mn": 6, "mio": 6, "bn": 9, "mrd": 9}
"""Zeros that a letter behind a number stands for."""
FIGURE: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?(?![0-9])"
    rf"|([0-9]{{1,2}})(?:st|nd|rd|th|\.)?[ \xa0]({'|'.join(MONTHS)})[a-z]*\.?,?[ \xa0]([0-9]{{4}})"
    r"|([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?![0-9])"
    r"|([0-9]{1,3}(?: [0-9]{3}){2,}(?![0-9])|[0-9][0-9,.'\u2019\xa0\u202f]*)"
    rf"(?:[ \xa0]?({'|'.join(sorted(ZEROS, key=len, reverse=True))})(?![a-z0-9]))?",
    re.IGNORECASE | re.ASCII,
)
DIGIT: Final = re.compile("[0-9]")
GROUPED: Final = re.compile(r"([0-9]{1,3}(?:[,.'\u2019\xa0\u202f ][0-9]{3})+)(?:[.,][0-9]{1,2})?")
DECIMAL: Final = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?")


def figures(text: str) -> Iterator[str]:
    """Yield the amounts and days in a text, as digits; a number that is written as such already is none."""
    at = 0
    while digit := DIGIT.search(text, at):  # far faster than looking for a figure at every letter
        match = FIGURE.match(text, digit.start())
        if match is None:
            return
        at = match.end()
        if figure := _figure(*match.groups(default="")):
            yield figure


def without_figures(text: str) -> str:
    """Return a text with a blank in place of every amount, day and number."""
    return FIGURE.sub(" ", text)


def _figure(
    year: str, month: str, day: str, day_2: str, name: str, year_2: str, day_3: str, month_3: str, year_3: str,
    number: str, unit: str,
) -> str:  # fmt: skip
    if number:
        return _amount(number.rstrip(",.'\u2019\xa0\u202f"), ZEROS.get(unit.lower(), 0))
    named = f"{MONTHS.index(name.lower()) + 1:02}" if name else ""
    of_year, of_month, of_day = year or year_2 or year_3, month or named or month_3, day or day_2 or day_3
    if not 1 <= int(of_month) <= 12:
        return ""
    return of_year + of_month.zfill(2) + (of_day.zfill(2) if of_day else "")


def _amount(number: str, zeros: int) -> str:
    """Return a number with its zeros, cut to a whole one; nothing where its digits are written as a word anyway."""
    if grouped := GROUPED.fullmatch(number):
        return "".join(filter(str.isdigit, grouped[1])).lstrip("0") + "0" * zeros
    if zeros and (decimal := DECIMAL.fullmatch(number)):
        return (decimal[1] + (decimal[2] or "").ljust(zeros, "0")[:zeros]).lstrip("0")
    return ""
