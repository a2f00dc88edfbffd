"""Log of every commit that touched a file below a folder, from one `git log`, renames followed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from generator.git import moment
from generator.git.command import SHORT, GitFailed, ask, cut_off, has_history
from generator.git.partial import complete

HEADING = re.compile("([0-9a-f]{40,64})\x02([^\x02]*)\x02([0-9a-f ]*)\x02(.*)", re.DOTALL)
FORMAT = f"--format=%H%x02{moment.FORMAT}%x02%P%x02%s"
QUESTION = (
    "log", "-c", "-z", "--raw", "--no-abbrev", "--no-relative", "-M", "-l1000", "--combined-all-paths",
    "--date-order", "--parents", "--encoding=UTF-8", moment.RAW,
)  # fmt: skip
REGULAR = frozenset({"100644", "100755"})
LONGEST_SUBJECT = 120

Paths = Mapping[str, str]
"""Today's names of an older commit's paths, where they differ; empty for a path that is gone."""


@dataclass(frozen=True, slots=True)
class Change:
    """A commit by its short id, the time at which it was made, and its subject as one printable line.

    `time` is on the commit's own clock. `nearest` tells that the commit's own date is none that a calendar has, and
    that `time` is the nearest there is.
    """

    id: str
    time: dt.datetime = field(repr=False)
    subject: str = field(default="", compare=False)
    nearest: bool = False

    @property
    def date(self) -> dt.date:
        """The day on which it was made."""
        return self.time.date()


class FileChange(NamedTuple):
    """Change of one file by one commit.

    `blob` is the content's id, None where the file was deleted; `before` the ids of the file in each parent, none
    where it is new. `regular` is false for a link or a submodule. `path` is relative to the folder, as it was then.
    `cut` marks the edge of a shallow clone, where every file seems new.
    """

    change: Change
    path: str
    blob: str | None
    before: tuple[str, ...]
    regular: bool
    cut: bool


@dataclass(frozen=True)
class Log:
    """Newest commit of all, and the changes of each file by today's path, the newest first.

    For merges, only files that differ from every parent count.
    """

    newest: Change | None = None
    touches: Mapping[str, tuple[FileChange, ...]] = field(default_factory=dict)
    shallow: bool = False

    @property
    def begun(self) -> str:
        """The id of the first commit that touched a file; empty for a shallow clone and for no commit."""
        firsts = (each[-1].change for each in self.touches.values())
        return "" if self.shallow else min(((each.time, each.id) for each in firsts), default=(None, ""))[1]

    @cached_property
    def by_path(self) -> Mapping[str, Change]:
        """The last commit of each file; one is left out where it is older than a shallow clone reaches."""
        return {path: each[0].change for path, each in self.touches.items() if not each[0].cut}


def read_log(folder: Path, revision: str = "HEAD", below: str = "") -> Log:
    """Return the changes below `folder` up to a revision; nothing without version control or a commit.

    A bare repository has no folders on disk: there `below` names the one inside, and is part of no path. Raises
    GitFailed where there is a history that git cannot or will not read.
    """
    place = place_of(folder, revision, below)
    return place.log() if place else Log()


class CommitParents(NamedTuple):
    """A commit by its whole id, with those before it."""

    id: str
    parents: tuple[str, ...]
    change: Change


@dataclass(frozen=True)
class Folder:
    """A folder up to a commit: what is `above` it in its repository, and where a shallow clone is cut off."""

    folder: Path
    newest: CommitParents
    below: str
    above: str
    cut: frozenset[str]

    def log(self) -> Log:
        """Return the whole log. Raises GitFailed where git cannot read the history."""
        return Log(self.newest.change, self.touches(self.newest.id, {}), bool(self.cut))

    def touches(self, revisions: str, called: dict[str, Paths]) -> Mapping[str, tuple[FileChange, ...]]:
        """Return the changes of each file by some commits, by today's path, the newest first.

        Today's names of the paths of commits beyond them are left in `called`. Raises GitFailed where git cannot read
        the history.
        """
        inside = f":(literal){self.below}" if self.below else "."
        complete(self.folder, revisions, [inside])
        output = ask(self.folder, *QUESTION, FORMAT, "--end-of-options", revisions, "--", inside)
        touches: dict[str, list[FileChange]] = {}
        for today, touch in _followed(output, self.above, self.cut, called):
            touches.setdefault(today, []).append(touch)
        return {path: tuple(each) for path, each in touches.items()}


def place_of(folder: Path, revision: str, below: str) -> Folder | None:
    """Return the place of a folder up to a revision; None without version control or a commit."""
    if not has_history(folder, revision):
        return None
    above = ask(folder, "rev-parse", "--show-prefix").removesuffix("\n") + (f"{below}/" if below else "")
    output = ask(folder, "log", "-1", "--encoding=UTF-8", moment.RAW, FORMAT, "--end-of-options", revision, "--")
    newest, _ = next(_told(output))
    return Folder(folder, newest, below, above, cut_off(folder))


class _Entry(NamedTuple):
    """A line of the raw log: modes, blobs and paths in each parent, and then."""

    modes: tuple[str, ...]
    blobs: tuple[str, ...]
    paths: tuple[str, ...]


def _told(log: str) -> Iterator[tuple[CommitParents, list[_Entry]]]:
    """Yield each commit with what it did to the files that it changed.

    Raises GitFailed for a line that is neither a heading nor an entry: later lines would go to another commit.
    """
    words = iter(log.rstrip("\n").split("\0"))
    commit: CommitParents | None = None
    entries: list[_Entry] = []
    for word in words:
        line = word.removeprefix("\n")
        if commit and line.startswith(":"):
            entries.append(_entry(line, words))
        elif line:
            if commit:
                yield commit, entries
            commit, entries = _commit(line), []
    if commit:
        yield commit, entries


def _commit(line: str) -> CommitParents:
    heading = HEADING.fullmatch(line)
    if heading is None:
        raise GitFailed(f"the log has a line that cannot be read: {_one_line(line)}")
    name, written, parents, subject = heading.groups()
    made = moment.moment(written)
    return CommitParents(
        name, tuple(parents.split()), Change(name[:SHORT], made.time, _one_line(subject), made.nearest)
    )


def _entry(line: str, words: Iterator[str]) -> _Entry:
    """Return an entry; its paths are the next words: one per parent and the newest, or one for all of them."""
    fields = line.lstrip(":").split(" ")
    parents = len(line) - len(line.lstrip(":"))
    modes, blobs, status = fields[: parents + 1], fields[parents + 1 : -1], fields[-1]
    if parents > 1:
        paths = tuple(next(words) for _ in range(parents + 1))
    else:
        paths = (next(words), next(words)) if status[0] in "RC" else (next(words),) * 2
    return _Entry(tuple(modes), tuple(blobs), paths)


def _one_line(subject: str) -> str:
    readable = subject.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    line = "".join(each if each.isprintable() else " " for each in readable)
    return f"{line[: LONGEST_SUBJECT - 1]}…" if len(line) > LONGEST_SUBJECT else line


def _followed(
    log: str, above: str, cut: frozenset[str], called: dict[str, Paths]
) -> Iterator[tuple[str, FileChange]]:
    """Yield every touch with the path that its file has today; a commit comes before its parents."""
    for commit, entries in _told(log):
        here = called.pop(commit.id, {})
        inside = [each for each in entries if each.paths[-1].startswith(above)]
        for entry in inside:
            path = entry.paths[-1].removeprefix(above)
            if today := here.get(path, path):
                yield today, _touch(commit, entry, path, commit.id in cut)
        for place, parent in enumerate(commit.parents):
            there = _called_before(here, [(each.paths[place], each.paths[-1]) for each in inside], above)
            called[parent] = {**there, **called[parent]} if called.get(parent) else there


def _called_before(here: Paths, moves: list[tuple[str, str]], above: str) -> Paths:
    """Return today's names of a parent's paths, from those of its child's and the moves in between."""
    renamed = {then.removeprefix(above): now.removeprefix(above) for then, now in moves if then != now}
    if not renamed:
        return here
    moved = {then: here.get(now, now) for then, now in renamed.items()}
    return {**here, **dict.fromkeys(renamed.values(), ""), **moved}


def _touch(commit: CommitParents, entry: _Entry, path: str, cut: bool) -> FileChange:
    *before, blob = entry.blobs
    mode = entry.modes[-1]
    return FileChange(
        commit.change,
        path,
        blob if blob.strip("0") else None,
        tuple(each for each in before if each.strip("0")),
        mode in REGULAR,
        cut,
    )
