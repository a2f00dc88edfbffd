"""Writing of files: whole or not at all, for the team's files and for caches."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import re
import tempfile
from pathlib import Path

LONGEST_BEGINNING = 60
LEFTOVER = re.compile(r"\..{1,60}\.[a-z0-9_]{8}\.new", re.DOTALL)
"""A file on its way to its place: a command that is killed leaves it, and the next one on the same file removes it.

Its name begins with that of the file, of which at most so many characters are taken.
"""


def is_leftover(path: str) -> bool:
    """Tell whether a file is one of our own on its way to its place, by its name alone."""
    return bool(LEFTOVER.fullmatch(path.rpartition("/")[2]))


def write_whole(path: Path, *chunks: bytes, durable: bool = True, mode: int | None = None) -> None:
    """Put a file at `path` in one step: a reader sees the old file or the new one, never a part.

    Folders on the way are made. Without a `mode` that of the file that is replaced stays, and a new one gets the
    usual. A link is not followed: it is replaced. Files beside it that a killed write of the same file left are
    removed. A `durable` file is on the disk when this returns, and no loss of power takes it back. Raises OSError
    where the disk refuses.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = _mode_of(path) if mode is None else mode
    _clear_leftovers(path)
    handle, beside = _begun(path)
    with os.fdopen(handle, "wb") as file:
        try:
            file.writelines(chunks)
            file.flush()
            if durable:
                os.fsync(file.fileno())
            beside.chmod(mode)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def _prefix(path: Path) -> str:
    return f".{path.name[:LONGEST_BEGINNING]}."


def _begun(path: Path) -> tuple[int, Path]:
    """Return a new file beside a path, open and locked as long as it is open: so nobody takes it for a leftover."""
    while True:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path), suffix=".new")
        fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return handle, Path(name)
        os.close(handle)  # another write took it for a leftover before it was locked


def _clear_leftovers(path: Path) -> None:
    """Remove files that killed writes of a file have left beside it."""
    prefix = _prefix(path)
    for name in os.listdir(path.parent):  # noqa: PTH208 - names are enough
        beside = path.parent / name if name.startswith(prefix) else path
        if beside != path and is_leftover(name) and not beside.is_symlink():
            with contextlib.suppress(OSError):  # somebody is still writing it, or it is not ours to remove
                _remove_unless_written(beside)


def _remove_unless_written(beside: Path) -> None:
    handle = os.open(beside, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        beside.unlink()
    finally:
        os.close(handle)


def write_below(root: Path, path: str, content: bytes) -> None:
    """Put `content` at a path below a folder as `write_whole` does. Raises OSError where a link leads elsewhere.

    Whoever may propose files to a playbook may propose a link, too.
    """
    folder = root
    for name in path.split("/")[:-1]:
        folder = folder / name
        if folder.is_symlink():
            raise OSError(errno.ELOOP, "is a link, and links are never followed", str(folder))
    write_whole(root / path, content)


def _mode_of(path: Path) -> int:
    """Return the mode of a file that stands, else the one that a new file gets."""
    if path.exists() and not path.is_symlink():
        return path.stat(follow_symlinks=False).st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
