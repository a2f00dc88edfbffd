"""Results of the last build that still hold: those whose file, dependencies and pages are all as they were."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.assess.judgement import PlacedFinding
from generator.problems import Problem, Refused
from generator.read.files import Source
from generator.site.cache.dependencies import DependencyDigests
from generator.site.cache.store import CachedResult, CacheIndex, CacheStore, Damaged, FileRead, ResultNote
from generator.site.cache.summaries import SummaryColumns
from generator.site.output.stat import FileStamp, is_proof
from generator.storage.digest import digest


@dataclass
class FileDigests:
    """The digests of the files of the deals; one that the stamp proves unchanged is not read again.

    `stamps` are those of the files before anything of them was read, at `looked`.
    """

    source: Source
    stamps: Mapping[str, FileStamp | None] = field(default_factory=dict)
    last_reads: Mapping[str, FileRead] = field(default_factory=dict)
    looked: int = 0
    proven: dict[str, FileRead] = field(default_factory=dict)

    def of(self, path: str) -> str | None:
        """Return a file's digest, None where it cannot be read."""
        stamp, before = self.stamps.get(path), self.last_reads.get(path)
        if stamp and before and before.stamp == stamp:
            self.proven[path] = before
            return before.digest
        try:
            content = digest(self.source.read(path))
        except Refused:
            return None
        if stamp and is_proof(stamp, self.looked):
            self.proven[path] = FileRead(stamp, content)
        return content


@dataclass(frozen=True)
class LastBuild:
    """Results that may be taken over: the store, and the stamps of the deals' files at the moment `looked`.

    `as_left` tells that the site is as the last build left it; `same` compares one of its files with a digest.
    """

    store: CacheStore
    stamps: Mapping[str, FileStamp | None]
    looked: int
    as_left: bool
    same: Callable[[str, str], bool]


NOTHING = LastBuild(CacheStore(None), {}, 0, as_left=False, same=lambda path, written: False)
"""The reuse of a build that makes every page anew and stores nothing."""


@dataclass
class Reuse:
    """Results of the last build of the same site that still hold, and those for the next one."""

    last: LastBuild
    digests: FileDigests
    dependencies: DependencyDigests
    notes: dict[str, ResultNote] = field(default_factory=dict)
    fresh: dict[str, CachedResult] = field(default_factory=dict)

    @property
    def as_left(self) -> bool:
        """Whether the site is as the build left it of which the store tells."""
        return self.last.as_left and bool(self.last.store.index.notes)

    def holds(self, name: str, key: str) -> bool:
        """Tell whether an result still holds; `key` is the digest of what it must have rested on."""
        note = self.last.store.index.notes.get(name)
        if note is None or note.key != key or name in self._outdated:
            return False
        if not self.as_left and not self._stands(name):
            return False
        self.notes[name] = note
        return True

    def _stands(self, name: str) -> bool:
        files = self.last.store.result(name).files
        return all(self.last.same(path, written) for path, written in files)

    def note(self, result: CachedResult, key: str) -> None:
        """Note what was made anew."""
        sheet = digest(result.sheet) if result.sheet else ""
        self.notes[result.name] = ResultNote(key, sheet, len(result.files), bool(result.problems or result.findings))
        self.fresh[result.name] = result

    def result(self, name: str) -> CachedResult:
        """Return an result, whether it was made anew or is taken over."""
        return self.fresh.get(name) or self.last.store.result(name)

    def problems(self) -> Iterable[Problem]:
        """Return the problems of all results."""
        faulty = (name for name, note in self.notes.items() if note.faulty)
        return [problem for name in faulty for problem in self.result(name).problems]

    def findings(self) -> Iterable[PlacedFinding]:
        """Return the findings of all files that are no deals, but for those that are read by every build."""
        faulty = (name for name, note in self.notes.items() if note.faulty)
        return [finding for name in faulty for finding in self.result(name).findings]

    def files(self, standing: Iterable[str]) -> set[str]:
        """Return the files of all results; `standing` are those of the site."""
        if not self.as_left:
            return {path for name in self.notes for path, _ in self.result(name).files}
        before = self.last.store.index.notes
        gone = (name for name in before if name not in self.notes or name in self.fresh)
        without = set(standing).difference(path for name in gone for path, _ in self.last.store.result(name).files)
        without.difference_update(self.last.store.index.others)
        return without.union(path for result in self.fresh.values() for path, _ in result.files)

    @cached_property
    def _outdated(self) -> frozenset[str]:
        """The results for which something was looked up that has changed."""
        store = self.last.store
        before = store.index.dependencies
        changed = {each for each, digest in before.items() if self.dependencies.of(each) != digest}
        if not changed:
            return frozenset()
        return frozenset(
            name for name in store.index.notes if not changed.isdisjoint(store.result(name).dependencies)
        )

    def keep(self, columns: SummaryColumns, others: Iterable[str], theme: str) -> str:
        """Keep it all for the next build, once the site is published; return the digest of the store's index.

        Where it could not be kept, that is empty. `others` are the files of the site that came of no result, `theme`
        stands for what most of them came of.
        """
        seen = {each for result in self.fresh.values() for each in result.dependencies}
        seen.update(self.last.store.index.dependencies)
        dependencies = {each: self.dependencies.of(each) for each in sorted(seen)}
        proven = self.digests.proven
        index = CacheIndex(
            self.notes, columns.deals, dict(columns.digests), dependencies, proven, sorted(others), theme
        )
        try:
            return self.last.store.keep(index, self.fresh.values()) if columns.stored else ""
        except (OSError, Damaged):
            return ""
