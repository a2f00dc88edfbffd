"""Deals as they stand now: judged once, and again only where a file that they rest on has changed."""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any, Final, NamedTuple

from generator.assess.deal.assessment import assess
from generator.assistants.listed_deal import broken, listed
from generator.assistants.text_from_files import document_of, words_of
from generator.model.playbook import Surroundings
from generator.problems import Refused
from generator.read.files import METHOD, TEAM, Listing, WorkTree
from generator.read.playbook import read_deal
from generator.read.surroundings import SurroundingFiles
from generator.read.yaml.document import Document
from generator.site.cache.dependencies import Dependency, DependencyDigests, watched
from generator.site.cache.reuse import FileDigests
from generator.site.cache.store import FileRead
from generator.site.output.stat import FileStamp, now, walked
from generator.site.processes import uncollected
from generator.site.search.figures import figures
from generator.site.search.tokenizer import vocabulary
from generator.site.version import store_in
from generator.storage.compact_json import compact_json
from generator.storage.digest import digest
from generator.storage.store import DAMAGED

BLOCK: Final = "deals"
MOST_UNKEPT: Final = 100
"""Deals that may be judged anew before all are kept again; those are judged again by the next server."""

Tell = Callable[[str], None]


class KnownFile(NamedTuple):
    """A file as it was last looked at: its digest, what it rests on, its entry in lists, and its words.

    The entry is empty for a file that is no deal. The words stand between blanks, each once; `names` are those of its
    path and its title.
    """

    digest: str
    dependencies: tuple[Dependency, ...]
    entry: Mapping[str, Any]
    words: str
    names: str


class Moment(NamedTuple):
    """The playbook at one moment: the files by kind, the surroundings of deals, and what is known of each file."""

    listing: Listing
    around: SurroundingFiles
    files: Mapping[str, KnownFile]
    today: dt.date

    @property
    def surroundings(self) -> Surroundings:
        """Surroundings in which deals are read and judged."""
        return self.around.surroundings


class Portfolio:
    """The playbook in a folder. `cache` keeps its judgements for the next server; `tell` reports what takes long."""

    def __init__(
        self, deals: Path, today: Callable[[], dt.date], cache: Path | None = None, tell: Tell = lambda _: None
    ) -> None:
        self.source, self._today, self._tell = WorkTree(deals), today, tell
        self._store = store_in(cache) if cache else None
        self._stamps: Mapping[str, FileStamp | None] = {}
        self._reads: Mapping[str, FileRead] = {}
        self._basis, self._facts = "", dict[Dependency, str]()
        self._files: dict[str, KnownFile] = {}
        self._moment: Moment | None = None
        self._unkept, self._lock = 0, Lock()

    def now(self) -> Moment:
        """Return the playbook as its files are now."""
        with self._lock:
            looked, stamps, today = now(), dict(walked(str(self.source.root))), self._today()
            if self._moment and self._moment.today == today and stamps == self._stamps and self._settled():
                return self._moment
            with uncollected():
                if self._moment is None:
                    self._recall()
                    self._unkept = MOST_UNKEPT  # what the last server left undone is kept at once
                self._look(looked, stamps, today)
            gc.freeze()  # ten thousand deals that stay would be looked over for garbage, again and again
            assert self._moment  # noqa: S101 - it was just made
            return self._moment

    def _settled(self) -> bool:
        """Tell whether every file was read so long after its last change that another would show in its stamp."""
        return all(path in self._reads for path in self._files)

    def _look(self, looked: int, stamps: Mapping[str, FileStamp | None], today: dt.date) -> None:
        listing = self.source.listing()
        digests = FileDigests(self.source, stamps, self._reads, looked)
        rests = DependencyDigests(listing, digests.of)
        around = SurroundingFiles(self.source, listing)
        basis = digest(today.isoformat(), digests.of(METHOD) or "", digests.of(TEAM) or "")
        changed = {each for each, before in self._facts.items() if rests.of(each) != before}
        files: dict[str, KnownFile] = {}
        stale: list[str] = []
        for path in _paths(listing):
            known, content = self._files.get(path), digests.of(path)
            holds = known and known.digest == content and changed.isdisjoint(known.dependencies)
            if known and holds and (self._basis == basis or not known.entry):
                files[path] = known
            else:
                stale.append(path)
        files |= self._judged(stale, listing, around, today)
        self._facts = {each: rests.of(each) for known in files.values() for each in known.dependencies}
        self._basis, self._files, self._stamps, self._reads = basis, files, stamps, digests.proven
        self._moment = Moment(listing, around, files, today)
        self._unkept += len(stale)
        if self._unkept > MOST_UNKEPT:
            self._keep()

    def _judged(
        self, paths: list[str], listing: Listing, around: SurroundingFiles, today: dt.date
    ) -> dict[str, KnownFile]:
        found: dict[str, KnownFile] = {}
        deals = {path: identity for identity, path in listing.deals.items()}
        for number, path in enumerate(paths):
            if number and number % 1_000 == 0:
                self._tell(f"{number:,} of {len(paths):,} files read")
            found[path] = self._known(path, deals.get(path, ""), around.surroundings, today)
        return found

    def _known(self, path: str, identity: str, around: Surroundings, today: dt.date) -> KnownFile:
        file = f"{self.source.name}/{path}"
        try:
            content = self.source.read(path)
        except Refused as refused:
            return KnownFile("", (), broken(identity, file, refused.problems) if identity else {}, "", "")
        if not identity:
            return _known(path, content, (), {}, document_of(file, content))
        surroundings, dependencies = watched(around)
        reading = read_deal(self.source.name, path, content, surroundings)
        if reading.noun is None or reading.document is None:
            entry = broken(identity, file, reading.problems)
        else:
            entry = listed(assess(reading.noun, surroundings, today), reading.document, file)
        return _known(path, content, sorted(dependencies), entry, reading.document)

    def _recall(self) -> None:
        with contextlib.suppress(*DAMAGED):
            lines = ((self._store and self._store.read(BLOCK)) or b"").split(b"\n")
            if len(lines) > 1:
                basis, facts, reads = json.loads(lines[0])
                self._facts = {Dependency(part, name): told for part, name, told in facts}
                self._reads = {path: FileRead(FileStamp(*stamp), told) for path, *stamp, told in reads}
                self._files, self._basis = dict(map(_recalled, lines[1:])), str(basis)

    def _keep(self) -> None:
        """Keep what is known; a folder that takes nothing is done without."""
        if self._store is None:
            return
        facts = [[*each, told] for each, told in self._facts.items()]
        reads = [[path, *stamp, told] for path, (stamp, told) in self._reads.items()]
        lines = [compact_json([path, *known]) for path, known in self._files.items()]
        with contextlib.suppress(OSError):
            self._store.write(BLOCK, b"\n".join([compact_json([self._basis, facts, reads]), *lines]))
            self._unkept = 0


def _paths(listing: Listing) -> Iterable[str]:
    """Return the paths of all files that are searched: deals, and what stands around them."""
    kinds = (listing.deals, listing.accounts, listing.partners, listing.competitors, listing.meetings)
    yield from (path for paths in kinds for path in paths.values())
    if listing.has_team:
        yield TEAM


def _known(
    path: str, content: bytes, dependencies: Iterable[Dependency], entry: Mapping[str, Any], document: Document | None
) -> KnownFile:
    texts = words_of(document) if document else (content.decode("utf-8", "replace"),)
    title = str(document.data.get("title", "")) if document else ""
    names = _joined((path.removesuffix(".md"), title))
    return KnownFile(digest(content), tuple(dependencies), entry, _joined(texts), names)


def _joined(texts: tuple[str, ...]) -> str:
    return f" {' '.join(sorted(vocabulary(texts).union(*map(figures, texts))))} "


def _recalled(line: bytes) -> tuple[str, KnownFile]:
    path, told, dependencies, entry, *words = json.loads(line)
    return path, KnownFile(told, tuple(Dependency(*each) for each in dependencies), entry, *words)
