"""Names as identities: lower-case letters, digits and single hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping

LONGEST = 64
SPELLED = str.maketrans(
    {
        "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d",
        "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ł": "l", "Ł": "l", "ı": "i", "&": " and ", "+": " plus ",
        "'": "", "’": "",
    }
)  # fmt: skip
"""Letters that do not come apart into a plain letter and a mark."""


def slug_of(name: str) -> str:
    """Return a name in ASCII letters and digits joined by hyphens, 64 at most; empty if none of it can be kept."""
    plain = unicodedata.normalize("NFKD", name.translate(SPELLED)).encode("ascii", "ignore").decode("ascii")
    return _cut("-".join(re.findall("[a-z0-9]+", plain.lower())), LONGEST)


def _cut(slug: str, longest: int) -> str:
    if len(slug) <= longest:
        return slug
    at_a_hyphen = slug[: longest + 1].rpartition("-")[0]
    return at_a_hyphen or slug[:longest].rstrip("-")


def slugs_for(names: Mapping[str, str], taken: Container[str]) -> dict[str, str]:
    """Return a slug for each id from its name, none of them taken.

    Where several names come out the same, the lowest id gets the plain slug and the others get their id behind it,
    so the order of the rows does not matter. Ids that differ in letter case alone are numbered.
    """
    given: dict[str, str] = {}
    used: set[str] = set()
    for id_ in sorted(names):
        slug = next(each for each in _candidates(names[id_], id_) if each not in used and each not in taken)
        used.add(slug)
        given[id_] = slug
    return given


def _candidates(name: str, id_: str) -> Iterable[str]:
    plain, tail = slug_of(name), slug_of(id_)
    if plain:
        yield plain
    whole = _cut(plain, LONGEST - 1 - len(tail[:24])) + "-" + tail[:24] if plain and tail else tail or "unnamed"
    whole = whole.strip("-")
    yield whole
    number = 2
    while True:
        yield f"{_cut(whole, LONGEST - 6)}-{number}"
        number += 1
