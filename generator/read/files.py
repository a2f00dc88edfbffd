"""Files of a playbook: the path tells the kind of each, and others are reported and never followed."""

from __future__ import annotations

import datetime as dt
import errno
import os
import stat
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple, Protocol

from generator.model.meeting import FOLDER as MEETINGS
from generator.model.playbook import DEVICES, RESERVED_ACCOUNTS
from generator.model.text import SLUG
from generator.problems import Problem, Refused
from generator.read.droppings import NOT_SAID, is_dropping, is_second_version
from generator.read.yaml.document import LARGEST_FILE
from generator.storage.atomic_write import is_leftover

TEAM = "index.md"
METHOD = "method.yml"
SHARES = "shares.yml"
AT_THE_TOP = frozenset({TEAM, METHOD, SHARES, "imports.json"})
NO_ACCOUNTS = frozenset({"partners", "competitors"})
"""Folders at the top that are no accounts."""
MOST_NAMED = 3
"""Droppings that the note about them names."""

EntryKind = Literal["file", "folder", "link", "submodule", "other"]


class FolderEntry(NamedTuple):
    """Entry of the deals folder. `path` is relative to that folder, with forward slashes."""

    path: str
    kind: EntryKind


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
        if kind == "folder" and _is_looked_into(path) and not is_dropping(entry.name, of_folder=True):
            yield from _walked(folder / entry.name, f"{path}/")


def _is_looked_into(folder: str) -> bool:
    """Tell whether files of the playbook may stand in a folder: one at the top, or one of an account's meetings."""
    above, _, name = folder.rpartition("/")
    return not above or ("/" not in above and name == MEETINGS and above not in NO_ACCOUNTS)


def _kind(entry: os.DirEntry[str]) -> EntryKind:
    if entry.is_symlink():
        return "link"
    if entry.is_file(follow_symlinks=False):
        return "file"
    if not entry.is_dir(follow_symlinks=False):
        return "other"
    return "submodule" if os.path.lexists(Path(entry.path) / ".git") else "folder"


def printable(path: str) -> str:
    """Return a path as one line of text: what is not printable in it is spelled out."""
    return "".join(each if each.isprintable() else f"\\x{ord(each):02x}" for each in path)


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
        if (fault := _fault(entry)) and _is_dropping(entry):
            unusable.add(entry.path)
            if entry.path.rpartition("/")[2] not in NOT_SAID:
                listing.passed_over.append(entry.path)
        elif fault := _one_identity(entry, taken) or fault:
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


Fault = tuple[str, str, str]
"""Code, sentence and remedy."""

TOO_DEEP: Fault = (
    "too-deep-folder",
    f"folders below an account are not read, but for {MEETINGS}",
    "move the deals into the account's folder",
)


SECOND_VERSION: Fault = (
    "second-version",
    "this is a second version of a file, left by a sync program or by copying; it is not read",
    "keep what holds of it in the first, and delete it",
)


def _one_identity(entry: FolderEntry, taken: dict[str, str]) -> Fault | None:
    """Return the fault of an entry that differs from an earlier one only in the case of letters."""
    other = taken.setdefault(entry.path.casefold(), entry.path)
    if other == entry.path:
        return None
    says = f"this and {printable(other)} have one identity: they differ only in the case of letters"
    return "one-identity", says, "delete or rename one"


def _fault(entry: FolderEntry) -> Fault | None:
    """Return the fault of an entry, None where it has none."""
    *folders, last = entry.path.split("/")
    if entry.kind == "link":
        return "symlink", "this is a link, and links are never followed", "put the file itself here"
    if entry.kind == "submodule":
        return "submodule", "this is a repository of its own, which is not read", "put the files themselves here"
    if entry.kind == "other":
        return "not-a-file", "this is neither a file nor a folder", "delete it"
    if entry.kind == "folder":
        return _bad_folder(folders, last)
    return _bad_file(folders, last)


def _bad_folder(above: list[str], name: str) -> Fault | None:
    if name.endswith((".md", ".yml")):
        return "folder-named-like-a-file", "this is a folder, though its name is a file's", "rename it"
    if above:
        return None if _is_looked_into("/".join((*above, name))) else TOO_DEEP
    if not _is_slug(name):
        return _bad_name("folder")
    if name in RESERVED_ACCOUNTS - NO_ACCOUNTS:
        says = f"an account cannot be called {name!r}: the site keeps that address for a page of its own"
        return "reserved-name", says, f"rename the folder, like {name}-group, and what names its deals by it"
    return _device("folder", name) if name in DEVICES else None


def _bad_file(folders: list[str], name: str) -> Fault | None:
    if is_leftover(name) or (not folders and name in AT_THE_TOP):
        return None
    stem, dot, ending = name.rpartition(".")
    if len(folders) > 1:
        return _bad_meeting(stem or name, f"{dot}{ending}")
    if not folders or f"{dot}{ending}" != ".md" or (folders[0] in NO_ACCOUNTS and name == TEAM):
        return "stray-file", "this file is not part of the playbook and is not published", "move or delete it"
    if not _is_slug(stem):
        return SECOND_VERSION if is_second_version(stem) else _bad_name("file")
    if stem == MEETINGS and folders[0] not in NO_ACCOUNTS:
        says = f"a deal cannot be called {stem!r}: the folder of that name is for the account's meetings"
        return "reserved-name", says, f"rename it, like {stem}-project.md, and what names the deal by it"
    return _device("file", stem) if stem in DEVICES else None


def _bad_meeting(stem: str, ending: str) -> Fault | None:
    """Return the fault of a file in a folder of meetings, by its name."""
    if ending != ".md":
        says = "this is no meeting file: it is not read and not published"
        return "not-a-meeting", says, "run `playbook meeting add FILE` on it, then delete it or keep it elsewhere"
    if not _is_slug(stem):
        return SECOND_VERSION if is_second_version(stem) else _bad_name("file")
    if not starts_with_a_day(stem):
        says = f"the name of a meeting's file begins with its day, and {stem!r} does not"
        return "no-day-in-name", says, "rename it like 2026-11-27-NAME.md"
    return None


def starts_with_a_day(stem: str) -> bool:
    """Tell whether a file's name begins with a day of the calendar: 2026-11-27, alone or before a hyphen."""
    try:
        dt.date.fromisoformat(stem[:10])
    except ValueError:
        return False
    return stem[4:5] == "-" and stem[10:11] in ("", "-")


def _bad_name(what: str) -> Fault:
    remedy = "use lower-case letters a-z, digits and single hyphens, 64 at most"
    return "bad-name", f"the {what}'s name is not usable as an identity", remedy


def _device(what: str, name: str) -> Fault:
    says = f"a {what} cannot be called {name!r}: Windows keeps that name for a device and checks out nothing of it"
    return "reserved-name", says, f"rename it, like {name}-group"


def _is_slug(name: str) -> bool:
    return bool(SLUG.fullmatch(name)) and len(name) <= 64


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
