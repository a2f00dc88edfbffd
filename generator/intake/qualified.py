"""Words around an amount that make something else of it: a rate, a share, or one end of a range."""

from __future__ import annotations

import re
from typing import Final

PER_YEAR: Final = r"(?:(?:year|annum|jahr)\b|p\.? ?a\b\.?|(?:a|each|every) year\b|annually\b|yearly\b)"
UNIT: Final = r"(?:hour|day|week|month|quarter|head|seat|user|site|plant)"
RATE: Final = re.compile(
    rf"\s*(?:/\s*\w|per\b|pro\b|{PER_YEAR}|(?:a|each|every) {UNIT}\b|each\b|apiece\b"
    r"|(?:hour|dai|week|month|quarter)ly\b)",
    re.IGNORECASE,
)
YEARLY: Final = re.compile(rf"\s*(?:/|per\b|pro\b)?\s*{PER_YEAR}", re.IGNORECASE)
SHARE: Final = re.compile(r"(?:%|\bper ?cent)(?: of)?(?: the| our| a)?\s*$", re.IGNORECASE)
SIGN: Final = "(?:[a-z]{3} ?|[$\u00a3\u20ac] ?)"
SIZE: Final = r"(?: ?(?:k|m|mn|bn|mio|million|thousand|billion)\b\.?)"
AMOUNT: Final = rf"(?:{SIGN}\d[\d.,']*{SIZE}?|\d[\d.,']*{SIZE})(?: ?{SIGN})?"
FROM_END: Final = re.compile(rf"\s*(?:[-\u2013]|(?:to|or|bis) )\s*{SIGN}?\d", re.IGNORECASE)
TO_END: Final = re.compile(
    rf"\b(?:between|zwischen)\s*(?:{SIGN}?\d\S*{SIZE}? ?{SIGN}?(?:and|und) )?$"
    rf"|{AMOUNT} ?(?:[-\u2013]|\b(?:to|or|bis)) ?$",
    re.IGNORECASE,
)
IN_WORDS: Final = re.compile(
    r"\b(?:hundred|thousand|million|billion|grand|tausend|hundert|million(?:en)?|milliarden?)\b", re.IGNORECASE
)
"""Words of numbers that are spelled out."""


def qualified(before: str, after: str, *, yearly: bool = False) -> str:
    """Return what an amount is by the words before and after it, empty where they leave it as it is.

    Where `yearly`, an amount a year is what is asked for.
    """
    if RATE.match(after) and not (yearly and YEARLY.match(after)):
        return "a rate"
    if SHARE.search(before):
        return "that of which a share is meant"
    return "one end of a range" if FROM_END.match(after) or TO_END.search(before) else ""


def in_words(text: str) -> bool:
    """Tell whether a text has a number that is spelled out."""
    return bool(IN_WORDS.search(text))
