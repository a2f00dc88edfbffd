"""Converters from the text that an author wrote to a value: strict, each with its own sentence.

Every scalar of a file reaches the model as its text; nothing is guessed on the way. A converter either returns the
value or raises the error that `fault(...)` makes, with a stable code and the sentence that the author reads.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from generator.model.days import days_meant, in_words
from generator.model.mistakes import UNKNOWN_WORD
from generator.problems import Meant, Remedy

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NAME = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
NUMBER = re.compile(r"[+-]?[1-9]\d{0,2}(?:[, ]\d{3}){1,4}(?:\.\d+)?|[+-]?\d{1,15}(?:\.\d{1,6})?")
WHOLE = re.compile(r"\d{1,4}")
SIGNED_WHOLE = re.compile(r"[+-]?\d{1,4}")
LONGEST_KEY = 64
"""Characters that a key or a name may have."""
ONE_COMMA = re.compile(r"[^,]*\d,\d+[^,]*")
THOUSAND_DAYS = re.compile(r"(?P<whole>[1-9]\d?)[., '\u2019](?P<rest>\d{3}) ?days?")
DECIMAL_COMMA = re.compile(r"[^,]*\d,(?!\d{3}(?!\d))\d+[^,]*|\D?0,\d+\D*")
"""A number with a comma that can only be meant for a point."""

MAIL = re.compile(r"[\w.!#$&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
MOST_DAYS = 66
"""Working days in a calendar quarter: at most 92 days, of which 66 are from Monday to Friday."""


class Noun(BaseModel):
    """Base of everything that the files speak of: frozen, every key known, no input beyond the declared fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def fault(code: str, says: str, remedy: str | Meant | Remedy = "") -> PydanticCustomError:
    """Return the error that pydantic collects: a stable code, the fault in words, and the remedy.

    A remedy that names the word that was meant is searched for when the error is printed: of very many errors, only
    some are.
    """
    return PydanticCustomError(code, "{says}", {"says": says, "remedy": remedy})


def refusal(converter: Callable[[object], object], raw: str) -> tuple[str, str] | None:
    """Return sentence and remedy with which a converter refuses a text, None where it takes it."""
    try:
        converter(raw)
    except PydanticCustomError as refused:
        told = refused.context or {}
        return told["says"], told["remedy"] if isinstance(told["remedy"], str) else ""
    return None


def text(raw: object, what: str = "text") -> str:
    """Return `raw` if it is the text of one scalar.

    Raises a fault for a block and for a list, which names `what` is meant in its place.
    """
    if isinstance(raw, str):
        return raw
    shape = "is a list" if isinstance(raw, Sequence) else "has keys of its own"
    raise fault("not-a-value", f"{shape}, where {what} is meant", "write the value on the key's own line")


def number(raw: object) -> Decimal:
    """Return a decimal number written with a point, and with commas or spaces between thousands.

    Raises a fault for anything else, and for more than 15 digits.
    """
    written = text(raw, "a number")
    if not NUMBER.fullmatch(written):
        raise fault("not-a-number", f"is not a number: {written!r}", by_point(written, "1,200 or 0.5"))
    return Decimal(written.replace(",", "").replace(" ", ""))


def by_point(written: str, like: str) -> str:
    """Return the remedy for a number: itself with a point, where it has a decimal comma, else an example."""
    return f"write {written.replace(',', '.')}" if DECIMAL_COMMA.fullmatch(written) else f"write it like {like}"


def factor(raw: object) -> Decimal:
    """Return a number to multiply by, such as a weight or a rate of exchange, written with a point.

    Raises a fault for anything that is no number, and for a single comma, which can be a decimal sign here.
    """
    written = text(raw, "a number")
    found = number(written)
    if ONE_COMMA.fullmatch(written):
        remedy = f"write {written.replace(',', '')} or {written.replace(',', '.')}"
        raise fault("two-readings", f"can be read in two ways: {written!r}", remedy)
    return found


def whole(raw: object) -> int:
    """Return a whole number from 0 to 9999.

    Raises a fault for anything else.
    """
    return _whole(raw, WHOLE, "3")


def signed_whole(raw: object) -> int:
    """Return a whole number from -9999 to 9999.

    Raises a fault for anything else.
    """
    return _whole(raw, SIGNED_WHOLE, "-20 or 20")


def _whole(raw: object, form: re.Pattern[str], like: str) -> int:
    written = text(raw, "a whole number")
    if not form.fullmatch(written):
        raise fault("not-a-number", f"is not a whole number: {written!r}", f"write it like {like}")
    return int(written)


def date(raw: object) -> dt.date:
    """Return a day written as ISO 8601 has it: 2026-12-01.

    Raises a fault for any other form and for a day that no calendar has.
    """
    written = text(raw, "a date")
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
            raise ValueError
        return dt.date.fromisoformat(written)
    except ValueError:
        raise fault("not-a-date", f"is not a date: {written!r}", _day_meant(written)) from None


def _day_meant(written: str) -> str | Remedy:
    """Return the remedy for a text that is no day as it is read: the day that it can stand for, or the two."""
    meant = days_meant(written)
    if len(meant) == 1:
        return Remedy(f"write {meant[0]}", meant[0].isoformat())
    if meant:
        return f"write {' or '.join(f'{day} for {in_words(day)}' for day in meant)}"
    return "write it like 2026-12-01"


def yes_no(raw: object) -> bool:
    """Return whether `yes` (or `true`) is written, or `no` (or `false`).

    Raises a fault for any other word.
    """
    written = text(raw, "yes or no")
    if written.lower() in {"yes", "true"}:
        return True
    if written.lower() in {"no", "false"}:
        return False
    raise fault("not-yes-or-no", f"is neither yes nor no: {written!r}", "write yes or no")


def percent(raw: object) -> Decimal:
    """Return a share of a whole from a percentage: `8%` is 0.08. Range: -1000% to 1000%.

    Raises a fault for another form and out of the range.
    """
    written = text(raw, "a percentage")
    found = re.fullmatch(r"([+-]?\d{1,4}(?:\.\d{1,4})?) ?%", written)
    if not found or abs(Decimal(found[1])) > 1000:
        raise fault("not-a-percentage", f"is not a percentage: {written!r}", by_point(written, "8% or 12.5%"))
    return Decimal(found[1]) / 100


def rate(raw: object) -> Decimal:
    """Return the yearly loss of money's worth from a percentage: `8%` is 0.08. Range: 0% to 1000%.

    Raises a fault for another form and out of the range.
    """
    share = percent(raw)
    if share < 0:
        raise fault("not-a-rate", f"is not a yearly rate: {text(raw)!r}", "write it like 8%")
    return share


def days(raw: object) -> Decimal:
    """Return a number of working days: `25 days`, `1 day`, `2.5 days`.

    Raises a fault for any other form.
    """
    written = text(raw, "a number of days")
    found = re.fullmatch(r"(\d{1,5}(?:\.\d{1,2})?) ?days?", written)
    if not found:
        raise fault("not-days", f"is not a number of days: {written!r}", _days_meant(written))
    return Decimal(found[1])


def _days_meant(written: str) -> str:
    """Return the remedy for a text that is no number of days."""
    if found := THOUSAND_DAYS.fullmatch(written):
        whole, rest = found["whole"], found["rest"]
        places = rest.rstrip("0")
        fewer = f" or {whole}{f'.{places}' if places else ''} {'days' if places or whole != '1' else 'day'}"
        return f"write {whole}{rest} days{fewer if len(places) < 3 else ''}"
    return by_point(written, "25 days")


def slug(raw: object) -> str:
    """Return an identity: lower-case ASCII letters and digits, joined by single hyphens, 64 characters at most.

    Raises a fault for anything else.
    """
    written = text(raw, "a name in lower-case letters")
    if not SLUG.fullmatch(written) or len(written) > LONGEST_KEY:
        raise fault(
            "not-a-slug",
            f"is not a usable key: {written!r}",
            "use lower-case letters a-z, digits and single hyphens, 64 at most",
        )
    return written


def name(raw: object) -> str:
    """Return the name of one of the method's items: lower-case letters, digits, underscores and hyphens.

    Raises a fault for anything else, and for more than 64 characters.
    """
    written = text(raw, "a name")
    if not NAME.fullmatch(written) or len(written) > LONGEST_KEY:
        raise fault(
            "not-a-name",
            f"is not a usable name: {written!r}",
            "use lower-case letters a-z, digits, underscores and hyphens, 64 at most",
        )
    return written


def web_address(raw: object) -> str:
    """Return an http, https or mailto address.

    Raises a fault for any other, which could run in a reader's browser.
    """
    written = text(raw, "a web address")
    if not re.fullmatch(r"(?:https?://|mailto:)[^\s<>\"'\\]{1,2000}", written, re.IGNORECASE):
        raise fault("not-an-address", f"is not a web address: {written!r}", "start it with https://")
    return written


def mail_address(raw: object) -> str:
    """Return an address of electronic mail, such as dana@example.com. Raises a fault for anything else."""
    written = text(raw, "a mail address")
    if not MAIL.fullmatch(written) or len(written) > 254:
        raise fault("not-a-mail-address", f"is not a mail address: {written!r}", "write it like dana@example.com")
    return written


def quarter(raw: object) -> str:
    """Return a calendar quarter, its year and number, as 2026-Q4. Raises a fault for anything else."""
    written = text(raw, "a quarter")
    if not re.fullmatch(r"[1-9][0-9]{3}-Q[1-4]", written):
        raise fault("not-a-quarter", f"is not a quarter: {written!r}", "write it like 2026-Q4")
    return written


def quarter_days(raw: object) -> Decimal:
    """Return working days of one person in a calendar quarter, from 0 to 66. Raises a fault for anything else."""
    written = text(raw, "a number of working days")
    if not re.fullmatch(r"[0-9]{1,2}(?:\.[0-9]{1,2})?", written) or Decimal(written) > MOST_DAYS:
        says = f"is not a number of working days in a quarter: {written!r}"
        remedy = f"write a number from 0 to {MOST_DAYS}, like 48 or 12.5"
        raise fault("not-a-capacity", says, remedy)
    return Decimal(written)


def one_of(*words: str) -> Callable[[object], str]:
    """Return a converter that takes one of `words` as written; for another it raises a fault with the nearest."""

    def convert(raw: object) -> str:
        written = text(raw, "a word")
        if written in words:
            return written
        raise fault("unknown-word", UNKNOWN_WORD.says.format(word=repr(written)), Meant(written, words))

    return convert


def words_of(literal: object) -> BeforeValidator:
    """Return the converter for a `Literal` type of words."""
    return BeforeValidator(one_of(*get_args(literal)))


def listed(raw: object) -> object:
    """Return a list where the author wrote a single value: one item needs no brackets."""
    return [raw] if isinstance(raw, str) else raw


@dataclass(frozen=True, slots=True)
class SpelledOut:
    """Converter that reads a bare value as a block with only `key`."""

    key: str

    def __call__(self, raw: object) -> object:
        """Return the block in which a bare value stands."""
        return {self.key: raw} if isinstance(raw, str) else raw


def spelled_out(key: str) -> SpelledOut:
    """Return a converter that reads a bare value as a block with only `key`."""
    return SpelledOut(key)


Line = Annotated[str, BeforeValidator(text)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(listed)]
Slug = Annotated[str, BeforeValidator(slug)]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(listed)]
Name = Annotated[str, BeforeValidator(name)]
Names = Annotated[tuple[Name, ...], BeforeValidator(listed)]
Number = Annotated[Decimal, BeforeValidator(number)]
Factor = Annotated[Decimal, BeforeValidator(factor)]
Whole = Annotated[int, BeforeValidator(whole)]
SignedWhole = Annotated[int, BeforeValidator(signed_whole)]
Date = Annotated[dt.date, BeforeValidator(date)]
YesNo = Annotated[bool, BeforeValidator(yes_no)]
Share = Annotated[Decimal, BeforeValidator(percent)]
YearlyRate = Annotated[Decimal, BeforeValidator(rate)]
Days = Annotated[Decimal, BeforeValidator(days)]
MailAddress = Annotated[str, BeforeValidator(mail_address)]
Quarter = Annotated[str, BeforeValidator(quarter)]
QuarterDays = Annotated[Decimal, BeforeValidator(quarter_days)]
WebAddress = Annotated[str, BeforeValidator(web_address)]

Sign = Literal["+", "-", "?"]
SPOKEN: Mapping[str, Sign] = {"+": "+", "-": "-", "?": "?", "plus": "+", "minus": "-", "unknown": "?"}


LOOKS_LIKE: Mapping[str, Sign] = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"),
    **dict.fromkeys("\uff0b\ufe62\u2795", "+"),
    **dict.fromkeys("\uff1f\ufe56\u2753", "?"),
}
"""Signs of other alphabets and of word processors that look like the three."""


def sign(raw: object) -> Sign:
    """Return a rating, `+`, `-` or `?`, from its sign or its word (`plus`, `minus`, `unknown`).

    Raises a fault for any other text.
    """
    written = text(raw, "a rating")
    try:
        return SPOKEN[written]
    except KeyError:
        raise fault("not-a-rating", f"is not a rating: {written!r}", _sign_meant(written)) from None


def _sign_meant(written: str) -> str | Meant | Remedy:
    if meant := LOOKS_LIKE.get(written):
        return Remedy(f'write "{meant}"', f'"{meant}"', certain=True)
    signs = 'write "+", "-" or "?" in quotes'
    return Meant(written, ("plus", "minus", "unknown"), signs) if written.isalpha() else signs


Rated = Annotated[Sign, BeforeValidator(sign)]
