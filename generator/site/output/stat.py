"""Stamps of files: size, times and place on disk prove a file unchanged where the clock allows."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from typing import NamedTuple

COARSE = 20_000_000
"""Nanoseconds within which a file system may give two changes the same time; Linux ticks every 1 to 10 ms."""
COARSEST = 2_000_000_000
"""The same where times are whole seconds, as some file systems keep them."""


class FileStamp(NamedTuple):
    """Metadata of a file from the file system, without reading the file. Any change of it changes `changed`."""

    size: int
    written: int
    changed: int
    place: int


def stamp_of(stat: os.stat_result) -> FileStamp:
    """Return the stamp in what the system tells of a file."""
    return FileStamp(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def stamp_at(path: str) -> FileStamp | None:
    """Return the stamp of a regular file; None where there is none."""
    try:
        told = os.lstat(path)
    except OSError:
        return None
    return stamp_of(told) if stat.S_ISREG(told.st_mode) else None


def is_proof(stamp: FileStamp, looked: int) -> bool:
    """Tell whether a file with this very stamp must still be the one that was read at `looked` (`now()`).

    A file that was changed in the same tick of the clock in which it was read could change again unnoticed.
    """
    tick = COARSE if stamp.changed % 1_000_000_000 else COARSEST
    return max(stamp.written, stamp.changed) < looked - tick


def now() -> int:
    """Return the time in nanoseconds by the clock that stamps files."""
    return time.time_ns()


def walked(folder: str, *, dots: bool = False) -> Iterator[tuple[str, FileStamp | None]]:
    """Yield everything below a folder but folders, with its stamp, None for what is no regular file.

    What starts with a dot at the top is left out, unless `dots`. A folder that is not there holds nothing.
    """
    todo = [""]
    while todo:
        below = todo.pop()
        try:
            entries = os.scandir(f"{folder}/{below}")
        except (FileNotFoundError, NotADirectoryError):
            continue
        with entries:
            for entry in entries:
                path = below + entry.name
                if not below and not dots and entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    todo.append(f"{path}/")
                else:
                    told = entry.stat(follow_symlinks=False)
                    yield path, stamp_of(told) if stat.S_ISREG(told.st_mode) else None
