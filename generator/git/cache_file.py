"""What has been worked out of the past, kept so that it is worked out but once.

A file that is damaged is as good as none; the folder may be deleted.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from generator.git.command import ask, has_history
from generator.git.version import edition
from generator.problems import Problem, Refused

FOLDER = ".playbook-cache"
LARGEST: Final = 1 << 28
"""Bytes of one file beyond which nothing of it is read: no history of ours comes near."""
DAMAGED: Final = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError)
"""What reading raises that meets something else than was written."""


@dataclass(frozen=True, slots=True)
class CacheFolder:
    """The folder in which it is kept; small enough to be handed to every worker."""

    folder: str

    def recalled(self, name: str, basis: str) -> list[bytes]:
        """Return the lines kept under a name; none where another playbook wrote them, or on another basis."""
        with contextlib.suppress(OSError, ValueError, zlib.error):
            heading, digest, packed = self._file(name).read_bytes().split(b"\n", 2)
            if heading == _heading(basis) and digest == _digest(packed):
                return zlib.decompressobj().decompress(packed, LARGEST).split(b"\n")
        return []

    def keep(self, name: str, basis: str, lines: Iterable[bytes]) -> None:
        """Keep lines, none of which holds an end of line; a folder that cannot be written keeps nothing."""
        target, packed = self._file(name), zlib.compress(b"\n".join(lines), 1)
        with contextlib.suppress(OSError):
            target.parent.mkdir(parents=True, exist_ok=True)
            keep_out_of_git(Path(self.folder))
            descriptor, waiting = tempfile.mkstemp(dir=target.parent, prefix=".")
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(b"%b\n%b\n%b" % (_heading(basis), _digest(packed), packed))
                Path(waiting).replace(target)
            except OSError:
                Path(waiting).unlink(missing_ok=True)
                raise

    def _file(self, name: str) -> Path:
        return Path(self.folder, "history", name)


def keep_out_of_git(folder: Path) -> None:
    """Let a folder tell git to ignore it, whatever the repository's own .gitignore says; OSError passes."""
    ignoring = folder / ".gitignore"
    if not ignoring.exists():
        ignoring.write_text("*\n", "ascii")


def memory(root: Path, folder: Path | None = None) -> CacheFolder:
    """Return the memory of the playbook in a folder; it is kept in a folder of its own, or where `folder` says.

    Raise Refused where it is under version control: anybody who proposes a change could have written it.
    """
    folder = folder or root / FOLDER
    if folder.is_dir() and has_history(folder) and ask(folder, "ls-files", "-z", "--", "."):
        says = "what has been worked out is under version control, where anybody can have written it"
        remedy = f"run git rm -r --cached {folder.name} and add it to .gitignore"
        raise Refused([Problem(folder.name, 1, 1, "cache-under-version-control", says, remedy)])
    return CacheFolder(str(folder))


def memory_of_repository(repository: Path) -> CacheFolder:
    """Return the memory inside git's own folder, for builds of a commit: nothing there is under version control."""
    inside = ask(repository, "rev-parse", "--absolute-git-dir").removesuffix("\n")
    return CacheFolder(str(Path(inside, FOLDER)))


def written(told: Any) -> bytes:
    """Return what is known as it is kept: JSON in one line."""
    return json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def read(line: bytes) -> Any:
    """Return what is known; None where it is no JSON."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _heading(basis: str) -> bytes:
    return f"{basis}, by playbook {edition()}".encode("ascii", "backslashreplace")


def _digest(packed: bytes) -> bytes:
    return blake2b(packed, digest_size=8).hexdigest().encode("ascii")
