"""A look at a whole site by a process of its own, while this one does something else."""

from __future__ import annotations

import contextlib
import os
from array import array
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from generator.site.output.snapshot import Snapshot, sealed
from generator.site.processes import can_fork

WORTH_A_PROCESS = 100_000
"""Bytes of a seal from which on the look takes longer than it takes to start a process."""


class BackgroundCheck:
    """Whether a folder is as it was sealed: looked at from now on, at the latest when that is asked for."""

    def __init__(self, folder: str, seal: Path) -> None:
        self.folder, self.seal = folder, seal
        self._stamps = _elsewhere(self._look) if _size(seal) > WORTH_A_PROCESS and can_fork() else None

    @cached_property
    def snapshot(self) -> Snapshot | None:
        """Snapshot of the folder, None where the folder has changed since the build, or that is unknown."""
        if self._stamps is None:
            return self._look()
        stamps = array("Q", self._stamps())
        return self._sealed[1]._replace(root=self.folder, stamps=stamps) if stamps and self._sealed else None

    @property
    def store(self) -> str:
        """The digest of the index that tells what the folder held when it was sealed; empty where none is known."""
        return self._sealed[0] if self._sealed else ""

    @cached_property
    def _sealed(self) -> tuple[str, Snapshot] | None:
        return sealed(self.seal)

    def _look(self) -> Snapshot | None:
        return self._sealed[1]._replace(root=self.folder).again() if self._sealed else None


def _size(file: Path) -> int:
    with contextlib.suppress(OSError):
        return file.stat().st_size
    return 0


def _elsewhere(look: Callable[[], Snapshot | None]) -> Callable[[], bytes]:
    """Let another process look; return how to wait for the stamps that it has seen, none where it sees no folder."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException), os.fdopen(theirs, "wb") as telling:  # whatever happens, it ends here
            os.close(ours)
            if seen := look():
                telling.write(array("Q", seen.stamps).tobytes())
        os._exit(0)
    os.close(theirs)

    def stamps() -> bytes:
        with os.fdopen(ours, "rb") as pipe:
            received = pipe.read()
        os.waitpid(child, 0)
        return received

    return stamps
