"""Both sides of a change, from a playbook's repository: two commits, or a commit and the files on disk."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generator.git.cache_file import CacheFolder, memory, memory_of_repository
from generator.git.command import ask
from generator.git.log import read_log
from generator.git.since import is_top, parting, prefix
from generator.git.tree import CommitFiles, tip
from generator.history.difference import Difference, Side, difference, side_of
from generator.history.history import chronicle_of
from generator.read.files import WorkTree


class Revisions(NamedTuple):
    """A change: it begins where `head` left `base`; without a head it ends in the files on disk."""

    base: str
    head: str | None = None


def change_since(
    root: Path, deals: str, revisions: Revisions, today: dt.date, tell: Callable[[str], None]
) -> Difference:
    """Return the difference that a change makes; `tell` reports where its beginning had to be guessed.

    `deals` is the folder of the deals below `root`. Raises GitFailed where a revision is no commit.
    """
    base, head = revisions
    place = _place(root, deals)
    cache = _memory(root, place)
    with contextlib.ExitStack() as stack:
        after = _committed(stack, place, head, cache, today) if head else _on_disk(root, deals, cache, today)
        commit, guessed = parting(place.folder, base, head or "HEAD")
        if guessed:
            tell(guessed)
        return difference(_committed(stack, place, commit, cache, today), after, today)


class _Place(NamedTuple):
    """A folder in which git is asked, the path of the deals from there, and the name of the deals folder."""

    folder: Path
    deals: str
    name: str


def _place(root: Path, deals: str) -> _Place:
    """Return where git is asked: in the deals folder if it is the top of a repository, else in the root."""
    folder = root / deals
    if folder.is_dir() and is_top(folder):
        return _Place(folder, "", WorkTree(folder).name)
    return _Place(root, deals, "")


def _memory(root: Path, place: _Place) -> CacheFolder:
    bare = ask(place.folder, "rev-parse", "--is-bare-repository").strip() == "true"
    return memory_of_repository(root) if bare else memory(root)


def _on_disk(root: Path, deals: str, cache: CacheFolder, today: dt.date) -> Side:
    folder = root / deals
    return side_of(WorkTree(folder), chronicle_of(read_log(folder), folder, cache), today)


def _committed(stack: contextlib.ExitStack, place: _Place, revision: str, cache: CacheFolder, today: dt.date) -> Side:
    folder, deals, name = place
    commit = tip(folder, revision).id
    tree = stack.enter_context(CommitFiles(folder, commit)).playbook(f"{prefix(folder)}{deals}", name)
    return side_of(tree, chronicle_of(read_log(folder, commit, deals), folder, cache), today)
