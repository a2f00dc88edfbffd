"""Pieces of front matter, each of which is read but once, however many versions of a file hold it.

A piece is a key with its block, or one of the ratings. Pieces that are each sound by themselves say together the same
as the whole, as none of them can reach into the next; wherever there is a doubt, the whole has to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final, NamedTuple

from generator.problems import Refused
from generator.read.yaml import characters
from generator.read.yaml.composing import MOST_ENTRIES, MOST_VALUES
from generator.read.yaml.document import LARGEST_FRONT_MATTER, parse
from generator.read.yaml.fences import CLOSING_RULE, RULE
from generator.read.yaml.place import At

KEY: Final = re.compile(r"^([a-z][a-z0-9_]*):(?=[ \n])", re.MULTILINE)
DIVIDED: Final = "assessment"
INNER: Final = re.compile(r"^  ([a-z][a-z0-9_]*):(?=[ \n])", re.MULTILINE)
COMMENTS: Final = re.compile(r"(?: *(?:#.*)?\n)*")
MOST: Final = 2_000
"""Pieces that are remembered: those of one file and of many changes."""


class Piece(NamedTuple):
    """Content of a piece by itself, and the number of its values."""

    says: dict[str, Any]
    values: int


class Doubtful(Exception):  # noqa: N818 - it is what the pieces of a file are
    """The whole has to be read."""


class Pieces:
    """The pieces of the versions of one file; None stands for one that is not sound."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.known: dict[str, Piece | None] = {}

    def whole(self, content: bytes) -> dict[str, Any]:
        """Return the content of a file's front matter. Raises Doubtful where the whole has to be read."""
        found: dict[str, Any] = {}
        values = 0
        for at, text in _divided(_front(self.path, content)):
            piece = self._piece(at, text)
            values += piece.values
            if len(at) == 1:
                found |= piece.says
            else:
                found.setdefault(DIVIDED, {}).update(piece.says[DIVIDED])
        if values > MOST_VALUES:
            raise Doubtful
        return found

    def _piece(self, at: At, text: str) -> Piece:
        if text not in self.known:
            if len(self.known) >= MOST:
                self.known.clear()
            self.known[text] = self._read(at, text)
        if piece := self.known[text]:
            return piece
        raise Doubtful

    def _read(self, at: At, text: str) -> Piece | None:
        """Return a piece, None unless it has nothing but what it should, and that without a problem."""
        try:
            document = parse(self.path, f"---\n{text}---\n".encode())
        except Refused:
            return None
        strange = any(place[: len(at)] != at[: len(place)] for place in document.places)
        return None if document.problems or strange else Piece(document.data, len(document.places))


def _front(path: str, content: bytes) -> str:
    """Return the lines between the rules."""
    if len(content) > LARGEST_FRONT_MATTER:
        raise Doubtful
    text = characters.decode(path, content)
    opening = RULE.match(text)
    closing = CLOSING_RULE.search(text, opening.end()) if opening else None
    if not (opening and closing) or "\r" in text or characters.forbidden(text):
        raise Doubtful
    return text[opening.end() : closing.start()]


def _divided(front: str) -> Iterator[tuple[At, str]]:
    """Yield the pieces with the path at which each stands."""
    for key, text in _parts(KEY, front):
        if key == DIVIDED and text.startswith(f"{DIVIDED}:\n"):
            for name, part in _parts(INNER, text.removeprefix(f"{DIVIDED}:\n")):
                yield (key, name), f"{DIVIDED}:\n{part}"
        else:
            yield (key,), text


def _parts(begins: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a text, each from its key to the next; comments before the first one belong to it."""
    found = list(begins.finditer(text))
    keys = [each[1] for each in found]
    if not keys or len(keys) > MOST_ENTRIES or len(set(keys)) < len(keys):
        raise Doubtful
    if not COMMENTS.fullmatch(text, 0, found[0].start()):
        raise Doubtful
    bounds = [0, *(each.start() for each in found[1:]), len(text)]
    for key, (start, end) in zip(keys, pairwise(bounds), strict=True):
        yield key, text[start:end]
