"""Deals as they stand now: judged once, and again only where the day or a file that they rest on has changed."""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import json
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any, Final, NamedTuple

from generator.assess.deal.assessment import assess
from generator.assistants.listed_deal import broken, listed, unread
from generator.assistants.text_from_files import document_of, words_of
from generator.git.blobs import token_of
from generator.history.side import read_paths
from generator.model.playbook import Surroundings
from generator.problems import Refused
from generator.read.file_names import METHOD, SHARES, TEAM
from generator.read.files import Listing, WorkTree
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
MOST_UNKEPT: Final = 2_000
"""Files that may be read anew before all are kept again; a server that ends keeps what it has."""
AT_ONCE: Final = 100
"""Files that are read before an answer; the others are read meanwhile, and the answer says so."""
SLICE: Final = 0.2
"""Seconds after which reading meanwhile makes way for a question."""

Tell = Callable[[str], None]


class KnownFile(NamedTuple):
    """A file as it was last looked at: its digest, what it rests on, its entry in lists, and its words.

    The entry is empty for a file that is no deal. The words stand between blanks, each once; `names` are those of its
    path and its title. `token` is that of its content in git, `day` the one as of which the deal was judged.
    """

    digest: str = ""
    dependencies: tuple[Dependency, ...] = ()
    entry: Mapping[str, Any] = {}
    words: str = ""
    names: str = ""
    token: str = ""
    day: str = ""

    @property
    def read(self) -> bool:
        """Whether the file was read at all."""
        return bool(self.day)


class Moment(NamedTuple):
    """The playbook at one moment: the files by kind, the surroundings of deals, and what is known of each file.

    `due` are the files that are still to be read, or judged as of today, with the identity of each deal; there are
    fewer of them from answer to answer.
    """

    listing: Listing
    around: SurroundingFiles
    files: Mapping[str, KnownFile]
    today: dt.date
    due: Mapping[str, str]

    @property
    def surroundings(self) -> Surroundings:
        """Surroundings in which deals are read and judged."""
        return self.around.surroundings

    @property
    def pending(self) -> str | None:
        """A sentence on what is still to be read; None where nothing is."""
        unread = sum(not self.files[path].read for path in self.due)
        late = len(self.due) - unread
        says = [f"not read yet: {unread:,} of {len(self.files):,} files"] if unread else []
        says += [f"judged as of an earlier day, their `as_of`: {late:,} of {len(self.listing.deals):,} deals"] * bool(
            late
        )
        return f"{'; '.join(says)}; that is made good meanwhile, so ask again for the whole" if says else None

    def entry(self, path: str) -> dict[str, Any]:
        """Return the entry of a deal in lists, with the day as of which it was judged if that is not today."""
        known = self.files[path]
        late = known.read and known.day != self.today.isoformat()
        return {**known.entry, "as_of": known.day} if late else dict(known.entry)


class Portfolio:
    """The playbook in a folder. `cache` keeps its judgements for the next server; `tell` reports what takes long."""

    def __init__(
        self,
        deals: Path,
        today: Callable[[], dt.date],
        cache: Path | None = None,
        tell: Tell = lambda _: None,
        at_once: int = AT_ONCE,
    ) -> None:
        self.source, self._today, self._tell, self._at_once = WorkTree(deals), today, tell, at_once
        self._store = store_in(cache) if cache else None
        self._stamps: Mapping[str, FileStamp | None] = {}
        self._reads: Mapping[str, FileRead] = {}
        self._basis, self._facts = "", dict[Dependency, str]()
        self._files: dict[str, KnownFile] = {}
        self._due: dict[str, str] = {}
        self._moment: Moment | None = None
        self._unkept, self._lock = 0, Lock()

    def now(self) -> Moment:
        """Return the playbook as its files are now, with no more than a part of them read for that.

        Raises Refused where the method's file has a mistake.
        """
        with self._lock:
            return self._sound()

    def known(self, path: str) -> KnownFile:
        """Return what is known of a file as it is now, and as of today. Raises Refused as `now` does."""
        with self._lock:
            self._sound()
            self._read([path] if path in self._due else [])
            return self._files[path]

    def read_some(self, seconds: float = SLICE) -> bool:
        """Read what is due for some time; tell whether more is."""
        with self._lock:
            self._now()
            until, before = time.monotonic() + seconds, len(self._due)
            while self._due and time.monotonic() < until:
                self._read(list(self._due)[:10])
            if before // 1_000 > len(self._due) // 1_000:
                self._tell(f"{len(self._files) - len(self._due):,} of {len(self._files):,} files read")
            if self._unkept > (MOST_UNKEPT if self._due else 0):
                self._keep()
            return bool(self._due)

    def read_all(self) -> None:
        """Read all that is due."""
        while self.read_some(seconds=5):
            pass

    def keep(self) -> None:
        """Keep what is known for the next server."""
        with self._lock:
            if self._unkept:
                self._keep()

    def _sound(self) -> Moment:
        moment = self._now()
        if problems := moment.around.method_problems:
            raise Refused(problems)
        return moment

    def _now(self) -> Moment:
        looked, stamps, today = now(), dict(walked(str(self.source.root))), self._today()
        if self._moment and self._moment.today == today and stamps == self._stamps and self._settled():
            return self._moment
        with uncollected():
            if self._moment is None:
                self._recall()
            self._moment = self._look(looked, stamps, today)
            self._read(list(self._due)[: self._at_once])
        gc.freeze()  # ten thousand deals that stay would be looked over for garbage, again and again
        return self._moment

    def _settled(self) -> bool:
        """Tell whether every file was read so long after its last change that another would show in its stamp."""
        return all(path in self._reads for path in self._files)

    def _look(self, looked: int, stamps: Mapping[str, FileStamp | None], today: dt.date) -> Moment:
        """Look at which files there are, and which of them are due: those first of which nothing is known."""
        listing = self.source.listing()
        digests = FileDigests(self.source, stamps, self._reads, looked)
        self._rests = DependencyDigests(listing, digests.of)
        basis = digest(digests.of(METHOD) or "", digests.of(TEAM) or "")
        changed = {each for each, before in self._facts.items() if self._rests.of(each) != before}
        files, late = dict[str, KnownFile](), list[str]()
        for path in _paths(listing):
            known, content = self._files.get(path), digests.of(path)
            holds = known and known.read and known.digest == content and changed.isdisjoint(known.dependencies)
            if known and holds and (self._basis == basis or not known.entry):
                files[path] = known
                if known.entry and known.day != today.isoformat():
                    late.append(path)
        deals = {path: identity for identity, path in listing.deals.items()}
        unread = [path for path in _paths(listing) if path not in files]
        files |= {path: self._unread(path, deals.get(path, "")) for path in unread}
        self._due = {path: deals.get(path, "") for path in (*unread, *late)}
        self._facts = {each: self._rests.of(each) for known in files.values() for each in known.dependencies}
        self._basis, self._files, self._stamps, self._reads = basis, files, stamps, digests.proven
        return Moment(listing, SurroundingFiles(self.source, listing), files, today, self._due)

    def _unread(self, path: str, identity: str) -> KnownFile:
        return KnownFile(entry=unread(identity, f"{self.source.name}/{path}") if identity else {})

    def _read(self, paths: list[str]) -> None:
        """Read files that are due, and judge those that are deals."""
        if not paths or not self._moment:
            return
        around, today = self._moment.surroundings, self._moment.today
        with uncollected():
            for path in paths:
                known = self._known(path, self._due.pop(path), around, today)
                self._files[path] = known._replace(day=today.isoformat())
                self._facts |= {each: self._rests.of(each) for each in known.dependencies}
        self._unkept += len(paths)

    def _known(self, path: str, identity: str, around: Surroundings, today: dt.date) -> KnownFile:
        file = f"{self.source.name}/{path}"
        try:
            content = self.source.read(path)
        except Refused as refused:
            return KnownFile(entry=broken(identity, file, refused.problems) if identity else {})
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
        lines = [compact_json([path, *known]) for path, known in self._files.items() if known.read]
        with contextlib.suppress(OSError):
            self._store.write(BLOCK, b"\n".join([compact_json([self._basis, facts, reads]), *lines]))
            self._unkept = 0


def _paths(listing: Listing) -> list[str]:
    """Return the paths of all files that are searched: deals, and what stands around them."""
    return [path for path in read_paths(listing) if path not in (METHOD, SHARES)]


def _known(
    path: str, content: bytes, dependencies: Iterable[Dependency], entry: Mapping[str, Any], document: Document | None
) -> KnownFile:
    texts = words_of(document) if document else (content.decode("utf-8", "replace"),)
    title = str(document.data.get("title", "")) if document else ""
    names = _joined((path.removesuffix(".md"), title))
    return KnownFile(digest(content), tuple(dependencies), entry, _joined(texts), names, token_of(content))


def _joined(texts: tuple[str, ...]) -> str:
    return f" {' '.join(sorted(vocabulary(texts).union(*map(figures, texts))))} "


def _recalled(line: bytes) -> tuple[str, KnownFile]:
    path, told, dependencies, entry, *words = json.loads(line)
    return path, KnownFile(told, tuple(Dependency(*each) for each in dependencies), entry, *words)
