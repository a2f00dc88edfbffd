"""Values in print: amounts, days, scores, shares; exact until here, rounded only here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from generator.assess.words import day_in_words
from generator.model.counting import noun_for
from generator.model.money import Money
from generator.model.text import Sign

MINUS: Final = "−"
NOTHING: Final = "–"
GLYPHS: Final[Mapping[str, str]] = {"+": "+", "-": MINUS, "?": "?"}
SIGN_WORDS: Final[Mapping[str, str]] = {"+": "plus", "-": "minus", "?": "unknown"}
EVERY: Final[Mapping[str, str]] = {"once": "once", "month": "a month", "year": "a year"}
"""Frequency of an amount of value, in words."""
SLOT: Final = re.compile(r"\[([a-z0-9_-]+)\]")
"""A named blank in a sentence of a value statement."""
VERDICT_WORDS: Final[Mapping[str, str]] = {
    "pursue": "Pursue",
    "strengthen": "Strengthen",
    "qualify": "Qualify",
    "walk-away": "Walk away",
    "won": "Won",
    "lost": "Lost",
    "no-decision": "No decision",
    "withdrawn": "Withdrawn",
}


def tenfold(value: Fraction | Decimal | int, places: int) -> int:
    """Return `value` times ten to the `places`, rounded half away from zero, as one rounds by hand."""
    over, under = value.as_integer_ratio()
    size: int = (abs(over) * 10**places * 2 + under) // (under * 2)
    return size if over >= 0 else -size


def plain(value: Fraction | Decimal | int, places: int = 1) -> str:
    """Return a number with at most `places` decimals, none where they are zeros: `46.7`, `100`, `−33.3`."""
    size = tenfold(value, places)
    whole, part = divmod(abs(size), 10**places)
    decimals = f".{part:0{places}}".rstrip("0") if part else ""
    return f"{MINUS if size < 0 else ''}{whole:,}{decimals}"


def score(value: Fraction) -> str:
    """Return a score from −100 to +100 with its sign: `+46.7`, `−20`, `0`."""
    words = plain(value)
    return words if words == "0" or words[0] == MINUS else f"+{words}"


def percent(share: Fraction | Decimal, places: int = 0) -> str:
    """Return a share of a whole in percent: 2/3 is `67%`."""
    return f"{plain(Fraction(share) * 100, places)}%"


def money(amount: Money | None) -> str:
    """Return an amount in full, `EUR 1,200,000`, or a dash where there is none."""
    if amount is None:
        return NOTHING
    sign = MINUS if amount.amount < 0 else ""
    whole = amount.amount == amount.amount.to_integral_value()
    digits = f"{abs(amount.amount):,.{0 if whole else 2}f}"
    return f"{sign}{amount.currency}\u00a0{digits}"


def whole_money(amount: Money | None) -> str:
    """Return an amount rounded to whole units of its currency, as a computed figure is shown."""
    if amount is None:
        return NOTHING
    return money(Money(amount.amount.quantize(Decimal(1), ROUND_HALF_UP), amount.currency))


def short_money(amount: Money | None) -> str:
    """Return an amount to three figures with its scale: `EUR 1.2m`, `EUR 250k`."""
    if amount is None:
        return NOTHING
    size = abs(amount.amount)
    for least, scale, letter in ((999_500, 1_000_000, "m"), (1_000, 1_000, "k")):
        if size >= least:
            scaled = size / scale
            places = 0 if scaled >= 100 else 1 if scaled >= 10 else 2
            return f"{MINUS if amount.amount < 0 else ''}{amount.currency}\u00a0{plain(scaled, places)}{letter}"
    return whole_money(amount)


def figure(amount: Money, sign: int = 1) -> str:
    """Return a computed amount for a table whose heading names the currency: `620,000`, `−85,000`, or a dash."""
    return plain(amount.amount * sign, 0) if amount.amount else NOTHING


def day(date: dt.date | None) -> str:
    """Return a day as people write it, `31 Mar 2027`, or a dash where there is none."""
    return day_in_words(date).replace(" ", "\u00a0") if date else NOTHING


def counted(number: int | Decimal, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 day`, `3 days`."""
    return f"{plain(number)} {noun_for(number, one, many)}"


def glyph(sign: Sign | str) -> str:
    """Return the mark of a rating: `+`, a real minus, `?`."""
    return GLYPHS[sign]


def sign_word(sign: Sign | str) -> str:
    """Return the rating's word: plus, minus, unknown. Part of class names, too."""
    return SIGN_WORDS[sign]


def verdict_word(word: str) -> str:
    """Return a verdict's or an outcome's word as it is printed."""
    return VERDICT_WORDS[word]


def after_word(says: str, word: str) -> str:
    """Return a verdict's sentence without its leading word, for where the word's own mark stands before it."""
    rest = says.removeprefix(f"{VERDICT_WORDS[word]}: ")
    return rest[:1].upper() + rest[1:]


def listing(words: list[str] | tuple[str, ...], last: str = "and") -> str:
    """Return words as a sentence lists them: `a`, `a and b`, `a, b and c`."""
    return ", ".join(words[:-1]) + f" {last} {words[-1]}" if len(words) > 1 else "".join(words)


def cut(text: str, longest: int) -> str:
    """Return a text on one line, with an ellipsis for what is beyond so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def unfolded(slug: str) -> str:
    """Return a slug as words, for where nobody wrote a label: `status-quo` becomes `Status quo`."""
    words = slug.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
