"""Days as people write them in other forms than the one that is read."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Final

FORMS: Final = (
    re.compile(r"(?P<year>\d{4})[-/. ](?P<month>\d{1,2})[-/. ](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})[t ]\d{2}:\d{2}.*"),
)
NAMED: Final = (
    re.compile(r"(?:[a-z]+,? )?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[ -](?P<name>[a-z]{3,9})\.?,?[ -](?P<year>\d{4})"),
    re.compile(r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"),
)
SLASHED: Final = re.compile(r"(?P<one>\d{1,2})[/-](?P<two>\d{1,2})[/-](?P<year>\d{4})")
DASH: Final = re.compile("[\u2010-\u2015\u2212]")
"""The dashes and the minus that programs put for a hyphen."""
MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


def days_meant(text: str) -> tuple[dt.date, ...]:
    """Return the days that a text can stand for: none, one, or two where day and month can be swapped."""
    written = DASH.sub("-", unicodedata.normalize("NFKC", text)).strip().lower()
    for form in FORMS:
        if found := form.fullmatch(written):
            return _days((int(found["year"]), int(found["month"]), int(found["day"])))
    for form in NAMED:
        if found := form.fullmatch(written):
            months = [number for number, name in enumerate(MONTHS, 1) if name.startswith(found["name"])]
            return _days(*((int(found["year"]), month, int(found["day"])) for month in months))
    if found := SLASHED.fullmatch(written):
        one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
        return _days((year, one, two), (year, two, one))
    return ()


def in_words(day: dt.date) -> str:
    """Return a day of any year with the name of its month: 3 November."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()}"


def _days(*parts: tuple[int, int, int]) -> tuple[dt.date, ...]:
    days = []
    for year, month, day in parts:
        try:
            days.append(dt.date(year, month, day))
        except ValueError:
            continue
    return tuple(dict.fromkeys(days))
