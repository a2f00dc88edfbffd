"""Days as people say them, seen from today: every one that can be meant, so that none is guessed."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

from generator.model.days import MONTHS, days_meant

Lean = Literal["past", "future"]
"""Direction in which a day without its year or week is looked for."""

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PLAIN: Final[Mapping[str, int]] = {
    "today": 0, "now": 0, "just now": 0, "tonight": 0, "this morning": 0, "yesterday": -1, "last night": -1,
    "the day before yesterday": -2, "day before yesterday": -2, "tomorrow": 1, "the day after tomorrow": 2,
    "day after tomorrow": 2,
}  # fmt: skip
NUMBERS: Final = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
SHORT: Final[Mapping[str, str]] = {
    "eow": "end of week",
    "eom": "end of month",
    "eoq": "end of quarter",
    "eoy": "end of year",
}
MOST_MONTHS: Final = 1200
"""Months, and a tenth of the days, that a distance may have."""
LEADING: Final = re.compile(r"(?:(?:on|by|at|until|till|before|due|around|about|approximately|ca\.?) )+")
DISTANCE: Final = re.compile(
    r"(?P<before>in |within )?(?P<number>\d{1,4}|[a-z]+|a couple of) "
    r"(?P<unit>day|week|fortnight|month|quarter|year)s?(?: time)?(?P<after> ago| from now| from today| later)?"
)
WEEKDAY: Final = re.compile(
    r"(?P<which>last|past|previous|this|coming|this coming|next|on)? ?(?P<name>[a-z]{2,9})\.?"
    r"(?P<week> next week| last week| this week)?"
)
BEFORE_A_DATE: Final = re.compile(r"(?P<name>[a-z]{2,9})\.?,? (?:the )?(?=[a-z ]*\d)")
NAMED_DAY: Final = re.compile(
    r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?: of|-)? ?(?P<name>[a-z]{3,9})\.?(?: of this year| this year)?"
)
MONTH_FIRST: Final = re.compile(r"(?P<name>[a-z]{3,9})\.? (?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?")
NUMBERED: Final = re.compile(r"(?P<one>\d{1,2})(?P<sign>[./-]) ?(?P<two>\d{1,2})[./]?")
SHORT_YEAR: Final = re.compile(r"(?P<one>\d{1,2})(?P<sign>[./-]) ?(?P<two>\d{1,2})[./-] ?(?P<year>\d{2})")
OF_MONTH: Final = re.compile(r"the (?P<day>\d{1,2})(?:st|nd|rd|th)?")
SPAN: Final = re.compile(
    r"(?:the )?(?P<edge>end|beginning|start|middle|mid|last day|first day)[- ]?(?:of )?(?:the )?"
    r"(?P<which>this |next |last |coming |current )?(?P<name>week|month|quarter|year|q[1-4]|[a-z]{3,9}|\d{4})\.?"
    r"(?:(?:,? | of )(?P<year>\d{4}|this year|next year|last year))?"
)
NOUN_FIRST: Final = re.compile(r"(?P<name>week|month|quarter|year)(?:'s|s|-)? ?end")


def days_said(text: str, today: dt.date, lean: Lean) -> tuple[dt.date, ...]:
    """Return the days that a text can stand for on a day, in order: none, one, or several where that is open.

    Days without a year are the nearest ones in the direction of `lean`, today included.
    """
    words = " ".join(text.replace("\u2019", "'").lower().split()).rstrip(",!")
    words = LEADING.sub("", words, count=1) if LEADING.match(words) else words
    words, weekday = _without_weekday(SHORT.get(words, words))
    try:
        found = set(days_meant(words)) or set(_said(words, today, lean))
    except OverflowError:  # further away than calendars go
        return ()
    return tuple(sorted(day for day in found if weekday in (None, day.weekday())))


def _without_weekday(words: str) -> tuple[str, int | None]:
    """Return the words without the day of the week before a date, and its number from Monday on."""
    found = BEFORE_A_DATE.match(words)
    number = _weekday(found["name"]) if found else None
    return (words[found.end() :], number) if found and number is not None else (words, None)


def _weekday(word: str) -> int | None:
    """Return the number of a day of the week from 0 for Monday; None where it is none, or can be two."""
    found = [number for number, name in enumerate(WEEKDAYS) if _is_short_for(word, name)]
    return found[0] if len(found) == 1 else None


def _said(words: str, today: dt.date, lean: Lean) -> Iterator[dt.date]:
    if words in PLAIN:
        yield today + dt.timedelta(PLAIN[words])
        return
    for read in (_distant, _weekdays, _dated, _numbered, _edges):
        if found := list(read(words, today, lean)):
            yield from found
            return


def _distant(words: str, today: dt.date, lean: Lean) -> Iterator[dt.date]:
    """Yield the day at a distance: `in two weeks`, `3 days ago`, `a month from now`."""
    found = DISTANCE.fullmatch(words)
    if not found or bool(found["before"]) == bool(found["after"]):
        return
    number, unit = _number(found["number"]), found["unit"]
    sign = -1 if found["after"] == " ago" else 1
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit, 0) * number
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit, 0) * number
    if number >= 0 and months <= MOST_MONTHS and days <= 10 * MOST_MONTHS:
        yield _months_on(today, sign * months) + dt.timedelta(sign * days)


def _number(word: str) -> int:
    """Return the number of a word, less than 0 where it is none."""
    if word.isdecimal():
        return int(word)
    if word in ("a", "an", "a couple of"):
        return 2 if word == "a couple of" else 1
    return NUMBERS.index(word) if word in NUMBERS else -1


def _months_on(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later, or the last one of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _weekdays(words: str, today: dt.date, lean: Lean) -> Iterator[dt.date]:
    """Yield the days that a day of the week can be: people mean the coming one by `next`, or that of next week."""
    found = WEEKDAY.fullmatch(words)
    number = next(
        (place for place, name in enumerate(WEEKDAYS) if found and _is_short_for(found["name"], name)), None
    )
    if found is None or number is None:
        return
    monday = today - dt.timedelta(today.weekday())
    before = today - dt.timedelta((today.weekday() - number - 1) % 7 + 1)
    after = today + dt.timedelta((number - today.weekday() - 1) % 7 + 1)
    which = found["which"] or ""
    if found["week"]:
        yield monday + dt.timedelta({" last week": -7, " this week": 0, " next week": 7}[found["week"]] + number)
    elif which in ("last", "past", "previous"):
        yield from (before, monday + dt.timedelta(number - 7))
    elif which == "next":
        yield from (after, monday + dt.timedelta(number + 7))
    elif which == "this":
        yield from (monday + dt.timedelta(number), before if lean == "past" else after)
    elif today.weekday() == number:
        yield from (today, before if lean == "past" else after)
    else:
        yield before if lean == "past" and "coming" not in which else after


def _is_short_for(word: str, name: str) -> bool:
    return (len(word) >= 2 and name.startswith(word)) or (len(word) >= 4 and word == f"{name[:4]}s")


def _dated(words: str, today: dt.date, lean: Lean) -> Iterator[dt.date]:
    """Yield the nearest day with a number and a month, or a number alone: `31 March`, `March 31`, `the 4th`."""
    if found := OF_MONTH.fullmatch(words):
        around = (_months_on(today.replace(day=1), step) for step in range(-3, 4))
        days = (_day(each.year, each.month, int(found["day"])) for each in around)
        yield from _nearest(days, today, lean)
    elif found := NAMED_DAY.fullmatch(words) or MONTH_FIRST.fullmatch(words):
        for month in _months(found["name"]):
            yield from _nearest_in_years(int(found["day"]), month, today, lean)


def _months(name: str) -> list[int]:
    known = "sep" if name == "sept" else name
    return [number for number, month in enumerate(MONTHS, 1) if month.startswith(known) and len(known) >= 3]


def _numbered(words: str, today: dt.date, lean: Lean) -> Iterator[dt.date]:
    """Yield the days of two numbers; with points the day comes first, with slashes and hyphens it may be either."""
    if found := SHORT_YEAR.fullmatch(words) or NUMBERED.fullmatch(words):
        one, two = int(found["one"]), int(found["two"])
        for day, month in {(one, two), (one, two) if found["sign"] == "." else (two, one)}:
            if year := found.groupdict().get("year"):
                yield from filter(None, [_day(2000 + int(year), month, day)])
            else:
                yield from _nearest_in_years(day, month, today, lean)


def _nearest_in_years(day: int, month: int, today: dt.date, lean: Lean) -> Iterator[dt.date]:
    yield from _nearest((_day(today.year + step, month, day) for step in range(-8, 9)), today, lean)


def _nearest(days: Iterable[dt.date | None], today: dt.date, lean: Lean) -> Iterator[dt.date]:
    """Yield the day nearest to today in the direction of `lean`, if there is one."""
    found = [each for each in days if each and (each <= today if lean == "past" else each >= today)]
    if found:
        yield max(found) if lean == "past" else min(found)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _edges(words: str, today: dt.date, lean: Lean) -> Iterator[dt.date]:
    """Yield the days at the edge of a week, month, quarter or year: `end of March`, `start of next quarter`."""
    if noun := NOUN_FIRST.fullmatch(words):
        words = f"end of {noun['name']}"
    found = SPAN.fullmatch(words)
    if not found:
        return
    name, step = found["name"], {"next": 1, "last": -1}.get((found["which"] or "").strip(), 0)
    if name == "week":
        monday = today + dt.timedelta(7 * step - today.weekday())
        yield from _within_week(found["edge"], monday)
        return
    spans = _spans(name, step, found["year"] or "", today)
    days = [day for each in spans if (day := _edge(found["edge"], *each))]
    yield from _nearest(days, today, lean) if len(spans) > 1 else days


def _within_week(edge: str, monday: dt.date) -> Iterator[dt.date]:
    """Yield the days at the edge of a week; its end is Friday for some and Sunday for others."""
    if edge in ("end", "last day"):
        yield from (monday + dt.timedelta(4), monday + dt.timedelta(6))
    else:
        yield monday + dt.timedelta(2 if edge in ("middle", "mid") else 0)


Span = tuple[int, int, int]
"""Year and number of the first month of a span, and how many months it has."""


def _spans(name: str, step: int, year: str, today: dt.date) -> list[Span]:
    """Return the spans that a name can stand for: of a month or a quarter without a year, those around today."""
    years = {"": 0, "this year": 0, "next year": 1, "last year": -1}
    given = [int(year)] if year.isdecimal() else [today.year + years[year]] if year else []
    if name == "year" or name.isdecimal():
        return [(int(name) if name.isdecimal() else today.year + step, 1, 12)]
    if name in ("month", "quarter"):
        length = 1 if name == "month" else 3
        first = (today.month - 1) // length * length + 1
        start = _months_on(today.replace(month=first, day=1), step * length)
        return [(start.year, start.month, length)]
    if name[:1] == "q" and name[1:].isdecimal():
        return [(each, int(name[1:]) * 3 - 2, 3) for each in given or _around(today)]
    return [(each, month, 1) for month in _months(name) for each in given or _around(today)]


def _around(today: dt.date) -> range:
    return range(today.year - 1, today.year + 2)


def _edge(edge: str, year: int, month: int, length: int) -> dt.date | None:
    """Return the day at an edge of a span; its middle is the 15th of the month in its middle."""
    if not dt.MINYEAR < year < dt.MAXYEAR:
        return None
    first = dt.date(year, month, 1)
    if edge in ("beginning", "start", "first day"):
        return first
    if edge in ("middle", "mid"):
        return _months_on(first, length // 2).replace(day=15 if length < 12 else 1)
    return _months_on(first, length) - dt.timedelta(1)


def in_full(day: dt.date) -> str:
    """Return a day as it is said back: Friday 4 December 2026."""
    return f"{WEEKDAYS[day.weekday()].capitalize()} {day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"
