"""Results of one build for the next: of each file and page, with the inputs they depend on.

The folder can be deleted at any time. It holds text alone; a part that is damaged or was written by another version
of the generator counts as missing. Every build reads `index`, and the rest as far as it is needed: details of results
in shards by account, and a column for each kind of summary. The index holds the digests of all of these, so that a
part of another build counts as damaged.
"""

from __future__ import annotations

import contextlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from generator.assess.judgement import PlacedFinding
from generator.problems import Problem
from generator.site.cache.dependencies import Dependency
from generator.site.codec import record_of, value_of
from generator.site.output.stat import FileStamp
from generator.site.version import store_in
from generator.storage.compact_json import compact_json
from generator.storage.store import DAMAGED, digest_of

INDEX = "index"
LINE_END = b"\x1e"
"""ASCII's own mark between records; no summary holds it."""
SHARDS = 64
"""Files over which the details are spread by account, so that one change rewrites little."""


class Damaged(Exception):  # noqa: N818 - it names what a part of the store is
    """A cache entry is missing or corrupt."""


class CachedResult(NamedTuple):
    """Result for one file of the deals, of an account's page, or of what is made of all deals together.

    `content` is the digest of the file, `files` are those of the site with their digests, `sheet` and `parts` the
    deal's summary, `part_digests` their digests, which alone are stored here. `search_entries` is what the search
    finds, `dependencies` what was looked up in the surroundings, `findings` those of a file that is no deal.
    """

    name: str
    content: str = ""
    files: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    sheet: str = ""
    parts: tuple[bytes, ...] = ()
    part_digests: tuple[str, ...] = ()
    search_entries: bytes = b""
    dependencies: tuple[Dependency, ...] = ()
    findings: tuple[PlacedFinding, ...] = ()


class ResultNote(NamedTuple):
    """Entry of the index for a result: the inputs it depends on, and as much of it as every build needs to know.

    `sheet` is the digest of the deal's sheet, empty where it has none; `files` is how many files of the site came of
    it, `faulty` whether it has problems, or findings of a file that is no deal.
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
    """Part of the cache that every build reads. `deals` have summaries, in this order; `columns` are their digests.

    `parts` are the digests of the files beside the index by their names.
    `dependencies` are the digests of everything that was looked up for any of the results, `others` the files of the
    site that came of none, `theme` stands for the theme that most of these came of.
    """

    notes: dict[str, ResultNote] = field(default_factory=dict)
    deals: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    dependencies: dict[Dependency, str] = field(default_factory=dict)
    files: dict[str, FileRead] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    theme: str = ""
    parts: dict[str, str] = field(default_factory=dict)


class CacheStore:
    """The folder; without one nothing is known and nothing kept. `digest` is that of the index, empty without."""

    def __init__(self, folder: Path | None) -> None:
        self.disk, self.digest = store_in(folder) if folder else None, ""
        self.index = CacheIndex()
        self._shards: dict[str, dict[str, bytes]] = {}
        if self.disk and (block := self.disk.read(INDEX)):
            with contextlib.suppress(*DAMAGED):
                self.index, self.digest = _index(block), digest_of(block)

    @property
    def remembers(self) -> bool:
        """Whether anything is known or kept."""
        return self.disk is not None or bool(self.index.notes)

    def forget(self) -> None:
        """Know nothing any more."""
        self.index, self.digest = CacheIndex(files=self.index.files), ""
        self._shards.clear()

    def result(self, name: str) -> CachedResult:
        """Return a result without its parts. Raises Damaged where it is gone."""
        try:
            return _result(self.lines(_shard_of(name))[name])
        except DAMAGED:
            raise Damaged(name) from None

    def column(self, kind: str) -> list[bytes]:
        """Return the lines of one kind, in the order of the deals. Raises Damaged where they are gone."""
        block = self._part(_column(kind, self.index.columns.get(kind, "")))
        return block.split(LINE_END) if self.index.deals else []

    def keep_column(self, kind: str, digest: str, lines: Iterable[bytes]) -> None:
        """Keep the lines of one kind beside those that the index tells of; a folder that takes none has none."""
        if self.disk:
            with contextlib.suppress(OSError):
                self.disk.write(_column(kind, digest), LINE_END.join(lines))

    def clear_column(self, kind: str, digest: str) -> None:
        """Let nothing stand where the lines of one kind will be kept."""
        if self.disk:
            with contextlib.suppress(OSError):
                (self.disk.folder / _column(kind, digest)).unlink()

    def has_column(self, kind: str, digest: str) -> bool:
        """Tell whether the lines of a kind are kept."""
        return self.disk is None or bool(self._kept(_column(kind, digest)))

    def read_for(self, notes: Iterable[str], fresh: Iterable[str]) -> None:
        """Read what will be needed to keep the results of these names. Raises Damaged where it is gone."""
        for shard in self._shards_to_write(notes, fresh):
            self.lines(shard)

    def keep(self, index: CacheIndex, fresh: Iterable[CachedResult]) -> str:
        """Keep an index and the results in it that are fresh; return its digest, which is empty without a folder.

        Only its columns stay. OSError passes. Raises Damaged where what was taken over is gone.
        """
        if self.disk is None:
            return ""
        shards: dict[str, dict[str, bytes]] = defaultdict(dict)
        for result in fresh:
            shards[_shard_of(result.name)][result.name] = _line(result)
        index.parts = {name: digest for name, digest in self.index.parts.items() if "." not in name}
        for shard in self._shards_to_write(index.notes, (name for each in shards.values() for name in each)):
            lines = {name: line for name, line in self.lines(shard).items() if name in index.notes}
            block = b"\n".join((lines | shards[shard]).values())
            index.parts[shard] = self.disk.write(shard, block)
        columns = {_column(*each) for each in index.columns.items()}
        index.parts |= {name: self._kept(name) for name in columns}
        digest = self.digest if self._stands(index) else self.disk.write(INDEX, compact_json(_record_of(index)))
        for file in self.disk.folder.glob(_column("*", "*")):
            if file.name not in columns:
                with contextlib.suppress(OSError):
                    file.unlink()
        return digest

    def _stands(self, index: CacheIndex) -> bool:
        """Tell whether this very index is in its file, as it is where a build has made nothing anew."""
        return bool(self.disk and self.digest and index == self.index and self.disk.digest(INDEX) == self.digest)

    def lines(self, shard: str) -> Mapping[str, bytes]:
        """Return the lines of a shard by the names of the results. Raises Damaged where they are gone."""
        if shard not in self._shards:
            lines = self._part(shard).split(b"\n") if shard in self.index.parts else ()
            self._shards[shard] = {line.partition(b"\t")[0].decode(): line for line in lines if line}
        return self._shards[shard]

    def _shards_to_write(self, notes: Iterable[str], fresh: Iterable[str]) -> Iterable[str]:
        gone = self.index.notes.keys() - set(notes)
        return sorted({_shard_of(name) for names in (gone, fresh) for name in names})

    def _part(self, name: str) -> bytes:
        """Return what stands in a file that the index tells of. Raises Damaged where it does not say the same."""
        digest = self.index.parts.get(name)
        block = self.disk.read(name, digest) if self.disk and digest else None
        if block is None:
            raise Damaged(name)
        return block

    def _kept(self, name: str) -> str:
        """Return the digest of a column: of one that is taken over as the index tells it, else as its file does."""
        return self.index.parts.get(name) or (self.disk.digest(name) if self.disk else "")


def _column(kind: str, digest: str) -> str:
    return f"{kind}.{digest}"


def _shard_of(name: str) -> str:
    """Return the shard of an account and all of its deals."""
    account = name.partition("/")[0]
    number = blake2b(account.encode("utf-8", "surrogatepass"), digest_size=1).digest()[0] % SHARDS
    return f"{number:02x}"


def _line(of: CachedResult) -> bytes:
    head = [of.content, of.files, record_of(of.problems), of.dependencies, of.part_digests, record_of(of.findings)]
    return b"\t".join((of.name.encode(), compact_json(head), of.sheet.encode(), of.search_entries))


def _result(line: bytes) -> CachedResult:
    name, head, sheet, entries = line.split(b"\t", 3)
    content, files, problems, dependencies, part_digests, findings = json.loads(head)
    return CachedResult(
        name.decode(),
        content,
        tuple((path, digest) for path, digest in files),
        value_of(tuple[Problem, ...], problems),
        sheet.decode(),
        (),
        tuple(part_digests),
        entries,
        tuple(Dependency(*each) for each in dependencies),
        value_of(tuple[PlacedFinding, ...], findings),
    )


def _record_of(index: CacheIndex) -> list[object]:
    return [
        [[name, *note] for name, note in index.notes.items()],
        index.deals,
        index.columns,
        [[*dependency, digest] for dependency, digest in index.dependencies.items()],
        [[path, *stamp, digest] for path, (stamp, digest) in index.files.items()],
        index.others,
        index.theme,
        index.parts,
    ]


def _index(line: bytes) -> CacheIndex:
    notes, deals, columns, dependencies, files, others, theme, parts = json.loads(line)
    return CacheIndex(
        {name: ResultNote(key, sheet, count, faulty) for name, key, sheet, count, faulty in notes},
        deals,
        columns,
        {Dependency(part, name): digest for part, name, digest in dependencies},
        {path: FileRead(FileStamp(*stamp), digest) for path, *stamp, digest in files},
        others,
        theme,
        parts,
    )
