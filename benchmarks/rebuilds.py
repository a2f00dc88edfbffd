"""Build a playbook that `benchmarks.realistic` made: cold, unchanged, and after one change of each kind.

    python -m benchmarks.rebuilds /tmp/thousand --jobs 2

Any set of deals will do: the deal that is changed is open in each, and put back at the end. Prints processor time
(of all processes), wall time and the largest process of each build, and the machine's load.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.aside import put_aside
from benchmarks.one_deal import file_of, put_back


class Cost(NamedTuple):
    """What a build took: seconds of processors and of the clock, mebibytes of its largest process."""

    processors: float
    wall: float
    memory: float


def cost(command: list[str]) -> Cost:
    """Run a command to its end and return what it took."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss / 1024)


def rate(folder: Path) -> None:
    """Turn one rating of the deal over."""
    path = file_of(folder)
    before, sign, after = path.read_text("utf-8").partition('us: "')
    path.write_text(before + sign + ("-" if after.startswith("+") else "+") + after[1:], "utf-8")


def action(folder: Path) -> None:
    """Give one action of the deal another day."""
    path = file_of(folder)
    before, due, after = path.read_text("utf-8").partition("due: ")
    path.write_text(
        before + due + ("2026-12-24" if after.startswith("2026-12-23") else "2026-12-23") + after[10:], "utf-8"
    )


def note(folder: Path) -> None:
    """Write a line more into the deal's notes."""
    with file_of(folder).open("a", encoding="utf-8") as file:
        file.write("A word more.\n")


def close(folder: Path) -> None:
    """End the deal: it moves from the tables and sums of open deals to those of closed ones."""
    path = file_of(folder)
    ended = "stage: closed\noutcome: {result: won, date: 2026-11-20}"
    path.write_text(re.sub("(?m)^stage: .*$", ended, path.read_text("utf-8")), "utf-8")


def clear(folder: Path) -> None:
    """Put the site and the cache aside."""
    for name in ("site", ".playbook-cache"):
        put_aside(folder / name, gone(folder))


def gone(folder: Path) -> Path:
    """Return where it is put that is in the way."""
    return folder.with_name(f".{folder.name}.gone")


def main() -> None:
    """Build again and again, and print what each build took."""
    parser = argparse.ArgumentParser(description="Build a playbook cold, unchanged, and after one change.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    asked = parser.parse_args()
    with put_back(file_of(asked.folder)):
        measured(asked.folder, asked.jobs)
    shutil.rmtree(gone(asked.folder), ignore_errors=True)


def measured(folder: Path, jobs: int) -> None:
    """Build after each change, and print what it took."""
    build = [sys.executable, "-m", "generator", "-C", str(folder), "build", "--jobs", str(jobs)]
    cold = None
    print(f"{'':18}{'CPU s':>8}{'of cold':>9}{'wall s':>8}{'MiB':>7}{'load':>6}")
    for name, change in (
        ("cold", clear),
        ("nothing changed", None),
        ("one rating", rate),
        ("one action", action),
        ("one note", note),
        ("one deal closed", close),
        ("nothing changed", None),
    ):
        if change:
            change(folder)
        took = cost(build)
        cold = cold or took
        share, load = took.processors / cold.processors, os.getloadavg()[0]
        print(f"{name:18}{took.processors:8.2f}{share:9.1%}{took.wall:8.2f}{took.memory:7.0f}{load:6.1f}", flush=True)


if __name__ == "__main__":
    main()
