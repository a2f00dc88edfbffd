"""Earlier versions of deals, read from the repository or from the cache."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

from generator.git.cache_file import CacheFolder
from generator.git.command import Contents
from generator.model.deal import Deal
from generator.problems import Refused
from generator.read.old_version import read_version, scored_deal
from generator.read.pieces import Pieces
from generator.read.yaml.document import LARGEST_FILE
from generator.storage.compact_json import compact_json, parsed

BASIS: Final = "versions of a deal with its fields and its row in the CRM"
AT_HAND: Final = 64
"""Versions that are kept ready: a change needs the one before it, which was the last one but a few."""


class UnreadableVersion(Exception):  # noqa: N818 - it is what an old file amounts to
    """A version that cannot be scored, with the reason in a sentence."""


class Versions:
    """The versions of one deal, whose file is at `path` today; new ones are written by `keep`.

    `missing` tells that one was asked for which this clone does not hold.
    """

    def __init__(self, path: str, contents: Contents, memory: CacheFolder) -> None:
        self.path, self.contents, self.memory = path, contents, memory
        self.missing = False
        self.pieces = Pieces(path)
        self.learnt: dict[bytes, bytes] = {}
        self.at_hand: OrderedDict[str, Deal | UnreadableVersion] = OrderedDict()

    @property
    def name(self) -> str:
        """The name under which the versions are kept."""
        return f"{self.path.removesuffix('.md')}.lines"

    @cached_property
    def known(self) -> Mapping[bytes, bytes]:
        """Cached versions by the id of their content: JSON, which is parsed when it is asked for."""
        lines = (line.partition(b" ") for line in self.memory.recalled(self.name, BASIS))
        return {blob: record for blob, _, record in lines}

    def deal(self, blob: str) -> Deal:
        """Return the deal of a version, as far as a score rests on it.

        Raises UnreadableVersion with the reason where it cannot be scored, GitFailed where git gives up.
        """
        deal = self.at_hand.get(blob)
        if deal is None:
            deal = self.at_hand[blob] = self._remembered(blob) or self._read(blob)
            if len(self.at_hand) > AT_HAND:
                self.at_hand.popitem(last=False)
        if isinstance(deal, UnreadableVersion):
            raise UnreadableVersion(str(deal))
        return deal

    def keep(self) -> None:
        """Write the new versions, with the cached ones."""
        if self.learnt:
            lines = {**self.known, **self.learnt}
            self.memory.keep(self.name, BASIS, (b"%b %b" % each for each in lines.items()))

    def _remembered(self, blob: str) -> Deal | UnreadableVersion | None:
        name = blob.encode("ascii")
        line = self.known.get(name) or self.learnt.get(name)
        record = parsed(line) if line else None
        if not isinstance(record, dict):
            return None
        if isinstance(record.get("note"), str):
            return UnreadableVersion(record["note"])
        try:
            return scored_deal(self.path, record["text"]) if isinstance(record.get("text"), dict) else None
        except Refused:
            return None

    def _read(self, blob: str) -> Deal | UnreadableVersion:
        content = self.contents.read(blob, LARGEST_FILE + 1)
        if content is None:
            self.missing = True
            return UnreadableVersion("this clone does not hold the file")
        record: Mapping[str, Any]
        made: Deal | UnreadableVersion
        try:
            version = read_version(self.path, content, self.pieces)
            record, made = {"text": version.text}, version.deal
        except Refused as refused:
            first = refused.problems[0]
            note = f"line {first.line}: {first.says}"
            record, made = {"note": note}, UnreadableVersion(note)
        self.learnt[blob.encode("ascii")] = compact_json(record)
        return made
