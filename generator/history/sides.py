"""Both sides of a change, from a playbook's repository: two commits, or a commit and the files on disk."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from generator.git.cache_file import CacheFolder, memory, memory_of_repository
from generator.git.command import ask
from generator.git.log import Log, read_log
from generator.git.since import is_top, parting, prefix
from generator.git.tree import CommitFiles, tip
from generator.history.difference import Difference, difference
from generator.history.history import chronicle_of
from generator.history.side import Side, tokens
from generator.read.files import WorkTree
from generator.read.surroundings import SurroundingFiles


class Revisions(NamedTuple):
    """A change: it begins where `head` left `base`; without a head it ends in the files on disk."""

    base: str
    head: str | None = None


ReadLog = Callable[[Path, str, str], Log]
"""Log of a folder up to a revision, below another folder, as `read_log` gives it."""


class FilesOnDisk(NamedTuple):
    """The files on disk, and the token of the content of each."""

    files: SurroundingFiles
    contents: Mapping[str, str]


def files_on_disk(folder: Path, digits: int) -> FilesOnDisk:
    """Return the files of a folder; `digits` is the length of an id in its repository."""
    source = WorkTree(folder)
    listing = source.listing()
    return FilesOnDisk(SurroundingFiles(source, listing), tokens(source, listing, digits, lambda _: ""))


class AtHand(NamedTuple):
    """Reading of logs and of the files on disk; a server that is asked again and again has most of it at hand."""

    log: ReadLog = read_log
    disk: Callable[[Path, int], FilesOnDisk] = files_on_disk


READ_ANEW: Final = AtHand()


def change_since(
    root: Path,
    deals: str,
    revisions: Revisions,
    today: dt.date,
    tell: Callable[[str], None],
    at_hand: AtHand = READ_ANEW,
) -> Difference:
    """Return the difference that a change makes; `tell` reports where its beginning had to be guessed.

    `deals` is the folder of the deals below `root`. Raises GitFailed where a revision is no commit.
    """
    base, head = revisions
    place = _place(root, deals)
    cache = _memory(root, place)
    commit, guessed = parting(place.folder, base, head or "HEAD")
    if guessed:
        tell(guessed)
    with contextlib.ExitStack() as stack:
        if head:
            end = tip(place.folder, head).id
            after = _committed(stack, place, end, cache, at_hand.log)
        else:
            folder = root / deals
            disk = at_hand.disk(folder, len(commit))
            after = Side(*disk, chronicle_of(at_hand.log(folder, "HEAD", ""), folder, cache))
        return difference(_committed(stack, place, commit, cache, at_hand.log), after, today)


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


def _committed(stack: contextlib.ExitStack, place: _Place, commit: str, cache: CacheFolder, logs: ReadLog) -> Side:
    folder, deals, name = place
    tree = stack.enter_context(CommitFiles(folder, commit)).playbook(f"{prefix(folder)}{deals}", name)
    chronicle = chronicle_of(logs(folder, commit, deals), folder, cache)
    return Side(SurroundingFiles(tree, tree.listing()), tree.contents(), chronicle)
