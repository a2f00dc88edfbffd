"""The words of a text as the search compares them: without case, accents and punctuation.

`theme/assets/javascripts/workers/words.js` is the same for the browser; a test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LONGEST = 40
"""Letters of a word that count."""
WORD = re.compile(r"[\w\u0300-\u036f]+")
LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ς": "σ"}
)
"""Letters that have no accent to lose, and are still typed as others."""


def words(text: str) -> list[str]:
    """Return the words of a text, in order."""
    return [word for each in _split(text) if (word := folded(each))]


def vocabulary(texts: Iterable[str]) -> set[str]:
    """Return the words that occur in texts."""
    different = set("\n".join(texts).split())  # before they are searched: most words of a page are there many times
    return {word for each in set(_split("\n".join(different))) if (word := folded(each))}


def _split(text: str) -> list[str]:
    return WORD.findall(text.replace("_", " "))


def folded(word: str) -> str:
    """Return a word as it is compared; nothing where it holds neither letter nor digit."""
    return word.lower()[:LONGEST] if word.isascii() else _unaccented(word)


@lru_cache(10_000)
def _unaccented(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word).lower().translate(LETTERS)
    return "".join(filter(str.isalnum, apart))[:LONGEST]
