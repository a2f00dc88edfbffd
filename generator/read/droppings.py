"""Droppings: files and folders that programs leave behind, which nobody means as part of a playbook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fnmatch import translate
from typing import NamedTuple


class Kind(NamedTuple):
    """One kind of leavings: the patterns of its names, in any case, and whose they are.

    No pattern fits the name of an account's folder or of a deal's file. With `files_only` folders are not meant.
    """

    patterns: Sequence[str]
    whose: str
    files_only: bool = False


KINDS: Sequence[Kind] = (
    Kind((".*",), "hidden: where editors, file managers, sync programs and git keep their own things"),
    Kind(("*~", "#*#", "*.bak", "*.save", "*.autosave", "*.~[0-9]*~"), "copies that editors keep of a file"),
    Kind(("*.swp", "*.swo", "*.kate-swp", "*.tmp", "*.temp"), "work of programs that has not come to its end"),
    Kind(("4913",), "the file with which Vim tries whether a folder can be written", files_only=True),
    Kind(("~$*", "~lock.*#"), "locks of office programs"),
    Kind(("*.orig", "*.rej"), "leavings of a merge or a patch"),
    Kind(("*_backup_[0-9]*.md", "*_base_[0-9]*.md", "*_local_[0-9]*.md", "*_remote_[0-9]*.md"), "git mergetool's"),
    Kind(("*.crdownload", "*.part", "*.partial", "*.download"), "downloads that have not come to their end"),
    Kind(("thumbs.db", "thumbs.db:*", "ehthumbs*.db", "desktop.ini", "$recycle.bin", "system volume information"),
         "Windows's"),
    Kind(("icon\r", "__macosx", "network trash folder", "temporary items"), "the Mac's"),
    Kind(("lost+found", "@eadir", "#recycle", "#snapshot"), "a disk's, or a file server's"),
    Kind(("~syncthing~*", "*.dropbox", "*.owncloud", "*.nextcloud"), "sync programs'"),
    Kind(("__pycache__", "node_modules"), "made by programs of the team"),
)  # fmt: skip
"""Leavings by kind. What people may have meant, such as notes.txt or picture.png, is none of them."""


def _matching(kinds: Sequence[Kind]) -> re.Pattern[str]:
    """Return the pattern of every name of some kinds."""
    return re.compile("|".join(translate(each) for kind in kinds for each in kind.patterns), re.IGNORECASE)


ANYTHING = _matching([kind for kind in KINDS if not kind.files_only])
FILE = _matching(KINDS)
NOT_SAID = frozenset({".git", ".gitkeep"})
"""Names that are git's own or keep an empty folder: they are expected, so that no note counts them."""

SECOND_VERSION = re.compile(
    r".* \(.*(?:conflict|kopie).*\)|.*\.sync-conflict-\d{8}.*|.*-(?:DESKTOP|LAPTOP)-[A-Z0-9]+(?:-\d+)?"
    r"|.* \(\d+\)|.* - (?:copy|kopie)(?: \(\d+\))?|.* copy(?: \d+)?",
    re.IGNORECASE,
)
"""Name, without its ending, of a copy, or of one of two versions that a sync program could not merge."""


def is_second_version(stem: str) -> bool:
    """Tell whether a file that cannot be a deal is another version of one, by its name without the ending."""
    return bool(SECOND_VERSION.fullmatch(stem))


def is_dropping(name: str, *, of_folder: bool = False) -> bool:
    """Tell whether a file, or a folder, is one that programs leave behind, by its name."""
    return bool((ANYTHING if of_folder else FILE).match(name))
