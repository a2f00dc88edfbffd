"""Writing of files: whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import tempfile
from pathlib import Path

from generator.read.files import LONGEST_BEGINNING, is_leftover


def write(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step: a reader sees the old file or the new one, never a part.

    Folders on the way are made; the mode of a file that is replaced is kept. A link is not followed: it is replaced.
    Files beside it that a killed write of the same file left are removed. Raises OSError where the disk refuses.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat(follow_symlinks=False).st_mode & 0o777 if path.exists() and not path.is_symlink() else None
    _clear_leftovers(path)
    handle, beside = _begun(path)
    with os.fdopen(handle, "wb") as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            beside.chmod(_new_file_mode() if mode is None else mode)
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
    for beside in path.parent.iterdir():
        if beside.name.startswith(_prefix(path)) and is_leftover(beside.name) and not beside.is_symlink():
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
    """Put `content` at a path below a folder as `write` does. Raises OSError where a link leads elsewhere.

    Whoever may propose files to a playbook may propose a link, too.
    """
    folder = root
    for name in path.split("/")[:-1]:
        folder = folder / name
        if folder.is_symlink():
            raise OSError(errno.ELOOP, "is a link, and links are never followed", str(folder))
    write(root / path, content)


def _new_file_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
