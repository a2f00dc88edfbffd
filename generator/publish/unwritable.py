"""Files of a commit that no disk can hold: git takes trees that were made by hand, and most disks do not."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from generator.git.tree import CommitFiles
from generator.problems import Problem
from generator.read.file_names import printable

NOT_A_NAME: Final = frozenset({"", ".", "..", ".git"})
"""Names that no file may have, in any letter case."""
LONGEST_NAME: Final = 255
LONGEST_PATH: Final = 1024
"""Bytes of a name, and of a path from the top of the repository; a disk takes few more."""

RENAME: Final = "rename it"


def unusable(committed: CommitFiles) -> Iterator[Problem]:
    """Yield a problem for each file and folder of a commit that cannot be written to a disk under its own path."""
    for path in committed.leaves:
        if says := _fault(committed, path):
            yield Problem(printable(path), 1, 1, "unusable-path", *says)


def _fault(committed: CommitFiles, path: str) -> tuple[str, str] | None:
    *folders, name = path.split("/")
    if name.casefold() in NOT_A_NAME:
        return f"nothing can be called {name!r}", RENAME
    if path in committed.twice:
        return "two things here have this one name", "delete or rename one"
    above = accumulate(folders, "{}/{}".format)
    if any(folder not in committed.leaves or committed.leaves[folder].kind != "folder" for folder in above):
        return "the slash is a part of a name, or what is above this is no folder", RENAME
    return _fault_of_text(path, name)


def _fault_of_text(path: str, name: str) -> tuple[str, str] | None:
    kinds = {unicodedata.category(character) for character in name}
    if "Cs" in kinds:
        return "the name is no text in UTF-8", RENAME
    if "Cc" in kinds or "\\" in name:
        return "the name holds a control character or a backslash", RENAME
    if len(name.encode()) > LONGEST_NAME or len(path.encode("utf-8", "surrogateescape")) > LONGEST_PATH:
        return f"the name is too long: {LONGEST_NAME} bytes at most, {LONGEST_PATH} with the folders", RENAME
    return None
