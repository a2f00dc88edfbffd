"""The last look before anything leaves: no withheld text in a brief, no link or secret where others can read it."""

from __future__ import annotations

import base64
import dataclasses
import html as markup
import json
import os
import re
import stat
import string
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.assess.share.extract import PARTNERS, Extract, texts_of
from generator.model.deal import Rating
from generator.model.method import Audience
from generator.model.text import Noun
from generator.show.share.encryption import ShareLink

ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
"""The digits of base64, by their value."""
SPELLINGS = {"+": rb"(?:[+-]|%2[Bb])", "/": rb"(?:[/_]|%2[Ff])"}
"""Spelling of the two characters that differ between the alphabets."""
BREAK = rb"(?:\s|\\[nr])*"
"""Stands between digits: a line may end there, in text or in JSON."""


class Leak(Exception):  # noqa: N818 - it names what was prevented
    """A brief would have held what its reader must not see; the sentence does not repeat it."""


def refuse_leak(nouns: Mapping[str, object], extract: Extract, audience: Audience, partner: str | None) -> None:
    """Check an extract. Raises Leak where it holds a text of the nouns that stands at no place of the list.

    A brief is printed from its extracts, so this looks at what goes into it: what the page says besides is our own
    text, which may read like anything that an author wrote. The list is read here a second time, in another way than
    the extract was made.
    """
    permitted = {
        text for root, noun in nouns.items() for text in _permitted(noun, root, audience, partner, listed=False)
    }
    if any(text not in permitted for text in extract.texts_of_roots(nouns)):
        raise Leak("the brief would have held a text that its audience must not see")


def _permitted(noun: object, at: str, audience: Audience, partner: str | None, *, listed: bool) -> Iterator[str]:
    """Yield the texts at and below a path that are on the list, and in items with all the marks that it asks for."""
    listed = listed or at in audience.shows
    if isinstance(noun, Mapping):
        marks = audience.only.get(at, ())
        for key, item in noun.items():
            if key == partner if at == PARTNERS else all(getattr(item, mark) for mark in marks):
                yield from _permitted(item, at, audience, partner, listed=listed)
    elif isinstance(noun, Noun | Rating):
        for name in type(noun).model_fields:
            yield from _permitted(getattr(noun, name), f"{at}.{name}", audience, partner, listed=listed)
    elif dataclasses.is_dataclass(noun) and not isinstance(noun, type):
        for field in dataclasses.fields(noun):
            yield from _permitted(getattr(noun, field.name), f"{at}.{field.name}", audience, partner, listed=listed)
    elif listed:
        yield from texts_of(noun)


class Telltale(NamedTuple):
    """Pattern of a text that no public file may hold, and the share it belongs to; none for the secret itself."""

    share: str
    pattern: bytes


def telltales(
    secret: bytes, links: Mapping[str, Sequence[ShareLink]], passphrases: Mapping[str, str]
) -> list[Telltale]:
    """Return the secret, the path and key of every link, and every passphrase, in each spelling that is accepted."""
    of_links = [
        Telltale(share, pattern)
        for share, each in links.items()
        for link in each
        for pattern in (b"(?i:%s)" % link.path.encode(), spelled(link.key))
    ]
    of_passphrases = [Telltale(share, _said(passphrase)) for share, passphrase in passphrases.items()]
    return [Telltale("", spelled(secret)), *of_links, *of_passphrases]


def spelled(raw: bytes) -> bytes:
    """Return a pattern for every base64 text of some bytes: of both alphabets, in an address, broken over lines.

    The last digit has bits that say nothing, so several digits are accepted there.
    """
    text = base64.b64encode(raw).decode().rstrip("=")
    digits, last = text[:-1], text[-1]
    place, spare = ALPHABET.index(last), 1 << (-len(raw) * 8 % 6)
    ends = b"|".join(_digit(each) for each in ALPHABET[place : place + spare])
    return BREAK.join([*map(_digit, digits), b"(?:%s)" % ends])


def _digit(digit: str) -> bytes:
    return SPELLINGS.get(digit, digit.encode())


def _said(passphrase: str) -> bytes:
    """Return a pattern for a passphrase as it stands in text, in HTML and in JSON."""
    plain = unicodedata.normalize("NFKC", passphrase)
    forms = {plain, markup.escape(plain), markup.escape(plain, quote=False), json.dumps(plain)[1:-1]}
    forms.add(markup.escape(plain).replace("&quot;", "&#34;").replace("&#x27;", "&#39;"))
    words = [rb"\s+".join(re.escape(word.encode()) for word in form.split()) for form in sorted(forms)]
    return b"(?:%s)" % b"|".join(words)


class Looked(NamedTuple):
    """Result of searching a folder: the shares of which a file holds a telltale, and what could not be read."""

    shares: Mapping[str, str]
    unread: Sequence[str]


def telling(folder: Path, wanted: Iterable[Telltale]) -> Looked:
    """Return which shares' telltales stand below a folder, each with a file that holds one; no link is followed.

    A text is looked at in its normal form (NFKC), in which a passphrase is what its readers type.
    """
    wanted = list(wanted)
    any_of_them = re.compile(b"|".join(each.pattern for each in wanted))
    hits: dict[str, str] = {}
    unread: list[str] = []
    for path, content in _contents_below(folder, unread):
        if any_of_them.search(content):
            for each in wanted:
                if re.search(each.pattern, content):
                    hits.setdefault(each.share, path)
    return Looked(hits, unread)


def _contents_below(folder: Path, unread: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield each file below a folder with what it holds, and add to `unread` what the system does not let us see."""

    def missed(fault: OSError) -> None:
        if not isinstance(fault, FileNotFoundError):  # what has just gone holds nothing any more
            unread.append(Path(fault.filename).relative_to(folder).as_posix())

    for within, folders, names in os.walk(folder, onerror=missed):
        folders.sort()
        for path in (Path(within, name) for name in sorted(names)):
            try:
                content = path.read_bytes() if stat.S_ISREG(path.lstat().st_mode) else b""
            except OSError as fault:
                missed(fault)
                continue
            yield path.relative_to(folder).as_posix(), _normal(content)


def _normal(content: bytes) -> bytes:
    if content.isascii():
        return content
    return unicodedata.normalize("NFKC", content.decode("utf-8", "replace")).encode("utf-8", "replace")
