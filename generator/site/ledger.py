"""What one build leaves for the next: per deal and account what came of it, and on what that rested.

Kept in a folder that can be deleted at any time. It holds text alone; every line has a checksum, and what is damaged
or was written by another edition of the generator is as good as missing.
"""

from __future__ import annotations

import contextlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import astuple
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from generator.problems import Problem
from generator.site.drawn import Draw
from generator.site.lines import keep_lines, kept_lines
from generator.site.stamps import Stamp

SHARDS = 64
"""Files over which the outcomes are spread by account, so that one change rewrites little."""
FILES = "files"


class Outcome(NamedTuple):
    """What came of one file of the deals, or of an account's page.

    `content` is the digest of the file, `files` are those of the site with their digests, `row` is the deal's row as
    JSON or nothing, `found` what the search finds, `draws` what was looked up in the surroundings.
    """

    name: str
    content: str = ""
    files: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    row: str = ""
    found: bytes = b""
    draws: tuple[Draw, ...] = ()


class Kept(NamedTuple):
    """An outcome, what it rested on, and the stamps of its files where these are a proof that they stand."""

    outcome: Outcome
    key: str
    drawn: str
    stamps: tuple[Stamp | None, ...] = ()


class Read(NamedTuple):
    """The digest of a file of the deals, and the stamp that proves that it still holds."""

    stamp: Stamp
    digest: str


class Ledger:
    """The folder, read once and written once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lines: dict[str, dict[str, bytes]] = defaultdict(dict)
        self.outcomes: dict[str, Kept] = {}
        self.files: dict[str, Read] = {}
        self._recall()

    def keep(self, outcomes: Mapping[str, Kept], files: Mapping[str, Read]) -> None:
        """Keep these for the next build, and nothing else; a folder that cannot be written keeps nothing."""
        shards: dict[str, dict[str, bytes]] = {_shard(number): {} for number in range(SHARDS)}
        for name, kept in outcomes.items():
            known = self.outcomes.get(name) is kept
            shard = _shard_of(name)
            shards[shard][name] = self.lines[shard][name] if known else _line(kept)
        with contextlib.suppress(OSError):
            for shard, lines in shards.items():
                if lines != self.lines[shard]:
                    keep_lines(self.folder / shard, lines.values())
            if files != self.files:
                keep_lines(
                    self.folder / FILES, [json.dumps([[path, *each] for path, each in files.items()]).encode()]
                )

    def _recall(self) -> None:
        for number in range(SHARDS):
            shard = _shard(number)
            for line in kept_lines(self.folder / shard):
                with contextlib.suppress(ValueError, TypeError, IndexError):
                    kept = _kept(line)
                    self.outcomes[kept.outcome.name] = kept
                    self.lines[shard][kept.outcome.name] = line
        for line in kept_lines(self.folder / FILES):
            with contextlib.suppress(ValueError, TypeError):
                self.files = {path: Read(Stamp(*stamp), digest) for path, stamp, digest in json.loads(line)}


def _shard(number: int) -> str:
    return f"{number:02x}"


def _shard_of(name: str) -> str:
    """Return the shard of an account and all of its deals."""
    account = name.partition("/")[0].removesuffix(".md")
    return _shard(blake2b(account.encode("utf-8", "surrogatepass"), digest_size=1).digest()[0] % SHARDS)


def _line(kept: Kept) -> bytes:
    of = kept.outcome
    head = [
        of.name,
        of.content,
        of.files,
        list(map(astuple, of.problems)),
        of.draws,
        kept.key,
        kept.drawn,
        kept.stamps,
    ]
    return b"\t".join((json.dumps(head, separators=(",", ":")).encode(), of.row.encode(), of.found))


def _kept(line: bytes) -> Kept:
    head, row, found = line.split(b"\t")
    name, content, files, problems, draws, key, drawn, stamps = json.loads(head)
    outcome = Outcome(
        name,
        content,
        tuple((path, digest) for path, digest in files),
        tuple(Problem(*each) for each in problems),
        row.decode(),
        found,
        tuple(Draw(*each) for each in draws),
    )
    return Kept(outcome, key, drawn, tuple(each and Stamp(*each) for each in stamps))
