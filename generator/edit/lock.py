"""Lock on a folder from the reading of a file to its writing, so that one command edits at a time.

The lock is on the folder and not on the file, which every edit replaces by another; nothing is left behind, and the
system lets go of it when its process ends, however that ends.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

LONGEST_WAIT = 60.0
"""Seconds after which a command gives up waiting for another; a commit may have to wait for hooks and signatures."""
PATIENCE = 2.0
"""Seconds after which a command says that it waits."""
PAUSE = 0.02
"""Seconds between two tries."""

Tell = Callable[[Path], None]
"""Callback with the folder that is waited for, called once."""


def silent(folder: Path) -> None:
    """Report nothing."""


@contextmanager
def file_held(root: Path, path: str, tell: Tell = silent) -> Iterator[None]:
    """Hold one file, by its path below `root`, against other commands; those that edit all files wait as well.

    Raises TimeoutError and OSError as `held` does.
    """
    folder = (root / path).parent
    if folder == root:
        with held(root, tell=tell):
            yield
    else:
        with held(root, shared=True, tell=tell), held(folder, tell=tell):
            yield


@contextmanager
def held(
    folder: Path, *, shared: bool = False, tell: Tell = silent, longest_wait: float = LONGEST_WAIT
) -> Iterator[None]:
    """Hold a folder that is there; with `shared`, others may hold it shared at the same time.

    Raises TimeoutError where another command holds it for longer than `longest_wait` seconds, and OSError where the
    file system has no locks.
    """
    handle = _locked(folder, fcntl.LOCK_SH if shared else fcntl.LOCK_EX, tell, longest_wait)
    try:
        yield
    finally:
        os.close(handle)


def _locked(folder: Path, kind: int, tell: Tell, longest_wait: float) -> int:
    """Return the open folder that holds the lock; closing it lets go."""
    begun, told = time.monotonic(), False
    while True:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            if _is_locked(handle, kind, folder) and os.path.samestat(os.fstat(handle), folder.stat()):
                return handle
            waited = time.monotonic() - begun
            if waited > longest_wait:
                says = (
                    f"another command has been editing here for {longest_wait:g} seconds; try again when it is done"
                )
                raise TimeoutError(errno.ETIMEDOUT, says, str(folder))
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if waited > PATIENCE and not told:
            told = True
            tell(folder)
        time.sleep(PAUSE)


def _is_locked(handle: int, kind: int, folder: Path) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as fault:
        says = "this folder cannot be locked, so nothing was edited: keep the playbook on a local disk"
        raise OSError(fault.errno, says, str(folder)) from None
    return True
