"""Cold builds in turns: one of each, then again one of each, every step of one a process of its own."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer

from benchmarks.peers.builder import Builder
from benchmarks.rebuilds import Cost

LONG = 300
"""Seconds: what takes longer is built once."""
PATIENCE = 3600
"""Seconds: a step that takes longer is ended, and its build did not finish."""
OUT_OF_MEMORY = re.compile(
    r"out of memory|cannot allocate memory|memory allocation of \d+ bytes failed|MemoryError", re.IGNORECASE
)
"""Node and Go, the system, Rust, Python."""
AVAILABLE = re.compile(r"^MemAvailable:\s*(\d+) kB", re.MULTILINE)


class UnfinishedError(Exception):
    """A build that ran out of memory or of time; the text says of which."""


@dataclass(slots=True)
class Taken:
    """What the rounds of a builder took; `unfinished` says why its last one has no end, and is empty otherwise."""

    costs: list[Cost] = field(default_factory=list)
    unfinished: str = ""


def cold(builder: Builder, patience: float = PATIENCE) -> Cost:
    """Build from nothing and return what it took; the disk is given time before, not within.

    Raise `UnfinishedError` where memory ran out or a step took longer than `patience` in seconds. End where the build
    fails for another reason.
    """
    builder.clear()
    os.sync()
    return whole([_step(builder, command, patience) for command in builder.commands()])


def whole(steps: Sequence[Cost]) -> Cost:
    """Return what steps took one after the other: seconds are added up, memory is that of the largest process."""
    processors, wall, memory = zip(*steps, strict=True)
    return Cost(sum(processors), sum(wall), max(memory))


def _step(builder: Builder, command: Sequence[str], patience: float) -> Cost:
    """Run a command, each process with no more memory than is free now: too much of it ends no other program."""
    with tempfile.TemporaryFile() as said:
        free, begun = _available(), time.monotonic()
        process = subprocess.Popen(command, cwd=builder.folder, stdout=said, stderr=said)
        resource.prlimit(process.pid, resource.RLIMIT_DATA, (free, free))
        ending = Timer(patience, os.kill, (process.pid, signal.SIGKILL))
        ending.start()
        _, status, used = os.wait4(process.pid, 0)
        ending.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        took = Cost(used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss / 1024)
        if process.returncode:
            said.seek(0)
            text = said.read().decode(errors="replace")
            if took.wall >= patience:
                raise UnfinishedError(f"did not finish in {patience / 60:.0f} minutes")
            if process.returncode == -signal.SIGKILL or OUT_OF_MEMORY.search(text):
                raise UnfinishedError(f"out of memory, {free / 2**30:.0f} GiB were free")
            raise SystemExit(f"{builder.title} failed:\n{text[-2000:]}")
    return took


def _available() -> int:
    """Return how many bytes of memory can be had without swapping."""
    found = AVAILABLE.search(Path("/proc/meminfo").read_text("utf-8"))
    return int(found[1]) * 1024 if found else resource.RLIM_INFINITY


def measured(builders: Sequence[Builder], rounds: int, check: Callable[[Builder], None]) -> dict[str, Taken]:
    """Return what each round took by builder. Every first site is checked before anything more is measured."""
    taken = {builder.name: Taken() for builder in builders}
    for number in range(rounds):
        for builder in builders:
            of = taken[builder.name]
            if of.unfinished or (of.costs and of.costs[0].wall > LONG):
                continue
            _round(builder, of)
            said = of.unfinished or f"{of.costs[-1].wall:.1f} s"
            print(f"round {number + 1}: {builder.title} {said}", flush=True)
            if number == 0 and not of.unfinished:
                check(builder)
    return taken


def _round(builder: Builder, of: Taken) -> None:
    try:
        of.costs.append(cold(builder))
    except UnfinishedError as reason:
        of.unfinished = str(reason)
