"""What one build leaves for the next: what came of each file and page, and on what that rested.

Kept in a folder that can be deleted at any time. It holds text alone, and what is damaged or was written by another
edition of the generator is as good as missing. `index` is read by every build, the rest as far as it is needed:
details of what came of a file in shards by account, and a column for each kind of slip that the deals hand in.
"""

from __future__ import annotations

import contextlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from generator.problems import Problem
from generator.show.text.compact_json import compact
from generator.site.cache.dependencies import Dependency
from generator.site.output.stat import FileStamp
from generator.site.storage.checked_file import keep_block, keep_lines, kept_block, kept_lines

INDEX = "index"
SLIP = b"\x1e"
"""ASCII's own mark between records; no slip holds it."""
SHARDS = 64
"""Files over which the details are spread by account, so that one change rewrites little."""


class Damaged(Exception):  # noqa: N818 - it names what a part of the ledger is
    """Something that the index promises is not there as it was written."""


class CachedResult(NamedTuple):
    """What came of one file of the deals, of an account's page, or of what is made of all deals together.

    `content` is the digest of the file, `files` are those of the site with their digests, `sheet` and `slips` what a
    deal hands in, `told` the digests of the slips, which is all that is kept of them here. `found` is what the search
    finds, `draws` what was looked up in the surroundings.
    """

    name: str
    content: str = ""
    files: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    sheet: str = ""
    slips: tuple[bytes, ...] = ()
    told: tuple[str, ...] = ()
    found: bytes = b""
    draws: tuple[Dependency, ...] = ()


class ResultNote(NamedTuple):
    """What the index tells of an outcome: on what it rested, and as much of it as every build needs to know.

    `sheet` is the digest of the deal's sheet, empty where it has none; `files` is how many files of the site came of
    it, `faulty` whether it has problems.
    """

    key: str
    sheet: str
    files: int
    faulty: bool


class FileRead(NamedTuple):
    """The digest of a file of the deals, and the stamp that proves that it still holds."""

    stamp: FileStamp
    digest: str


@dataclass
class CacheIndex:
    """What every build reads. `deals` have handed in slips, in their order, and `columns` are what stands for these.

    `ground` is the digest of everything that was looked up for any of the outcomes, `others` the files of the site
    that came of none, `theme` stands for the theme that most of these came of.
    """

    notes: dict[str, ResultNote] = field(default_factory=dict)
    deals: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    ground: dict[Dependency, str] = field(default_factory=dict)
    files: dict[str, FileRead] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    theme: str = ""


class CacheStore:
    """The folder; without one nothing is known and nothing kept."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.index = CacheIndex()
        self._shards: dict[str, dict[str, bytes]] = {}
        if folder:
            for line in kept_lines(folder / INDEX):
                with contextlib.suppress(ValueError, TypeError):
                    self.index = _index(line)

    @property
    def remembers(self) -> bool:
        """Whether anything is known or kept."""
        return self.folder is not None or bool(self.index.notes)

    def forget(self) -> None:
        """Know nothing any more."""
        self.index = CacheIndex(files=self.index.files)
        self._shards.clear()

    def outcome(self, name: str) -> CachedResult:
        """Return an outcome without its slips; raise Damaged where it is gone."""
        try:
            return _outcome(self.lines(_shard_of(name))[name])
        except (KeyError, ValueError, TypeError):
            raise Damaged(name) from None

    def column(self, kind: str) -> list[bytes]:
        """Return the slips of one kind, in the order of the deals; raise Damaged where they are gone."""
        column = _column(kind, self.index.columns.get(kind, ""))
        block = kept_block(self.folder / column) if self.folder else None
        if block is None:
            raise Damaged(kind)
        return block.split(SLIP) if self.index.deals else []

    def keep_column(self, kind: str, told: str, lines: Iterable[bytes]) -> None:
        """Keep the slips of one kind beside those that the index tells of; a folder that takes none has none."""
        if self.folder:
            with contextlib.suppress(OSError):
                keep_block(self.folder / _column(kind, told), SLIP.join(lines))

    def has_column(self, kind: str, told: str) -> bool:
        """Tell whether the slips are kept."""
        return self.folder is None or (self.folder / _column(kind, told)).exists()

    def keep(self, index: CacheIndex, fresh: Iterable[CachedResult]) -> None:
        """Keep an index and the outcomes in it that are fresh; only its columns stay. OSError passes."""
        if self.folder is None:
            return
        shards: dict[str, dict[str, bytes]] = defaultdict(dict)
        for outcome in fresh:
            shards[_shard_of(outcome.name)][outcome.name] = _line(outcome)
        gone = {_shard_of(name) for name in self.index.notes.keys() - index.notes.keys()}
        for shard in sorted(gone | shards.keys()):
            lines = {name: line for name, line in self.lines(shard).items() if name in index.notes}
            keep_lines(self.folder / shard, (lines | shards[shard]).values())
        keep_lines(self.folder / INDEX, [_written(index)])
        columns = {_column(*each) for each in index.columns.items()}
        for file in self.folder.glob(_column("*", "*")):
            if file.name not in columns:
                file.unlink()

    def lines(self, shard: str) -> Mapping[str, bytes]:
        """Return the lines of a shard by the names of the outcomes."""
        if shard not in self._shards:
            lines = kept_lines(self.folder / shard) if self.folder and self.index.notes else ()
            self._shards[shard] = {line.partition(b"\t")[0].decode(): line for line in lines}
        return self._shards[shard]


def _column(kind: str, told: str) -> str:
    return f"{kind}.{told}"


def _shard_of(name: str) -> str:
    """Return the shard of an account and all of its deals."""
    account = name.partition("/")[0]
    number = blake2b(account.encode("utf-8", "surrogatepass"), digest_size=1).digest()[0] % SHARDS
    return f"{number:02x}"


def _line(of: CachedResult) -> bytes:
    head = [of.content, of.files, list(map(astuple, of.problems)), of.draws, of.told]
    return b"\t".join((of.name.encode(), _json(head), of.sheet.encode(), of.found))


def _outcome(line: bytes) -> CachedResult:
    name, head, sheet, found = line.split(b"\t", 3)
    content, files, problems, draws, told = json.loads(head)
    return CachedResult(
        name.decode(),
        content,
        tuple((path, written) for path, written in files),
        tuple(Problem(*each) for each in problems),
        sheet.decode(),
        (),
        tuple(told),
        found,
        tuple(Dependency(*each) for each in draws),
    )


def _written(index: CacheIndex) -> bytes:
    return _json(
        [
            [[name, *note] for name, note in index.notes.items()],
            index.deals,
            index.columns,
            [[*draw, told] for draw, told in index.ground.items()],
            [[path, *stamp, told] for path, (stamp, told) in index.files.items()],
            index.others,
            index.theme,
        ]
    )


def _index(line: bytes) -> CacheIndex:
    notes, deals, columns, ground, files, others, theme = json.loads(line)
    return CacheIndex(
        {name: ResultNote(key, sheet, count, faulty) for name, key, sheet, count, faulty in notes},
        deals,
        columns,
        {Dependency(part, name): told for part, name, told in ground},
        {path: FileRead(FileStamp(*stamp), told) for path, *stamp, told in files},
        others,
        theme,
    )


def _json(value: object) -> bytes:
    return compact(value).encode()
