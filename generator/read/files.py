"""Files of a playbook: the path tells the kind of each, and others are reported and never followed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol

from generator.model.meeting import FOLDER as MEETINGS
from generator.problems import Problem, Refused
from generator.read.droppings import NOT_SAID, is_dropping
from generator.read.file_names import (
    AT_THE_TOP,
    METHOD,
    NO_ACCOUNTS,
    SHARES,
    TEAM,
    EntryKind,
    FolderEntry,
    fault_of,
    is_looked_into,
    printable,
    second_of_one_identity,
)
from generator.read.yaml.document import LARGEST_FILE
from generator.storage.atomic_write import is_leftover

MOST_NAMED = 3
"""Droppings that the note about them names."""


@dataclass
class Listing:
    """Files of a playbook by kind, their paths by slug or identity; `problems` are about everything else there.

    `passed_over` are what programs leave behind: neither files of the playbook nor mistakes of somebody.
    """

    has_team: bool = False
    has_method: bool = False
    has_shares: bool = False
    accounts: dict[str, str] = field(default_factory=dict)
    partners: dict[str, str] = field(default_factory=dict)
    competitors: dict[str, str] = field(default_factory=dict)
    deals: dict[str, str] = field(default_factory=dict)
    meetings: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)

    def in_order(self) -> Listing:
        """Return the same with everything in alphabetical order."""
        nouns = self.accounts, self.partners, self.competitors, self.deals, self.meetings
        there = self.has_team, self.has_method, self.has_shares
        in_order = (dict(sorted(each.items())) for each in nouns)
        problems, passed_over = sorted(self.problems), sorted(self.passed_over)
        accounts, partners, competitors, deals, meetings = in_order
        return Listing(*there, accounts, partners, competitors, deals, meetings, problems, passed_over)

    def note(self) -> str:
        """Return a sentence that counts what was passed over and names the first few; empty where nothing was."""
        many = len(self.passed_over)
        if not many:
            return ""
        first = ", ".join(map(printable, self.passed_over[:MOST_NAMED]))
        more = f" and {many - MOST_NAMED} more" if many > MOST_NAMED else ""
        what = "a file or folder that a program" if many == 1 else f"{many} files and folders that programs"
        return f"passed over {what} left behind: {first}{more}"


class Source(Protocol):
    """Origin of a playbook's files: a folder, or a commit."""

    @property
    def name(self) -> str:
        """The deals folder's name, with which problems begin their paths."""

    def listing(self) -> Listing:
        """Return the files by kind."""

    def read(self, path: str) -> bytes:
        """Return a file's content, cut right after the size that is too big. Raises Refused if it cannot be read."""


class WorkTree:
    """A playbook in a folder on disk. No link is followed, neither on listing nor on reading."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.root.name or self.root.resolve().name

    def listing(self) -> Listing:
        """Return the files of the folder by kind."""
        if self.root.is_symlink() or not self.root.is_dir():
            says = "is a link" if self.root.is_symlink() else "is not there"
            problem = Problem(
                self.name, 1, 1, "no-deals-folder", f"the folder of the deals {says}", "make the folder"
            )
            return Listing(problems=[problem])
        return sorted_out(self.name, _walked(self.root, ""))

    def listing_near(self, account: str) -> Listing:
        """Return the same without the other accounts, none of which is looked at.

        Its problems are of these files alone, and say nothing of what else stands in the folder.
        """
        if self.root.is_symlink() or not self.root.is_dir():
            return Listing()
        wanted = AT_THE_TOP | NO_ACCOUNTS | {account}
        return sorted_out(self.name, _walked(self.root, "", wanted))

    def read(self, path: str) -> bytes:
        """Return a file's content, at most one byte too much. Raises Refused if it cannot be read."""
        try:
            with _opened(self.root, path) as descriptor:
                if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                    raise self._refused(path, "is not a file")
                with os.fdopen(os.dup(descriptor), "rb") as file:
                    return file.read(LARGEST_FILE + 1)
        except OSError as error:
            if error.errno not in UNREADABLE:
                raise
            raise self._refused(path, UNREADABLE[error.errno]) from None

    def _refused(self, path: str, says: str) -> Refused:
        shown = f"{self.name}/{printable(path)}"
        return Refused([Problem(shown, 1, 1, "unreadable", f"the file cannot be read: it {says}", "")])


UNREADABLE = {
    errno.EACCES: "may not be read by this user",
    errno.EPERM: "may not be read by this user",
    errno.ENOENT: "is gone",
    errno.ENOTDIR: "stands under something that is not a folder",
    errno.ELOOP: "is a link",
    errno.EISDIR: "is a folder",
    errno.ENXIO: "is not a file",
    errno.ENAMETOOLONG: "has too long a name",
}


@contextmanager
def _opened(root: Path, path: str) -> Iterator[int]:
    """Open a file below a folder step by step, so that no link on the way is followed either."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    descriptors = [os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)]
    try:
        *folders, file = path.split("/")
        for folder in folders:
            descriptors.append(os.open(folder, flags | os.O_DIRECTORY, dir_fd=descriptors[-1]))
        descriptors.append(os.open(file, flags, dir_fd=descriptors[-1]))
        yield descriptors[-1]
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def _walked(folder: Path, above: str, wanted: Container[str] | None = None) -> Iterator[FolderEntry]:
    """Yield everything in a folder, in those right below it and in their meetings, or only what has a wanted name."""
    with os.scandir(folder) as found:
        entries = sorted(
            (each for each in found if wanted is None or each.name in wanted), key=lambda each: each.name
        )
    for entry in entries:
        path = above + entry.name
        kind = _kind(entry)
        yield FolderEntry(path, kind)
        if kind == "folder" and is_looked_into(path) and not is_dropping(entry.name, of_folder=True):
            yield from _walked(folder / entry.name, f"{path}/")


def _kind(entry: os.DirEntry[str]) -> EntryKind:
    if entry.is_symlink():
        return "link"
    if entry.is_file(follow_symlinks=False):
        return "file"
    if not entry.is_dir(follow_symlinks=False):
        return "other"
    return "submodule" if os.path.lexists(Path(entry.path) / ".git") else "folder"


def sorted_out(name: str, entries: Iterable[FolderEntry], *, committed: bool = False) -> Listing:
    """Return the listing of a playbook's entries; `name` is the deals folder's, with which problems begin.

    A folder is an entry as well as the files in it. Files in a folder that cannot be used are left out with it.
    Droppings are no problem, whatever kind they are of, and nothing below such a folder is looked at. With
    `committed`, a file that a killed write left behind is a problem: no command will remove it.
    """
    listing = Listing()
    taken: dict[str, str] = {}
    unusable: set[str] = set()
    for entry in sorted(entries, key=lambda each: (each.path != each.path.casefold(), each.path)):
        if unusable and any(str(folder) in unusable for folder in PurePosixPath(entry.path).parents):
            continue
        if (fault := fault_of(entry)) and _is_dropping(entry):
            unusable.add(entry.path)
            if entry.path.rpartition("/")[2] not in NOT_SAID:
                listing.passed_over.append(entry.path)
        elif fault := second_of_one_identity(entry, taken) or fault:
            unusable.add(entry.path)
            listing.problems.append(Problem(f"{name}/{printable(entry.path)}", 1, 1, *fault))
        elif entry.kind == "file" and is_leftover(entry.path):
            if committed:
                listing.problems.append(committed_leftover(name, entry.path))
        elif entry.kind == "file":
            _put(listing, entry.path)
    _leave_out_homeless(name, listing)
    if not listing.deals and not listing.problems:
        problem = Problem(name, 1, 1, "no-deal", "there is no deal yet", "run `playbook new ACCOUNT/DEAL`")
        listing.problems.append(problem)
    return listing.in_order()


def _leave_out_homeless(name: str, listing: Listing) -> None:
    """Take the meetings of accounts without a file out of a listing, with a problem for each such account."""
    homeless = {
        each: path for each, path in listing.meetings.items() if path.partition("/")[0] not in listing.accounts
    }
    for account in sorted({path.partition("/")[0] for path in homeless.values()}):
        says = f"the account has meetings but no {TEAM}, so that nobody in them is known: they are not read"
        remedy = f"write {name}/{account}/{TEAM} with its people"
        problem = Problem(f"{name}/{printable(account)}/{MEETINGS}", 1, 1, "meetings-without-account", says, remedy)
        listing.problems.append(problem)
    for identity in homeless:
        del listing.meetings[identity]


def _is_dropping(entry: FolderEntry) -> bool:
    return is_dropping(entry.path.rpartition("/")[2], of_folder=entry.kind in ("folder", "submodule"))


def committed_leftover(name: str, path: str) -> Problem:
    """Return the problem of a file that a killed write left, and that is under version control."""
    says = "a write that was killed left this, and it was committed; it is not read and not published"
    return Problem(f"{name}/{printable(path)}", 1, 1, "committed-leftover", says, "take it out with git rm")


def _put(listing: Listing, path: str) -> None:
    """Add a sound file to the listing."""
    folder, _, name = path.rpartition("/")
    slug = name.removesuffix(".md")
    if not folder:
        listing.has_team |= name == TEAM
        listing.has_method |= name == METHOD
        listing.has_shares |= name == SHARES
    elif folder in NO_ACCOUNTS:
        (listing.partners if folder == "partners" else listing.competitors)[slug] = path
    elif "/" in folder:
        listing.meetings[path.removesuffix(".md")] = path
    elif name == TEAM:
        listing.accounts[folder] = path
    else:
        listing.deals[f"{folder}/{slug}"] = path
