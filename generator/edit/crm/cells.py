"""A cell of an export as the text that a deal file has for the same value."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

from generator.edit.crm.formats import EXCEL, Formats
from generator.model.money import Money, exact
from generator.model.text import web_address
from generator.problems import Guesses
from generator.read.yaml.characters import one_form, without_forbidden

Kind = Literal["line", "amount", "balance", "date", "share", "days", "address"]
"""Kinds of values; a balance is an amount that may be less than nothing."""
AMOUNTS: frozenset[Kind] = frozenset({"amount", "balance"})

LONGEST = 3_500
"""Characters in one cell; a longer one is refused, since a deal file is read by people and its lines have an end."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
AMOUNT = re.compile(r"(?P<minus>-?)(?P<before>[^\d.,+-]*)(?P<number>[+-]?\d(?:[\d.,'\s\u2019]*\d)?)(?P<after>\D*)")
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


def date(cell: str, formats: Formats) -> str:
    """Return the day as 2026-12-01, read by the first pattern of the map that fits.

    Raises UnreadableCell where none fits, or the day is none.
    """
    for pattern in formats.patterns:
        if found := pattern.fullmatch(cell):
            return _day(found.groupdict(), cell).isoformat()
    if EXCEL in formats.dates and re.fullmatch(r"\d{5}(?:\.\d+)?", cell):
        return (DAY_ZERO + dt.timedelta(days=int(cell.split(".")[0]))).isoformat()
    raise UnreadableCell("is not a date", "the map reads " + ", ".join(formats.dates), cell)


def _day(found: Mapping[str, str | None], cell: str) -> dt.date:
    named = (found.get("month_name") or "").lower()
    try:
        month = MONTHS.index(named) + 1 if named else int(found["month"] or 0)
        year = int(found.get("year") or 2000 + int(found.get("short_year") or 0))
        return dt.date(year, month, int(found["day"] or 0))
    except ValueError:
        raise UnreadableCell("is not a day of the calendar", value=cell) from None


def amount(cell: str, formats: Formats, currency: str = "", *, signed: bool = True) -> str:
    """Return the amount with its currency, as `USD 1,234.50`.

    The currency is the one written with the amount, else the one of its own column, else the map's constant. Two that
    differ are refused, as is a symbol that the map does not name: `$` stands for some twenty currencies. Raises
    UnreadableCell for those, for text that is no amount, and unless it may be `signed` for one less than nothing.
    """
    found = AMOUNT.fullmatch(cell.strip("()"))
    if not found:
        raise UnreadableCell("is not an amount", value=cell)
    written = {_currency(each.strip(), formats) for each in (found["before"], found["after"]) if each.strip()}
    known = written | ({currency} if currency else set()) or ({formats.currency} if formats.currency else set())
    if len(known) != 1:
        if known:
            raise UnreadableCell(f"names two currencies: {' and '.join(sorted(known))}")
        raise UnreadableCell("has no currency", "name a currency in the map's formats", cell)
    number = decimal(found["number"], formats)
    negative = found["minus"] or (cell.startswith("(") and cell.endswith(")"))
    meant = Money(-number if negative else number, known.pop())
    if meant.amount < 0 and not signed:
        raise UnreadableCell("is less than nothing", "correct it in the CRM, or import no such rows", cell)
    return exact(meant)


def names_no_currency(cell: str) -> bool:
    """Tell whether an amount is a bare number."""
    found = AMOUNT.fullmatch(cell.strip("()"))
    return found is not None and not found["before"].strip() and not found["after"].strip()


def _currency(written: str, formats: Formats) -> str:
    if written in formats.symbols:
        return formats.symbols[written]
    if re.fullmatch("[A-Z]{3}", written):
        return written
    raise UnreadableCell(f"has a currency that the map does not name: {written!r}", "add it to formats, symbols")


def decimal(written: str, formats: Formats) -> Decimal:
    """Return a number by the map's separators, exactly; from the fifth decimal place on it is rounded to two.

    Raises UnreadableCell where the separators do not fit.
    """
    apart = {" ": r"[ \u00a0\u202f]", "'": "['\u2019]"}.get(formats.thousands, re.escape(formats.thousands))
    point = re.escape(formats.decimal)
    if not re.fullmatch(rf"[+-]?(?:\d{{1,3}}(?:{apart}\d{{3}})+|\d{{1,15}})(?:{point}\d+)?", written):
        example = f"1{formats.thousands}234{formats.decimal}50"
        raise UnreadableCell("is not a number", f"the map reads them like {example}", written)
    whole, _, places = written.partition(formats.decimal)
    number = Decimal(re.sub(apart, "", whole) + (f".{places}" if places.strip("0") else ""))
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        return number.quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    return number


def bare_number(cell: str, formats: Formats) -> Decimal:
    """Return the number of a cell without its currency or per cent sign, to compare it.

    Raises UnreadableCell where it is no number.
    """
    found = AMOUNT.fullmatch(cell.strip("()"))
    if not found:
        raise UnreadableCell("is not a number", value=cell)
    number = decimal(found["number"], formats)
    return -number if found["minus"] or (cell.startswith("(") and cell.endswith(")")) else number


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
    return UnreadableCell(says, guesses.expected(cell, values))


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
