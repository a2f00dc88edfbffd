"""A cell of an export as the text that a deal file has for the same value."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

from generator.edit.crm.formats import EXCEL, Formats
from generator.edit.languages import currency_of, is_currency, month_of
from generator.model.amounts import FACTORS, SIGNS, TOO_MUCH
from generator.model.money import Money, exact
from generator.model.text import web_address
from generator.problems import Guesses
from generator.read.yaml.characters import one_form, without_forbidden

Kind = Literal["line", "amount", "balance", "date", "share", "days", "address"]
"""Kinds of values; a balance is an amount that may be less than nothing."""
AMOUNTS: frozenset[Kind] = frozenset({"amount", "balance"})

LONGEST = 3_500
"""Characters in one cell; a longer one is refused, since a deal file is read by people and its lines have an end."""

AMOUNT = re.compile(
    r"(?P<minus>[-\u2212]?)(?P<before>[^\d.,+\u2212-]*)"
    r"(?P<number>[+\u2212-]?\d(?:[\d.,'\s\u2019]*\d)?(?:[eE][+-]?\d{1,3})?)(?P<after>\D*)"
)
BETWEEN_THOUSANDS = ("[ \u00a0\u2007\u2009\u202f]", "['\u2019]")
"""Signs that stand between thousands and nowhere else, whatever the map says."""
SCIENTIFIC = re.compile("[eE]")
ROUNDED = re.compile(r"\d(?:[.,]\d{1,5})?[eE]\+\d{2,3}")
"""Numbers as a spreadsheet shows those that are too long for their column."""
CODE = re.compile(r"(?<![A-Z])[A-Z]{3}(?![A-Z])")
WORD = re.compile(r"[^\W\d_]+")
RATE = re.compile(r"[/%]|\b(?:per|pro|par|por|p\.? ?[amq])\b|ly\b", re.IGNORECASE)
"""Marks behind an amount that is one for each month, year or piece, or a part of another."""
FIRST_YEAR, LAST_YEAR = 1990, 2100
DAY_ZERO = dt.date(1899, 12, 30)


class UnreadableCell(ValueError):  # noqa: N818 - it says what the cell is, it is not an error of ours
    """A cell does not hold a value of its kind; `says` goes behind the column's name, `remedy` may be empty.

    `value` is the cell where it is not the reason for the remedy, so that many cells of one kind are said together.
    """

    def __init__(self, says: str, remedy: str = "", value: str = "") -> None:
        self.says, self.remedy, self.value = says, remedy, value
        super().__init__(f"{says}: {value!r}" if value else says)

    def of(self, column: str) -> UnreadableCell:
        """Return the same with the name of the column."""
        return UnreadableCell(f"{column} {self.says}", self.remedy, self.value)


def line(cell: str) -> str:
    """Return a cell as one line in the form in which it will be read: unseen characters dropped, blanks folded.

    Raises UnreadableCell for a cell that is too long.
    """
    if len(cell) > LONGEST:
        raise UnreadableCell(f"has {len(cell):,} characters", f"{LONGEST:,} at most")
    return one_form(without_forbidden(" ".join(cell.split())))


def date(cell: str, formats: Formats, patterns: Sequence[re.Pattern[str]] | None = None) -> str:
    """Return the day as 2026-12-01, read by the first pattern that fits; those of the map unless others are given.

    Raises UnreadableCell where none fits, or the day is none.
    """
    for pattern in formats.patterns if patterns is None else patterns:
        if found := pattern.fullmatch(cell):
            return _day(found.groupdict(), cell).isoformat()
    if EXCEL in formats.dates and re.fullmatch(r"\d{5}(?:\.\d+)?", cell):
        return _in_our_time(DAY_ZERO + dt.timedelta(days=int(cell.split(".")[0])), cell).isoformat()
    raise UnreadableCell("is not a date", "the map reads " + ", ".join(formats.dates), cell)


def _day(found: Mapping[str, str | None], cell: str) -> dt.date:
    named = found.get("month_name")
    month = month_of(named) if named else int(found["month"] or 0)
    if month is None:
        raise UnreadableCell("names no month", "write it in a common European language, or as a number", cell)
    try:
        year = int(found.get("year") or 2000 + int(found.get("short_year") or 0))
        day = dt.date(year, month, int(found["day"] or 0))
    except ValueError:
        raise UnreadableCell("is not a day of the calendar", value=cell) from None
    return _in_our_time(day, cell)


def _in_our_time(day: dt.date, cell: str) -> dt.date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UnreadableCell(f"is not in the years {FIRST_YEAR} to {LAST_YEAR}", "correct it in the CRM", cell)
    return day


def amount(cell: str, formats: Formats, currency: str = "", *, signed: bool = True) -> str:
    """Return the amount with its currency, as `USD 1,234.50`.

    The currency is the one written with the amount, else the one of its own column, else the map's constant. Two that
    differ are refused, as is a sign of several currencies that the map does not name: `$` stands for some twenty.
    Raises UnreadableCell for those, for text that is no amount or can be read in two ways, and unless it may be
    `signed` for one less than nothing.
    """
    found = AMOUNT.fullmatch(cell.strip("()"))
    if not found:
        raise UnreadableCell("is not an amount", value=cell)
    written = {_currency(each.strip(), formats) for each in (found["before"], found["after"]) if each.strip()}
    named = written | ({_currency(currency, formats)} if currency else set())
    known = named or ({formats.currency} if formats.currency else set())
    if len(known) > 1:
        raise UnreadableCell(f"names two currencies: {' and '.join(sorted(known))}")
    if not known:
        raise UnreadableCell("has no currency", "name a currency in the map's formats", cell)
    values = readings(cell, formats)
    if len(values) > 1:
        either = " or ".join(f"{each:,f}" for each in sorted(values))
        raise UnreadableCell(f"can be read as {either}", "write decimal and thousands in the map's formats", cell)
    meant = Money(values.pop(), known.pop())
    if meant.amount < 0 and not signed:
        raise UnreadableCell("is less than nothing", "correct it in the CRM, or import no such rows", cell)
    return exact(meant)


def names_no_currency(cell: str) -> bool:
    """Tell whether an amount is a bare number."""
    found = AMOUNT.fullmatch(cell.strip("()"))
    return found is not None and not found["before"].strip() and not found["after"].strip()


def is_rounded(cell: str) -> bool:
    """Tell whether a number looks as if a spreadsheet had rounded it: `1.25E+07`."""
    return ROUNDED.search(cell) is not None


def _currency(written: str, formats: Formats) -> str:
    """Return the code of a currency from its code, its sign or its name. Raises UnreadableCell where it is none."""
    if written in formats.symbols:
        return formats.symbols[written]
    if re.fullmatch("[A-Za-z]{3}", written) and is_currency(written.upper()):
        return written.upper()
    if code := SIGNS.get(written) or currency_of(written):
        return code
    if FACTORS.keys() & {word.lower() for word in WORD.findall(written)}:
        raise UnreadableCell(f"is shortened by {written!r}", "export the amount with all its digits")
    if RATE.search(written):
        raise UnreadableCell(f"is no sum, but a rate or a share: {written!r}", "name a column of sums")
    codes: set[str] = {code for code in CODE.findall(written) if is_currency(code)}
    if len(codes) == 1:
        return codes.pop()
    raise UnreadableCell(f"has a currency that the map does not name: {written!r}", "add it to formats, symbols")


def decimal(written: str, formats: Formats) -> Decimal:
    """Return a number by the map's separators, exactly; from the fifth decimal place on it is rounded to two.

    Raises UnreadableCell where the separators do not fit, and for a number of a quadrillion or more.
    """
    point = re.escape(formats.decimal)
    grouped = "|".join(rf"\d{{1,3}}(?:{apart}\d{{3}})+" for apart in (re.escape(formats.apart), *BETWEEN_THOUSANDS))
    places = rf"(?:{point}\d+)?"
    if not re.fullmatch(rf"[+\u2212-]?(?:(?:{grouped}){places}|\d{{1,18}}{places}(?:[eE][+-]?\d{{1,2}})?)", written):
        example = f"1{formats.apart}234{formats.decimal}50"
        raise UnreadableCell("is not a number", f"the map reads them like {example}", written)
    plain = re.sub("|".join(BETWEEN_THOUSANDS), "", written.replace("\u2212", "-").replace(formats.apart, ""))
    whole, _, behind = plain.partition(formats.decimal)
    number = Decimal(f"{whole}.{behind}" if behind.strip("0") else whole)
    if abs(number) >= TOO_MUCH:
        raise UnreadableCell("is a quadrillion or more", value=written)
    if SCIENTIFIC.search(written):
        number = Decimal(f"{number:f}")
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        return number.quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    return number


def readings(cell: str, formats: Formats) -> set[Decimal]:
    """Return every value that a cell with a number can stand for, its currency or per cent sign left aside.

    By the map there is one; but a decimal sign before three digits at the end, as in `25.000`, looks like thousands.
    Raises UnreadableCell where it is no number.
    """
    found = AMOUNT.fullmatch(cell.strip("()"))
    if not found:
        raise UnreadableCell("is not a number", value=cell)
    written = found["number"]
    values = {decimal(written, formats)}
    if re.fullmatch(rf"[+\u2212-]?[1-9]\d{{0,2}}{re.escape(formats.decimal)}\d{{3}}", written):
        values.add(Decimal(written.replace(formats.decimal, "").replace("\u2212", "-")))
    negative = found["minus"] or (cell.startswith("(") and cell.endswith(")"))
    return {-each for each in values} if negative else values


def share(cell: str, formats: Formats) -> str:
    """Return a share as a percentage: `75%`.

    Raises UnreadableCell where it is no number.
    """
    with_sign = cell.endswith("%")
    number = decimal(cell.removesuffix("%").strip(), formats)
    if formats.percents == "fraction" and not with_sign:
        number *= 100
    shortest = format(number, "f")
    return (shortest.rstrip("0").rstrip(".") if "." in shortest else shortest) + "%"


def days(cell: str, formats: Formats) -> str:
    """Return a number of working days: `25 days`.

    Raises UnreadableCell where it is no number.
    """
    return f"{decimal(re.sub(r' ?days?$', '', cell), formats):f} days"


def address(cell: str) -> str:
    """Return a web address; one without a scheme gets https.

    Raises UnreadableCell for a scheme that could run in a reader's browser, and for text that is no address.
    """
    whole = cell if re.match(r"[a-z]+:", cell, re.IGNORECASE) else f"https://{cell}"
    try:
        return web_address(whole)
    except ValueError:
        raise UnreadableCell("is not a web address", value=cell) from None


def unlisted(cell: str, values: Mapping[str, str], guesses: Guesses) -> UnreadableCell:
    """Return the fault of a cell whose value the map does not have."""
    says = f"is not among the values that the map knows: {cell!r}"
    meant = guesses.nearest(cell, values)
    return UnreadableCell(says, f"did you mean {meant!r}?" if meant else "add it to the values in the map")


READ: Mapping[Kind, Callable[[str, Formats], str]] = {
    "line": lambda cell, _: line(cell),
    "date": date,
    "amount": amount,
    "balance": amount,
    "share": share,
    "days": days,
    "address": lambda cell, _: address(cell),
}
"""Converters of a cell to a value of each kind."""
