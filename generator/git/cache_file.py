"""Cache of results from the history, so that each is worked out but once.

A file that is damaged, or is in the place of another, is ignored; the folder may be deleted.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from io import BufferedReader
from pathlib import Path
from typing import Any, Final

from generator.git.command import ask, has_history
from generator.git.version import edition
from generator.problems import Problem, Refused

FOLDER = ".playbook-cache"
LARGEST: Final = 1 << 28
"""Bytes of one file beyond which nothing of it is read: no history of ours comes near."""
DAMAGED: Final = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError)
"""Errors of reading a file that is not as it was written."""


@dataclass(frozen=True, slots=True)
class CacheFolder:
    """Folder of the cache; small enough to be passed to every worker."""

    folder: str

    def recalled(self, name: str, basis: str) -> list[bytes]:
        """Return the lines kept under a name; none where another playbook wrote them, or on another basis.

        There are none either where they were kept under another name.
        """
        with contextlib.suppress(OSError, ValueError, zlib.error):
            with opened(self._file(name)) as file:
                heading, digest, packed = file.read().split(b"\n", 2)
            if heading == _heading(name, basis) and digest == _digest(packed):
                return zlib.decompressobj().decompress(packed, LARGEST).split(b"\n")
        return []

    def keep(self, name: str, basis: str, lines: Iterable[bytes]) -> None:
        """Keep lines, none of which holds an end of line; a folder that cannot be written keeps nothing."""
        packed = zlib.compress(b"\n".join(lines), 1)
        with contextlib.suppress(OSError):
            put(self._file(name), (b"%b\n%b\n" % (_heading(name, basis), _digest(packed)), packed))
            keep_out_of_git(Path(self.folder))

    def _file(self, name: str) -> Path:
        return Path(self.folder, "history", name)


def opened(file: Path) -> BufferedReader:
    """Open a file of ours to be read; a link is not followed, a pipe not waited for.

    Raises OSError where it cannot be opened.
    """
    return open(file, "rb", opener=_as_it_stands)


def _as_it_stands(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def put(target: Path, parts: Iterable[bytes]) -> None:
    """Write a file of ours in one step in place of any file or folder. Raises OSError where the disk refuses."""
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, waiting = tempfile.mkstemp(dir=target.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(parts)
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        Path(waiting).replace(target)
    except OSError:
        Path(waiting).unlink(missing_ok=True)
        raise


def keep_out_of_git(folder: Path) -> None:
    """Let a folder tell git to ignore it, whatever the repository's own .gitignore says.

    Raises OSError where the disk refuses.
    """
    with contextlib.suppress(FileExistsError), (folder / ".gitignore").open("x", encoding="ascii") as ignoring:
        ignoring.write("*\n")


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


def written(told: Any) -> bytes:
    """Return a value as JSON in one line of ASCII."""
    return json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def read(line: bytes) -> Any:
    """Return the value of a line, None where it is no JSON."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _heading(name: str, basis: str) -> bytes:
    return f"{name}: {basis}, by playbook {edition()}".encode("ascii", "backslashreplace")


def _digest(packed: bytes) -> bytes:
    return blake2b(packed, digest_size=8).hexdigest().encode("ascii")
