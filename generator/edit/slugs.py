"""Names as identities: lower-case letters, digits and single hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping

from anyascii import anyascii

from generator.model.playbook import DEVICES

LONGEST = 64
NAMELESS = "unnamed"
SPELLED = str.maketrans(
    {
        "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d",
        "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ł": "l", "Ł": "l", "ı": "i", "&": " and ", "+": " plus ",
        "'": "", "’": "",
    }
)  # fmt: skip
"""Letters that do not come apart into a plain letter and a mark."""


def slug_of(name: str) -> str:
    """Return a name in ASCII letters and digits joined by hyphens, 64 at most; empty if none of it can be kept.

    A name with letters of another script than Latin, or of which nothing would be left, is transliterated.
    """
    return _cut(whole_slug(name), LONGEST)


def whole_slug(name: str) -> str:
    """Return the same at any length, so that no two names agree because they were cut."""
    plain = _plain(name) if _is_latin(name) else ""
    return plain or _plain(anyascii(name))


def _plain(name: str) -> str:
    ascii_ = unicodedata.normalize("NFKD", name.translate(SPELLED)).encode("ascii", "ignore").decode("ascii")
    return "-".join(re.findall("[a-z0-9]+", ascii_.lower()))


def _is_latin(name: str) -> bool:
    """Tell whether every letter is Latin; a sign that only looks like a letter, such as an accent alone, counts."""
    letters = (each for each in name if not each.isascii() and unicodedata.category(each) in ("Lo", "Lu", "Ll"))
    return all(
        unicodedata.normalize("NFKD", each)[0].isascii() or "LATIN" in unicodedata.name(each, "") for each in letters
    )


def _cut(slug: str, longest: int) -> str:
    if len(slug) <= longest:
        return slug
    at_a_hyphen = slug[: longest + 1].rpartition("-")[0]
    return at_a_hyphen or slug[:longest].rstrip("-")


def slugs_for(
    names: Mapping[str, str], taken: Container[str], ids: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return a slug for each key from its name, none of them taken and none a device's on Windows.

    Where several names come out the same, the lowest key gets the plain slug and the others get their id behind it,
    so the order of the rows does not matter. The key is the id unless `ids` has another one for it; one without an
    id, and ids that differ in letter case alone, are numbered.
    """
    given: dict[str, str] = {}
    used: set[str] = set()
    for key in sorted(names):
        id_ = key if ids is None else ids.get(key, "")
        slug = next(
            each
            for each in _candidates(slug_of(names[key]), slug_of(id_))
            if each not in used and each not in taken and each not in DEVICES
        )
        used.add(slug)
        given[key] = slug
    return given


def _candidates(plain: str, id_: str) -> Iterator[str]:
    tail = id_[:24].strip("-")
    if plain:
        yield plain
    whole = f"{_cut(plain, LONGEST - 1 - len(tail))}-{tail}" if plain and tail else plain or id_ or NAMELESS
    yield whole
    number = 2
    while True:
        yield f"{_cut(whole, LONGEST - 6)}-{number}"
        number += 1
