"""A private copy of what a commit holds besides its deals: mkdocs.yml, the team's theme, what these refer to."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.git.command import GitFailed
from generator.git.partial import complete
from generator.git.tree import CommitFiles
from generator.read.files import printable

NOT_A_NAME = frozenset({"", ".", "..", ".git"})
"""What no file of a commit may be called, though a commit that was made by hand may."""


def check_out(committed: CommitFiles, folder: Path, deals: str) -> None:
    """Write a commit's files into a new folder, apart from those below `deals`, of which only the folder is made.

    Links and submodules are left out: what they would lead to is not in the commit. No filter, attribute or setting
    of the repository has a say. Raise GitFailed where the repository lacks a file or a file has no usable name.
    """
    folder.mkdir()
    complete(committed.repository, committed.commit, history=False)
    for leaf in committed.leaves.values():
        if NOT_A_NAME & set(leaf.path.split("/")):
            raise GitFailed(f"the commit holds a file that cannot be: {printable(leaf.path)}")
        if leaf.path.startswith(f"{deals}/"):
            continue
        if leaf.kind == "folder":
            (folder / leaf.path).mkdir()
        elif leaf.kind == "file":
            (folder / leaf.path).write_bytes(_content(committed, leaf.path))


def _content(committed: CommitFiles, path: str) -> bytes:
    content = committed.read(path, sys.maxsize)
    if content is None:
        raise GitFailed(f"the repository lacks {printable(path)}")
    return content
