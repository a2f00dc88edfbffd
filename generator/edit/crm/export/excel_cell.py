"""A cell of a workbook as the text that a CSV export would have for it, in the notation that the map reads."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal

from generator.edit.crm.formats import EXCEL, Formats

ISO = "YYYY-MM-DD"
DAY_ZERO = dt.date(1899, 12, 30)
DIGITS = 15
"""Significant digits of a number in a spreadsheet; what binary fractions have beyond them is no part of it."""
ZEROS = re.compile("0{2,}")
QUOTED = re.compile(r'"[^"]*"|\\.')
CURRENCY = re.compile(r'\[\$(?P<code>[^\]\-]+)[^\]]*\]|"\s*(?P<text>[A-Z]{3}|[$€£¥])\s*"|\\?(?P<sign>[$€£¥])')
"""Currency in a cell's number format: `[$€-407]`, `"EUR"` or a sign."""


def text_of(value: object, number_format: str, formats: Formats) -> str:
    """Return a cell's value as text; a number has the currency, percent sign or leading zeros that are shown."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value, number_format, formats)
        case dt.datetime():
            clock = f" {value:%H:%M}" if value.time() > dt.time() else ""
            return _day(value.date(), formats) + clock
        case dt.date():
            return _day(value, formats)
    return str(value).strip()


def _day(day: dt.date, formats: Formats) -> str:
    """Return a day in the form that is plainest among those of the map."""
    if ISO in formats.dates or not formats.dates:
        return day.isoformat()
    pattern = next((each for each in formats.dates if "YYYY" in each), formats.dates[0])
    if pattern == EXCEL:
        return str((day - DAY_ZERO).days)
    woven = pattern.replace("YYYY", f"{day.year:04}").replace("YY", f"{day.year % 100:02}")
    return woven.replace("MMM", MONTHS[day.month - 1]).replace("MM", f"{day.month:02}").replace("DD", f"{day.day:02}")


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _number(value: float, number_format: str, formats: Formats) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    exact = Decimal(format(value, f".{DIGITS}g")) if isinstance(value, float) else Decimal(value)
    if abs(exact) >= 10**DIGITS and len(exact.normalize().as_tuple().digits) <= DIGITS:
        return f"{exact.normalize():E}"  # Excel may have dropped digits; written like this it is known for that
    if "%" in QUOTED.sub("", number_format):
        return _plain(exact * 100, formats) + "%"
    if ZEROS.fullmatch(number_format) and exact == exact.to_integral_value():
        return _plain(exact, formats).zfill(len(number_format))
    currency = CURRENCY.search(number_format.split(";")[0])
    written = _plain(exact, formats)
    return f"{currency[currency.lastgroup or 0].strip()} {written}" if currency else written


def _plain(number: Decimal, formats: Formats) -> str:
    """Return a number without exponent and without needless zeros, with the map's sign before its decimals."""
    text = format(number, "f")
    whole, _, places = text.partition(".")
    return whole + (formats.decimal + places.rstrip("0") if places.rstrip("0") else "")
