"""Earlier versions of deals, read from the repository or remembered."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Final

from generator.model.deal import Deal
from generator.problems import Refused
from generator.read.document import LARGEST_FILE
from generator.read.old_version import read_version, scored_deal
from generator.track.git import Contents
from generator.track.remembered import Lines, Memory, read, written

AT_HAND: Final = 64
"""Versions that are kept ready: a change needs the one before it, which was the last one but a few."""


class Unreadable(Exception):  # noqa: N818 - it is what an old file amounts to
    """A version that cannot be scored, and why, in a sentence."""


class Versions:
    """The versions of one deal, which stands at `path` today; what is new of them is kept when that is asked for."""

    def __init__(self, path: str, contents: Contents, memory: Memory) -> None:
        self.path, self.contents, self.memory = path, contents, memory
        self.known: Lines = memory.recalled(self.identity)
        self.learnt: Lines = {}
        self.at_hand: OrderedDict[str, Deal | Unreadable] = OrderedDict()

    @property
    def identity(self) -> str:
        """The deal's identity today."""
        return self.path.removesuffix(".md")

    def deal(self, blob: str) -> Deal:
        """Return the deal of a version, as far as a score rests on it; raise Unreadable with the reason."""
        found = self.at_hand.get(blob)
        if found is None:
            found = self.at_hand[blob] = self._remembered(blob) or self._read(blob)
            if len(self.at_hand) > AT_HAND:
                self.at_hand.popitem(last=False)
        if isinstance(found, Unreadable):
            raise Unreadable(str(found))
        return found

    def keep(self) -> None:
        """Keep what was learnt, with what is known already."""
        if self.learnt:
            self.memory.keep(self.identity, self.known | self.learnt)

    def _remembered(self, blob: str) -> Deal | Unreadable | None:
        line = self.known.get(blob) or self.learnt.get(blob)
        told = read(line) if line else {}
        if isinstance(told.get("note"), str):
            return Unreadable(told["note"])
        try:
            return scored_deal(self.path, told["text"]) if isinstance(told.get("text"), dict) else None
        except Refused:
            return None

    def _read(self, blob: str) -> Deal | Unreadable:
        content = self.contents.read(blob, LARGEST_FILE + 1)
        if content is None:
            return Unreadable("this clone does not hold the file")
        told: Mapping[str, Any]
        made: Deal | Unreadable
        try:
            version = read_version(self.path, content)
            told, made = {"text": version.text}, version.deal
        except Refused as refused:
            first = refused.problems[0]
            note = f"line {first.line}: {first.says}"
            told, made = {"note": note}, Unreadable(note)
        self.learnt[blob] = written(told)
        return made
