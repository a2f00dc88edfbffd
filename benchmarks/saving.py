"""How long after a file is saved `playbook serve` has it on the page: `python -m benchmarks.saving FOLDER`.

FOLDER is a playbook that `benchmarks.realistic` made. A browser has a deal's page open; a line of the deal's notes is
saved, then its title, again and again. Prints the milliseconds from the file's rename to the words on the page.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.one_deal import DEAL, file_of, put_back
from tests.browser.chromium import FLAGS, executable
from tests.plugin.previewing import serving
from tests.plugin.trees import Tree

PATIENCE = 600.0
"""Seconds for the first build."""


def noted(text: str, number: int) -> str:
    """Return a deal's file with a line more in its notes."""
    return f"{text}Saved for the {number}th time.\n"


def titled(text: str, number: int) -> str:
    """Return a deal's file with another title."""
    return re.sub("^title: .*$", f"title: Titled for the {number}th time", text, count=1, flags=re.MULTILINE)


def took(page: Page, file: Path, change: Callable[[str, int], str], number: int) -> float:
    """Save a change as an editor does, and return the milliseconds until the page says so."""
    beside, word = file.with_name(f".{file.name}~"), "Saved" if change is noted else "Titled"
    beside.write_text(change(file.read_text("utf-8"), number), "utf-8")
    begun = time.perf_counter()
    beside.replace(file)
    expect(page.get_by_text(f"{word} for the {number}th time").first).to_be_attached(timeout=PATIENCE * 1000)
    return (time.perf_counter() - begun) * 1000


def measured(folder: Path, times: int) -> None:
    """Serve, save, and print what each change took."""
    file = file_of(folder)
    with put_back(file) as before, serving(Tree(folder)) as served, sync_playwright() as playwright:
        served.said.until(" built", PATIENCE)
        page = playwright.chromium.launch(executable_path=executable(), args=FLAGS).new_page()
        page.goto(f"{served.host}/{DEAL}/")
        for name, change in (("a note", noted), ("the title", titled)):
            file.write_text(before, "utf-8")
            served.said.until(" built", PATIENCE)
            each = [took(page, file, change, number) for number in range(1, times + 1)]
            print(f"{name:12}{statistics.median(each):8.0f} ms median{max(each):8.0f} at most", flush=True)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure how long a saved file takes to be on the page.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=7)
    asked = parser.parse_args()
    print(f"{time.strftime('%Y-%m-%d')}, {platform.processor() or platform.machine()}, {os.cpu_count()} processors")
    measured(asked.folder, asked.times)


if __name__ == "__main__":
    main()
