"""Folder of cached results about the past, so that each is worked out once."""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.git.command import ask, has_history
from generator.git.version import edition
from generator.problems import Problem, Refused
from generator.storage.atomic_write import write_whole
from generator.storage.store import Store

FOLDER = ".playbook-cache"
LARGEST: Final = 1 << 28
"""Bytes of one file beyond which nothing of it is unpacked: no history of ours comes near."""


@dataclass(frozen=True, slots=True)
class CacheFolder:
    """Folder of the cache; small enough to be passed to every worker."""

    folder: str

    def recalled(self, name: str, basis: str) -> list[bytes]:
        """Return the lines that were stored under a name on the same basis, by this edition; else none."""
        with contextlib.suppress(zlib.error):
            if block := self._store(basis).read(name):
                return zlib.decompressobj().decompress(block, LARGEST).split(b"\n")
        return []

    def keep(self, name: str, basis: str, lines: Iterable[bytes]) -> None:
        """Store lines, none of which holds an end of line; a folder that cannot be written stays as it is."""
        with contextlib.suppress(OSError):
            self._store(basis).write(name, zlib.compress(b"\n".join(lines), 1))
            keep_out_of_git(Path(self.folder))

    def _store(self, basis: str) -> Store:
        return Store(Path(self.folder, "history"), f"{basis}, by playbook {edition()}")


def keep_out_of_git(folder: Path) -> None:
    """Let a folder tell git to ignore it, whatever the repository's own .gitignore says; OSError passes."""
    ignoring = folder / ".gitignore"
    if not os.path.lexists(ignoring):
        write_whole(ignoring, b"*\n", durable=False)


def memory(root: Path, folder: Path | None = None) -> CacheFolder:
    """Return the cache of the playbook in a folder; it is kept in a folder of its own, or in `folder`.

    Raises Refused where it is under version control: anybody who proposes a change could have written it.
    """
    folder = folder or root / FOLDER
    if folder.is_dir() and has_history(folder) and ask(folder, "ls-files", "-z", "--", "."):
        says = "the stored history is under version control, where anybody could have written it"
        remedy = f"run git rm -r --cached {folder.name} and add it to .gitignore"
        raise Refused([Problem(folder.name, 1, 1, "cache-under-version-control", says, remedy)])
    return CacheFolder(str(folder))


def memory_of_repository(repository: Path) -> CacheFolder:
    """Return the cache inside git's own folder, for builds of a commit: nothing there is under version control.

    Raises GitFailed where there is no repository.
    """
    inside = ask(repository, "rev-parse", "--absolute-git-dir").removesuffix("\n")
    return CacheFolder(str(Path(inside, FOLDER)))
