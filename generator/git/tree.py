"""The files of a commit, read from git's objects: no work tree, no attributes, no filters, no links followed."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self

from generator.git import moment
from generator.git.command import SHORT, Contents, GitFailed, ask
from generator.git.partial import complete
from generator.problems import Problem, Refused
from generator.read.file_names import EntryKind, FolderEntry, printable
from generator.read.files import Listing, sorted_out
from generator.read.yaml.document import LARGEST_FILE

KINDS: Mapping[str, EntryKind] = {"040000": "folder", "120000": "link", "160000": "submodule"}
"""Kinds of a tree's entries by mode; every other is a file."""


class CommitTime(NamedTuple):
    """A commit by its whole id, and the time at which it was made, or the nearest that a calendar has."""

    id: str
    time: dt.datetime

    @property
    def short(self) -> str:
        """The id as it is shown."""
        return self.id[:SHORT]


def tip(repository: Path, revision: str) -> CommitTime:
    """Return the commit that a branch or another revision names. Raises GitFailed where there is none."""
    shown = f"--format=%H %x02{moment.FORMAT}"
    output = ask(repository, "log", "-1", moment.RAW, shown, "--end-of-options", revision, "--").strip()
    if not output:
        raise GitFailed(f"{revision} names no commit")
    name, _, written = output.partition(" \x02")
    return CommitTime(name, moment.moment(written).time)


class TreeEntry(NamedTuple):
    """An entry of a commit: its path from the top, its kind, and the id of its content."""

    path: str
    kind: EntryKind
    id: str


class CommitFiles:
    """The files of one commit; a context, since a process of git reads the contents.

    `twice` are paths that name two things, which git takes from whoever makes a tree by hand.
    """

    def __init__(self, repository: Path, commit: str) -> None:
        self.repository, self.commit = repository, commit
        leaves = list(_leaves(repository, commit))
        self.leaves = {leaf.path: leaf for leaf in leaves}
        counted = Counter(leaf.path for leaf in leaves) if len(leaves) > len(self.leaves) else {}
        self.twice = frozenset(path for path, count in counted.items() if count > 1)
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._contents.__exit__(*raised)
        self._start()

    def __getstate__(self) -> dict[str, Any]:
        return {"repository": self.repository, "commit": self.commit, "leaves": self.leaves, "twice": self.twice}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._start()

    def _start(self) -> None:
        self._contents, self._process = Contents(self.repository), os.getpid()

    def read(self, path: str, most: int) -> bytes | None:
        """Return a file's content, cut after `most` bytes; None where there is no such file, or no content of it.

        A process that was forked from the one that read before asks on its own: answers to two would be mixed up.
        Raises GitFailed where git gives up.
        """
        if self._process != os.getpid():
            self._forebear = self._contents  # its process is not ours to end
            self._start()
        leaf = self.leaves.get(path)
        return self._contents.read(leaf.id, most) if leaf and leaf.kind == "file" else None

    def playbook(self, folder: str, name: str = "") -> CommitTree:
        """Return the playbook in a folder of the commit, by its path from the top; a partial clone gets its files.

        The path is empty, or a point, for the top itself; `name` is what problems call it then. Raises GitFailed
        where they cannot be fetched.
        """
        folder = folder.strip("/").removesuffix("/.").removeprefix("./")
        folder = "" if folder == "." else folder
        inside = f":(top,literal){folder}" if folder else ":(top)"
        complete(self.repository, self.commit, [inside], history=False)
        return CommitTree(
            self, folder, name or folder.rpartition("/")[2] or self.repository.resolve().name.removesuffix(".git")
        )


class CommitTree:
    """A playbook in a commit: a source like a folder on disk, with the same problems for the same files."""

    def __init__(self, committed: CommitFiles, folder: str, name: str) -> None:
        self.committed, self.folder, self._name = committed, folder, name

    @property
    def name(self) -> str:
        """The folder's name."""
        return self._name

    @property
    def above(self) -> str:
        """The beginning of its paths from the top of the commit."""
        return f"{self.folder}/" if self.folder else ""

    def listing(self) -> Listing:
        """Return the files of the folder by kind."""
        return self._listing

    @cached_property
    def _listing(self) -> Listing:
        top = self.committed.leaves.get(self.folder)
        if self.folder and (top is None or top.kind != "folder"):
            says = "is not there" if top is None else f"is no folder but a {top.kind}"
            problem = Problem(
                self.name, 1, 1, "no-deals-folder", f"the folder of the deals {says}", "make the folder"
            )
            return Listing(problems=[problem])
        above = self.above
        return sorted_out(
            self.name,
            (
                FolderEntry(leaf.path.removeprefix(above), leaf.kind)
                for leaf in self.committed.leaves.values()
                if leaf.path.startswith(above)
            ),
            committed=True,
        )

    def contents(self) -> Mapping[str, str]:
        """Return a token of the content of each file and folder, by path; equal tokens are equal contents."""
        above = self.above
        return {
            leaf.path.removeprefix(above): f"{leaf.kind} {leaf.id}"
            for leaf in self.committed.leaves.values()
            if leaf.kind != "folder" and leaf.path.startswith(above)
        }

    def read(self, path: str) -> bytes:
        """Return a file's content, at most one byte more than a file may have.

        Raises Refused if it is not there, GitFailed where git gives up.
        """
        content = self.committed.read(f"{self.above}{path}", LARGEST_FILE + 1)
        if content is None:
            shown = f"{self.name}/{printable(path)}"
            says = "the file cannot be read: it is not in this repository"
            raise Refused([Problem(shown, 1, 1, "unreadable", says)])
        return content


def _leaves(repository: Path, commit: str) -> Iterator[TreeEntry]:
    listed = ask(repository, "ls-tree", "-r", "-t", "-z", "--full-tree", "--end-of-options", commit)
    for line in listed.split("\0"):
        if line:
            entry, _, path = line.partition("\t")
            mode, _, blob = entry.split(" ")
            yield TreeEntry(path, KINDS.get(mode, "file"), blob)
