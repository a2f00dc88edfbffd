"""The last look before anything leaves: no withheld text in a brief, no link or secret where others can read it."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.assess.share.extract import Extract, texts_of
from generator.show.share.encryption import link_of

SHORTEST = 12
"""Characters of a text that is looked for; shorter ones are words that stand anywhere."""
TAG = re.compile(r"<[^>]*>")


class Leak(Exception):  # noqa: N818 - it names what was prevented
    """A brief would have held what its reader must not see; the sentence does not repeat it."""


def refuse_leak(
    html: str, nouns: Iterable[object], extracts: Sequence[Extract], said: Iterable[str], method: object = None
) -> None:
    """Raise Leak where a page holds a text of the nouns that is in none of the extracts, in `said` or the method."""
    page = markup.unescape(TAG.sub("\0", html))
    permitted = "\0".join([*(text for each in extracts for text in each.texts()), *said, *texts_of(method)])
    for noun in nouns:
        for text in texts_of(noun):
            if len(text) >= SHORTEST and text in page and text not in permitted:
                raise Leak("a brief would have held a text that its audience must not see; nothing was written")


def telltales(secret: str, raw: bytes, generations: Mapping[str, int], passphrases: Iterable[str]) -> Iterator[bytes]:
    """Yield what must stand in no public file: the secret, every link's path and key, every passphrase."""
    yield secret.strip().encode()
    for share, generation in generations.items():
        for each in range(1, generation + 1):
            link = link_of(raw, share, each)
            yield link.path.encode()
            yield link.code.encode()
    yield from (each.encode() for each in passphrases)


def telling(folder: Path, wanted: Iterable[bytes]) -> list[str]:
    """Return the files below a folder that hold one of these, by their paths; links are not followed."""
    pattern = re.compile(b"|".join(re.escape(each) for each in wanted))
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and pattern.search(path.read_bytes())
    )
