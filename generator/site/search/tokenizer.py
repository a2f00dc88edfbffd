"""The words of a text as the search compares them: without case, accents and punctuation.

What is written without blanks between words (Chinese, Japanese, Thai and their like), or with endings that stick to
them (Korean), is taken in pairs of letters, each of which overlaps the next.
`theme/assets/javascripts/workers/words.js` is the same for the browser; a test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

LONGEST = 40
"""Letters of a word that count."""
RUN = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece"  # Thai, Lao
    "\u1000-\u103f\u1050-\u109d\u1780-\u17d3"  # Burmese, Khmer
    "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb"  # Korean
    "\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # Japanese
    "\u2e80-\u2fd5\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese characters
)
"""Letters that are taken in pairs, as a class of a regular expression."""
WORD = re.compile(rf"[{RUN}]+|[^\W{RUN}]+(?:[\u0300-\u036f]+[^\W{RUN}]*)*")
IN_RUN = re.compile(f"[{RUN}]")
LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ς": "σ"}
)
"""Letters that have no accent to lose, and are still typed as others."""


def words(text: str) -> list[str]:
    """Return the words of a text, in order."""
    return [word for each in _split(text) for word in _compared(each)]


def vocabulary(texts: Iterable[str]) -> set[str]:
    """Return the words that occur in texts."""
    different = set("\n".join(texts).split())  # before they are searched: most words of a page are there many times
    return {word for each in set(_split("\n".join(different))) for word in _compared(each)}


def _split(text: str) -> list[str]:
    return WORD.findall(text.replace("_", " "))


def _compared(word: str) -> Iterable[str]:
    """Return a word as it is compared; nothing where it holds neither letter nor digit."""
    if word.isascii():
        return (word.lower()[:LONGEST],)
    if IN_RUN.match(word):
        return _pairs(unicodedata.normalize("NFC", unicodedata.normalize("NFKD", word)))
    return filter(None, (_unaccented(word),))


def _pairs(run: str) -> Iterator[str]:
    """Yield every two neighbours of a run, and its last letter: each letter then begins one of them."""
    yield from map("".join, pairwise(run))
    yield run[-1]


@lru_cache(10_000)
def _unaccented(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word).lower().translate(LETTERS)
    return "".join(filter(str.isalnum, apart))[:LONGEST]
