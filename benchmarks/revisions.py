"""Measure what the histories of N deals with so many revisions each cost a build, and `playbook history`.

    python -m benchmarks.revisions 1000 20 /tmp/pasts

Makes the repository that `benchmarks.versions` describes in the folder, unless it is there already, and beside it the
same files without their history. `--no-cache` makes every page anew each time, so that nothing but histories is kept
from the build before: what they cost is what a build takes longer than that of the files alone. `histories alone` are
worked out in as many processes, without a page. Every figure is that of a whole process and its workers; of several
times the median counts. The commit that is made in between touches one deal.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import shutil
import statistics
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random

from benchmarks.one_deal import DEAL, file_of
from benchmarks.realistic import TODAY
from benchmarks.rebuilds import Cost, cost
from benchmarks.versions import changed, git
from generator.git.cache_file import memory
from generator.git.log_cache import kept_log
from generator.history.history import HistoryInputs, chronicle_of, histories
from generator.model.method import Method
from generator.read.files import WorkTree
from generator.read.playbook import read_surroundings

BATCH = 32
Change = Callable[[Path], None]


def alone(folder: Path, jobs: int) -> None:
    """Work out the history of every deal, and make no page."""
    source = WorkTree(folder / "deals")
    paths = list(source.listing().deals.values())
    kept = memory(folder)
    chronicle = chronicle_of(kept_log(folder / "deals", kept), folder / "deals", kept)
    terms = chronicle, read_surroundings(source)[0].method
    with ProcessPoolExecutor(jobs, get_context("fork"), _settle, terms) as pool:
        list(pool.map(_worked_out, [paths[start : start + BATCH] for start in range(0, len(paths), BATCH)]))


_settled: list[tuple[HistoryInputs | None, Method]] = []


def _settle(chronicle: HistoryInputs | None, method: Method) -> None:
    _settled[:] = [(chronicle, method)]


def _worked_out(paths: list[str]) -> None:
    with histories(*_settled[0], TODAY) as history:
        for path in paths:
            history(path)


def forget(folder: Path) -> None:
    """Take away everything that is kept."""
    shutil.rmtree(folder / ".playbook-cache", ignore_errors=True)


def commit(folder: Path) -> None:
    """Commit another rating of one deal."""
    path = file_of(folder)
    text = path.read_text("utf-8")
    path.write_text(changed(text, TODAY, Random(len(text)))[1], "utf-8")  # noqa: S311 - the same rating every time
    git(
        folder,
        "-c",
        "user.name=Dana",
        "-c",
        "user.email=dana@deals.example",
        "commit",
        "--quiet",
        "-am",
        "Rate again",
    )


def nothing(folder: Path) -> None:
    """Leave everything as it is."""


def measured(change: Change, folder: Path, command: list[str], times: int) -> Cost:
    """Return the medians of running a command so many times, each time after a change."""
    costs = []
    for _ in range(times):
        change(folder)
        costs.append(cost(command))
    return Cost(*map(statistics.median, zip(*costs, strict=True)))


def compared(folder: Path, jobs: int, times: int) -> None:
    """Measure everything and print a table."""
    bare = folder.with_name(f"{folder.name}-alone")
    if not bare.exists():
        shutil.copytree(folder, bare, ignore=shutil.ignore_patterns(".git", ".playbook-cache", "site"))

    def playbook(where: Path, *words: str) -> list[str]:
        return [sys.executable, "-m", "generator", "-C", str(where), *words]

    build = ("build", "--jobs", str(jobs), "--today", str(TODAY))
    histories_alone = [sys.executable, "-m", "benchmarks.revisions", "--alone", "--jobs", str(jobs), str(folder)]
    past = playbook(folder, "history", DEAL, "--today", str(TODAY))
    fresh = playbook(folder, *build, "--no-cache")
    print(f"{'':44}{'CPU s':>8}{'wall s':>8}{'MiB':>7}{'longer, CPU':>13}{'wall':>8}")
    without = _row("build, no history", measured(nothing, bare, playbook(bare, *build, "--no-cache"), times))
    for name, change, command in (
        ("build, the first time", forget, fresh),
        ("build, histories kept", nothing, fresh),
        ("build, histories kept, one more commit", commit, fresh),
    ):
        _row(name, measured(change, folder, command, times), without)
    for name, change, command in (
        ("histories alone, the first time", forget, histories_alone),
        ("histories alone, kept", nothing, histories_alone),
        ("histories alone, kept, one more commit", commit, histories_alone),
        ("playbook history, the first time", forget, past),
        ("playbook history, kept", nothing, past),
    ):
        _row(name, measured(change, folder, command, times))
    cost(playbook(folder, *build))
    _row("build with its cache, one more commit", measured(commit, folder, playbook(folder, *build), times))
    _row("build with its cache, nothing changed", measured(nothing, folder, playbook(folder, *build), times))


def _row(name: str, took: Cost, without: Cost | None = None) -> Cost:
    longer = f"{took.processors - without.processors:13.2f}{took.wall - without.wall:8.2f}" if without else ""
    print(f"{name:44}{took.processors:8.2f}{took.wall:8.2f}{took.memory:7.0f}{longer}", flush=True)
    return took


def main() -> None:
    """Make the repository, measure, and print what came of it."""
    parser = argparse.ArgumentParser(description="Measure what histories cost.")
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("revisions", type=int, nargs="?", default=20)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--alone", action="store_true", help="only work out the histories of what is there")
    asked = parser.parse_args()
    if asked.alone:
        alone(asked.folder, asked.jobs)
        return
    if not asked.folder.exists():
        cost([sys.executable, "-m", "benchmarks.versions", str(asked.count), str(asked.revisions), str(asked.folder)])
    machine = f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    print(f"{dt.date.today()}, {machine}, Python {platform.python_version()}")
    print(f"{asked.count:,} deals with {asked.revisions} revisions each, {asked.jobs} processes, {asked.times} times")
    compared(asked.folder, asked.jobs, asked.times)


if __name__ == "__main__":
    main()
