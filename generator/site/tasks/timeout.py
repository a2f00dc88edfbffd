"""The last fence around the work on a few files: what takes far longer than any sound file ends the build."""

from __future__ import annotations

import faulthandler
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.process import parent_process
from types import FrameType

MOST_SECONDS = 60.0
"""Of the clock, for one deal; the worst file that the limits of reading admit takes under two of a processor."""


@contextmanager
def fenced(seconds: float = MOST_SECONDS) -> Iterator[Callable[[str], None]]:
    """Time limit per deal. Yields a callback for the path of each file that work begins on.

    Work on one that takes too long ends with TimeoutError: a failure of the run, not a mistake in a file. A worker
    that does not even notice, because it is inside foreign code, is ended as a process half as much later. Only a
    process's first thread can be called off; in any other, as where a preview is built, there is no fence.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield lambda path: None
        return
    at = ""

    def begin(path: str) -> None:
        nonlocal at
        at = path
        signal.setitimer(signal.ITIMER_REAL, seconds)

    def end(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"{at} took over {seconds:g} s, and the build was ended")

    before = signal.signal(signal.SIGALRM, end)
    worker = parent_process() is not None
    if worker:
        faulthandler.dump_traceback_later(1.5 * seconds, exit=True)
    try:
        yield begin
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if worker:
            faulthandler.cancel_dump_traceback_later()
