"""What takes far too long ends the build: with the file's name, or with the process that does not listen."""

from __future__ import annotations

import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

import pytest

from generator.cli.output.failures import ELSE, ended
from generator.site.tasks.timeout import fenced

SOON = 0.1
LONG = 600.0


def never_ends() -> None:
    with fenced(SOON) as begin:
        begin("deals/a/b.md")
        while True:
            pass


def never_listens() -> None:
    with fenced(SOON) as begin:
        begin("deals/a/b.md")
        sum(range(10**12))


def test_work_that_takes_too_long_ends_as_a_failure_of_the_run_and_names_the_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(TimeoutError, match=r"deals/a/b\.md took over 0\.1 s") as late:
        never_ends()
    assert signal.getsignal(signal.SIGALRM) is before
    assert ended(late.value) == ELSE
    assert "deals/a/b.md took over 0.1 s, and the build was ended" in capsys.readouterr().err


def test_a_workers_end_reaches_the_build() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool, pytest.raises(TimeoutError, match=r"deals/a/b\.md"):
        pool.submit(never_ends).result()


def test_a_worker_that_does_not_listen_is_ended_as_a_process() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool, pytest.raises(BrokenProcessPool):
        pool.submit(never_listens).result()


def test_work_in_time_goes_on_and_is_not_called_off_later() -> None:
    with fenced(LONG) as begin:
        begin("deals/a/b.md")
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_each_file_has_its_own_time() -> None:
    with fenced(LONG) as begin:
        begin("deals/a/b.md")
        signal.setitimer(signal.ITIMER_REAL, LONG / 2)  # as if half of it were over
        begin("deals/c/d.md")
        left, _ = signal.getitimer(signal.ITIMER_REAL)
    assert LONG / 2 < left <= LONG


def test_in_a_thread_there_is_no_fence() -> None:
    done: list[str] = []

    def work() -> None:
        with fenced(SOON) as begin:
            begin("deals/a/b.md")
            done.append("yes")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["yes"]
