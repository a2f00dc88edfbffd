"""Cold builds in turns: one of each, then again one of each, every one a process of its own."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence

from benchmarks.peers.builder import Builder
from benchmarks.rebuilds import Cost

LONG = 300
"""Seconds: what takes longer is built once."""


def cold(builder: Builder) -> Cost:
    """Build from nothing and return what it took; the disk is given time before, not within."""
    builder.clear()
    os.sync()
    with tempfile.TemporaryFile() as said:
        begun = time.monotonic()
        process = subprocess.Popen(builder.command(), cwd=builder.folder, stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        took = Cost(used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss / 1024)
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{builder.title} failed:\n{said.read().decode(errors='replace')[-2000:]}")
    return took


def measured(builders: Sequence[Builder], rounds: int, check: Callable[[Builder], None]) -> dict[str, list[Cost]]:
    """Return what each round took by builder. Every first site is checked before anything more is measured."""
    costs: dict[str, list[Cost]] = {builder.name: [] for builder in builders}
    for number in range(rounds):
        for builder in builders:
            taken = costs[builder.name]
            if taken and taken[0].wall > LONG:
                continue
            taken.append(cold(builder))
            print(f"round {number + 1}: {builder.title} {taken[-1].wall:.1f} s", flush=True)
            if number == 0:
                check(builder)
    return costs
