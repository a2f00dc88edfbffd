"""Names of a playbook's files and folders: the kind that each stands for, and faults of the others."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from generator.model.meeting import FOLDER as MEETINGS
from generator.model.playbook import DEVICES, RESERVED_ACCOUNTS
from generator.model.text import SLUG
from generator.read.droppings import is_second_version
from generator.storage.atomic_write import is_leftover

TEAM = "index.md"
METHOD = "method.yml"
SHARES = "shares.yml"
AT_THE_TOP = frozenset({TEAM, METHOD, SHARES, "imports.json"})
NO_ACCOUNTS = frozenset({"partners", "competitors"})
"""Folders at the top that are no accounts."""
EntryKind = Literal["file", "folder", "link", "submodule", "other"]


class FolderEntry(NamedTuple):
    """Entry of the deals folder. `path` is relative to that folder, with forward slashes."""

    path: str
    kind: EntryKind


def is_looked_into(folder: str) -> bool:
    """Tell whether files of the playbook may stand in a folder: one at the top, or one of an account's meetings."""
    above, _, name = folder.rpartition("/")
    return not above or ("/" not in above and name == MEETINGS and above not in NO_ACCOUNTS)


def printable(path: str) -> str:
    """Return a path as one line of text: what is not printable in it is spelled out."""
    return "".join(each if each.isprintable() else f"\\x{ord(each):02x}" for each in path)


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


def second_of_one_identity(entry: FolderEntry, taken: dict[str, str]) -> Fault | None:
    """Return the fault of an entry that differs from an earlier one only in the case of letters."""
    other = taken.setdefault(entry.path.casefold(), entry.path)
    if other == entry.path:
        return None
    says = f"this and {printable(other)} have one identity: they differ only in the case of letters"
    return "one-identity", says, "delete or rename one"


def fault_of(entry: FolderEntry) -> Fault | None:
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
        return None if is_looked_into("/".join((*above, name))) else TOO_DEEP
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
