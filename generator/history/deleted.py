"""Deals whose files were deleted lately: only those that are gone, and not moved to another path."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from generator.assess.past import WINDOWS
from generator.assess.state import NOTHING_KNOWN, DealState, state_of
from generator.git.command import Contents
from generator.git.log import Change, FileChange
from generator.history.history import HistoryInputs, row_in_crm
from generator.model.deal import Deal
from generator.model.money import Money
from generator.problems import Refused
from generator.read.file_names import FolderEntry
from generator.read.files import sorted_out
from generator.read.old_version import read_version
from generator.read.pieces import Pieces
from generator.read.yaml.document import LARGEST_FILE, parse


class DeletedDeal(NamedTuple):
    """A deal whose file was deleted: its title and amount as they last stood there, and the commit that deleted it.

    `result` is how it had ended, empty for an open one. `origin` is the identity of the deal at its first commit,
    empty where it was always the last one. `state` are its fields in the last version, and `began` is the day of the
    first commit that is known.
    """

    identity: str
    title: str
    amount: Money | None
    result: str
    commit: str
    day: dt.date
    subject: str
    origin: str = ""
    state: DealState = NOTHING_KNOWN
    began: dt.date = dt.date.max


class _Version(NamedTuple):
    """A version of a deal's file that can be read."""

    title: str
    deal: Deal


def deleted_deals(
    chronicle: HistoryInputs | None, living: Collection[str], today: dt.date
) -> tuple[DeletedDeal, ...]:
    """Return the deals deleted within the longest window and not there again, the last first; `living` are paths.

    A file of which no version can be read never was a deal. One that came under another path with the same content,
    with the same row in the CRM, or by the same commit with the same title, was moved. Raises GitFailed where git
    gives up.
    """
    gone = _gone(chronicle.touches, living, today) if chronicle else {}
    if chronicle is None or not gone:
        return ()
    with Contents(Path(chronicle.folder)) as contents:
        found = _Deletions(chronicle, frozenset(living), contents).deals(gone)
    return tuple(sorted(found, key=lambda each: (dt.date.max - each.day, each.identity)))


def _gone(
    touches: Mapping[str, Sequence[FileChange]], living: Collection[str], today: dt.date
) -> Mapping[str, FileChange]:
    """Return the deletions within the longest window by path, of files where a deal stands."""
    since, there = today - dt.timedelta(days=max(WINDOWS)), frozenset(living)
    gone = {
        path: deletion
        for path, each in touches.items()
        if path not in there and (deletion := _deletion(each)) and since < deletion.change.date <= today
    }
    folders = {path.rpartition("/")[0] for path in gone} - {""}
    entries = [*(FolderEntry(each, "folder") for each in folders), *(FolderEntry(each, "file") for each in gone)]
    deals = sorted_out("", entries).deals.values() if gone else ()
    return {path: gone[path] for path in deals}


def _deletion(touches: Sequence[FileChange]) -> FileChange | None:
    """Return the change that deleted a file, None where it was added again after it.

    A merge of a deletion with a change may have the change as the newer of the two.
    """
    for touch in touches:
        if touch.blob is None or touch.cut or not touch.before:
            return touch if touch.blob is None else None
    return None


class _Deletions:
    """Reader of deleted files and of those that may be the same deals, with the repository open."""

    def __init__(self, chronicle: HistoryInputs, living: Set[str], contents: Contents) -> None:
        self.chronicle, self.contents = chronicle, contents
        self.living = {path: each for path, each in chronicle.touches.items() if path in living}

    def deals(self, gone: Mapping[str, FileChange]) -> list[DeletedDeal]:
        """Return those of the deleted files that were deals and are nowhere else."""
        last = {path: version for path in gone if (version := self._last(path))}
        moved = {path for path in last if self._came_again(path, gone[path])}
        rows = self._rows({row_in_crm(each.deal): each.deal for each in last.values()})
        titles = self._titles({gone[path].change.id for path in last})
        moved |= {path for path, each in last.items() if row_in_crm(each.deal) in rows}
        moved |= {path for path, each in last.items() if (gone[path].change.id, each.title) in titles}
        return [self._deal(path, each, gone[path].change) for path, each in last.items() if path not in moved]

    def _deal(self, path: str, version: _Version, change: Change) -> DeletedDeal:
        deal, origin = version.deal, self.chronicle.origins.get(path, "")
        result = deal.outcome.result if deal.outcome else ""
        identity = path.removesuffix(".md")
        return DeletedDeal(
            identity,
            version.title,
            deal.amount,
            result,
            change.id,
            change.date,
            change.subject,
            origin,
            state_of(deal),
            self.chronicle.touches[path][-1].change.date,
        )

    def _last(self, path: str) -> _Version | None:
        """Return the last version of a file that can be read."""
        touches = self.chronicle.touches[path]
        blobs = dict.fromkeys(blob for touch in touches for blob in (touch.blob, *touch.before) if blob)
        return next(filter(None, (self._version(path, blob) for blob in blobs)), None)

    def _version(self, path: str, blob: str | None) -> _Version | None:
        content = self.contents.read(blob, LARGEST_FILE + 1) if blob else None
        try:
            title = parse(path, content).data.get("title") if content else None
            return _Version(str(title), read_version(path, content, Pieces(path)).deal) if content and title else None
        except Refused:
            return None

    def _came_again(self, path: str, deletion: FileChange) -> bool:
        """Tell whether a file came later that is there and began with the content which the deleted one had last."""
        began = self.chronicle.touches[path][-1].change.time
        return any(began <= each for blob in deletion.before for each in self._came.get(blob, ()))

    @cached_property
    def _came(self) -> Mapping[str, Sequence[dt.datetime]]:
        """The times at which the files that are there came in, by the content with which they came."""
        came: dict[str, list[dt.datetime]] = defaultdict(list)
        for *_, first in self.living.values():
            if first.blob and not first.cut:
                came[first.blob].append(first.change.time)
        return came

    def _titles(self, commits: Set[str]) -> Set[tuple[str, str]]:
        """Return the titles of the deals that came in by any of some commits, with the commit."""
        firsts = ((path, each[-1]) for path, each in self.living.items() if each[-1].change.id in commits)
        read = ((first.change.id, self._version(path, first.blob)) for path, first in firsts if not first.cut)
        return {(commit, version.title) for commit, version in read if version}

    def _rows(self, wanted: Mapping[str, Deal]) -> Set[str]:
        """Return those of some rows in the CRM that a deal which is there has."""
        ids = [deal.crm.id.encode() for row, deal in wanted.items() if row and deal.crm and deal.crm.id]
        found = set()
        for path, touches in self.living.items() if ids else ():
            content = self.contents.read(touches[0].blob, LARGEST_FILE + 1) if touches[0].blob else None
            if content and any(each in content for each in ids):
                version = self._version(path, touches[0].blob)
                found |= {row_in_crm(version.deal)} & wanted.keys() if version else set()
        return found - {""}
