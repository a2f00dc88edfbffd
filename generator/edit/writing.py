"""Putting a file on the disk whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step: a reader sees the old file or the new one, never a part.

    Folders on the way are made; the mode of a file that is replaced is kept. A link is not followed: it is replaced.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat(follow_symlinks=False).st_mode & 0o777 if path.exists() and not path.is_symlink() else None
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:60]}.", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(_new_file_mode() if mode is None else mode)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def write_below(root: Path, path: str, content: bytes) -> None:
    """Put `content` at a path below a folder as `write` does; raise OSError where a link on the way leads elsewhere.

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
