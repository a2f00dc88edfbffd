"""Private copy of a commit's files besides its deals: mkdocs.yml, the team's theme and the files that they use."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.git.command import GitFailed
from generator.git.partial import complete
from generator.git.tree import CommitFiles
from generator.problems import MOST_OF_A_FILE, Refused
from generator.publish.unwritable import unusable
from generator.read.file_names import printable


def check_out(committed: CommitFiles, folder: Path, deals: str) -> None:
    """Write a commit's files into a new folder, apart from those below `deals`, of which only the folder is made.

    Links and submodules are left out: their targets are not in the commit. Filters, attributes and settings of the
    repository do not count. Raises GitFailed where the repository lacks a file, Refused where a file or a folder
    cannot be written under its path.
    """
    if problems := list(unusable(committed)):
        raise Refused(problems[:MOST_OF_A_FILE])
    folder.mkdir()
    complete(committed.repository, committed.commit, history=False)
    for leaf in committed.leaves.values():
        if leaf.path.startswith(f"{deals}/"):
            continue
        if leaf.kind == "folder":
            (folder / leaf.path).mkdir()
        elif leaf.kind == "file":
            _write_new(folder / leaf.path, _content(committed, leaf.path))


def _write_new(path: Path, content: bytes) -> None:
    """Write a file where none is: on some disks names that differ in case alone are one name."""
    with path.open("xb") as file:
        file.write(content)


def _content(committed: CommitFiles, path: str) -> bytes:
    content = committed.read(path, sys.maxsize)
    if content is None:
        raise GitFailed(f"the repository lacks {printable(path)}")
    return content
