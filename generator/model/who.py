"""Names of people: a text that is a member of the team where it is a member's name or key, and plain otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo

from generator.model.text import Line, fault

JOINERS = "\u200c\u200d"
STRUCK = {"\u0131": "i", "\u0142": "l", "\u00f8": "o", "\u0111": "d", "\u0127": "h", "\u0167": "t"}
"""Letters whose stroke or missing dot is no character of its own that could be taken away, with the plain ones."""
CYRILLIC = dict(zip(map(chr, (
    0x430, 0x432, 0x435, 0x43A, 0x43C, 0x43D, 0x43E, 0x440, 0x441, 0x442, 0x443, 0x445, 0x455, 0x456, 0x458, 0x4BB,
    0x501, 0x51B, 0x51D,
)), "abekmhopctyxsijhdqw", strict=True))  # fmt: skip
GREEK = dict(zip(map(chr, (
    0x3B1, 0x3B2, 0x3B5, 0x3B9, 0x3BA, 0x3BC, 0x3BD, 0x3BF, 0x3C1, 0x3C4, 0x3C5, 0x3C7,
)), "abeikmvoptyx", strict=True))  # fmt: skip
"""Letters of other alphabets that look like a Latin one, as small letters or as capitals, with that one."""
ALIKE = str.maketrans(STRUCK | CYRILLIC | GREEK)
CURLY = re.compile("[\u201c\u201d\u201e\u2018\u201a\u00ab](.*)[\u201c\u201d\u2018\u2019\u00bb]")
Handles = Mapping[str, str]
"""The members' names by what they answer to: the handles of their names and keys."""


@lru_cache(4096)
def handle(written: str) -> str:
    """Return a name as it is compared: letter case, the form of characters (NFKC) and the number of blanks aside."""
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", written).casefold()).split())


def look(written: str) -> str:
    """Return a name as people take it in: its handle without accents and without joiners that nobody sees.

    Letters of other alphabets that look like Latin ones are those.
    """
    apart = unicodedata.normalize("NFKD", handle(written)).translate(ALIKE)
    return "".join(each for each in apart if not unicodedata.combining(each) and each not in JOINERS)


def foreign_letter(word: str) -> str:
    """Return the first letter of another alphabet that looks Latin in a word with Latin letters; empty without."""
    has_latin = any(each.isascii() and each.isalpha() for each in word)
    return next((each for each in word if has_latin and each.casefold() in CYRILLIC | GREEK), "")


def respelled(names: Iterable[str]) -> Mapping[str, str]:
    """Return the usual spelling, by each other one, of names that occur in several letter cases."""
    counts = Counter(names)
    alike: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        alike[handle(name)].append(name)
    several = (spellings for spellings in alike.values() if len(spellings) > 1)
    usual = ((spellings, max(spellings, key=counts.__getitem__)) for spellings in several)
    return {name: best for spellings, best in usual for name in spellings if name != best}


def called(written: str, members: Handles) -> str:
    """Return the name of the member who answers to a text, or the text as it stands where nobody does."""
    return members.get(handle(written), written) if members else written


def _by_name(written: str, info: ValidationInfo) -> str:
    if CURLY.fullmatch(written):
        says = f"stands between typographic quotes, which are read as a part of it: {written!r}"
        raise fault("typographic-quotes", says, "write straight ones, or none")
    return called(written, info.context or {})


Who = Annotated[Line, AfterValidator(_by_name)]
"""A person who owns or did something. Reading gives the members as context; without them, the text stays."""
