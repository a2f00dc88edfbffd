"""The last fence around the work on one file: what takes far longer than any sound file ends the build."""

from __future__ import annotations

import faulthandler
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import parent_process
from types import FrameType

MOST_SECONDS = 60.0
"""Of the clock, for one deal; the worst file that the limits of reading admit takes under two of a processor."""


@contextmanager
def fenced(path: str, seconds: float = MOST_SECONDS) -> Iterator[None]:
    """End the work inside with TimeoutError when it takes too long: a failure of the run, not a mistake in a file.

    A worker that does not even notice, because it is inside foreign code, is ended as a process half as much later.
    Only a process's first thread can be called off; in any other, as where a preview is built, there is no fence.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"{path} took over {seconds:g} s, and the build was ended")

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    worker = parent_process() is not None
    if worker:
        faulthandler.dump_traceback_later(1.5 * seconds, exit=True)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if worker:
            faulthandler.cancel_dump_traceback_later()
