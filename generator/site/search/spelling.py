"""The words of the index by their beginnings and by their ends, for what is asked for with a slip of the keyboard.

A slip leaves the first or the second half of a word as it is: the browser looks for words with the same half
(`theme/assets/javascripts/workers/spelling.js`).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.site.search.shards import END
from generator.site.search.tokenizer import IN_RUN

FORWARD, BACKWARD = b"3", b"4"
"""Sorts of keys whose members hold a number of pages; those of places come before them."""
SHORTEST = 4
"""Letters of a word that is found although it was spelled otherwise."""


def spelled(word: str) -> Iterator[bytes]:
    """Yield the keys of a word; none of one that is short, holds a digit or is made of pairs of letters."""
    if len(word) >= SHORTEST and word.isalpha() and not IN_RUN.match(word):
        yield FORWARD + word.encode() + END
        yield BACKWARD + word[::-1].encode() + END
