"""What has been read of earlier versions, kept by the id of their content, so that it is read but once.

A file per deal holds a line per version. A line that is damaged is as good as none; the folder may be deleted.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import __version__
from generator.problems import Problem, Refused
from generator.track.git import ask, has_history

FOLDER = ".playbook-cache"
HEADING = f"versions of a deal, format 1, playbook {__version__}\n".encode()

Lines = dict[str, bytes]
"""What is known of each version, by the id of its content: JSON, which is read when it is asked for."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The folder in which it is kept; small enough to be handed to every worker."""

    folder: str

    def recalled(self, identity: str) -> Lines:
        """Return what is known of a deal's versions; nothing where another playbook wrote it or it is damaged."""
        lines: Lines = {}
        with contextlib.suppress(OSError), self._file(identity).open("rb") as file:
            if file.readline() != HEADING:
                return {}
            for line in file:
                blob, _, rest = line.rstrip(b"\n").partition(b" ")
                digest, _, told = rest.partition(b" ")
                if digest == _digest(blob, told):
                    lines[blob.decode("ascii", "replace")] = told
        return lines

    def keep(self, identity: str, lines: Lines) -> None:
        """Keep what is known of a deal's versions; a folder that cannot be written keeps nothing."""
        target = self._file(identity)
        with contextlib.suppress(OSError):
            target.parent.mkdir(parents=True, exist_ok=True)
            keep_out_of_git(Path(self.folder))
            descriptor, waiting = tempfile.mkstemp(dir=target.parent, prefix=".")
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(HEADING)
                    for blob, told in lines.items():
                        name = blob.encode("ascii")
                        file.write(b"%b %b %b\n" % (name, _digest(name, told), told))
                Path(waiting).replace(target)
            except OSError:
                Path(waiting).unlink(missing_ok=True)
                raise

    def _file(self, identity: str) -> Path:
        return Path(self.folder, "history", f"{identity}.lines")


def keep_out_of_git(folder: Path) -> None:
    """Let a folder tell git to ignore it, whatever the repository's own .gitignore says; OSError passes."""
    ignoring = folder / ".gitignore"
    if not ignoring.exists():
        ignoring.write_text("*\n", "ascii")


def memory(root: Path, folder: Path | None = None) -> Memory:
    """Return the memory of the playbook in a folder; it is kept in a folder of its own, or where `folder` says.

    Raise Refused where it is under version control: anybody who proposes a change could have written it.
    """
    folder = folder or root / FOLDER
    if folder.is_dir() and has_history(folder) and ask(folder, "ls-files", "-z", "--", "."):
        says = "what has been worked out is under version control, where anybody can have written it"
        remedy = f"run git rm -r --cached {folder.name} and add it to .gitignore"
        raise Refused([Problem(folder.name, 1, 1, "cache-under-version-control", says, remedy)])
    return Memory(str(folder))


def memory_of_repository(repository: Path) -> Memory:
    """Return the memory inside git's own folder, for builds of a commit: nothing there is under version control."""
    inside = ask(repository, "rev-parse", "--absolute-git-dir").removesuffix("\n")
    return Memory(str(Path(inside, FOLDER)))


def written(told: Mapping[str, Any]) -> bytes:
    """Return what is known of a version as it is kept."""
    return json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def read(line: bytes) -> dict[str, Any]:
    """Return what is known of a version; nothing where it is no JSON of ours."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _digest(blob: bytes, told: bytes) -> bytes:
    return hashlib.blake2b(blob + b" " + told, digest_size=8).hexdigest().encode("ascii")
