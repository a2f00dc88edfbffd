"""Processes: where workers can be started quickly, how they end, and when none looks for garbage."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import threading
from collections.abc import Iterator
from multiprocessing.process import parent_process


def can_fork() -> bool:
    """Tell whether a process may go on as two: not with other threads, and not on every system."""
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Let many things that stay be made without Python looking each of them over, again and again, for garbage."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def end_with_the_build() -> None:
    """End this worker when the process that builds is gone: left alone it would wait, and hold locks, forever."""

    def wait() -> None:
        if build := parent_process():
            build.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
