"""Put the questions of a pipeline call to the site of N realistic deals, and check the answers.

    python -m benchmarks.questions 10000 /tmp/pipeline

Makes the deals and a repository of two commits, the younger one of last week, and builds the site, unless they are
there already. Prints for each question how many clicks (a search by keys and Enter is one) and how many seconds of
the browser lie between the home page and the answer, its first loading included, and whether it is the judgement's.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, Error, sync_playwright

from benchmarks import realistic
from benchmarks.realistic import TODAY
from benchmarks.versions import block, changed, git, heading
from generator.cli.options.judged_deals import judged_deals
from tests.browser.chromium import FLAGS, executable
from tests.browser.questions import ASKED, Questions, Walk
from tests.browser.serving import served

MONTH_AGO = TODAY - dt.timedelta(days=30)
LAST_WEEK = TODAY - dt.timedelta(days=4)
ONE_IN = 100
"""One deal out of so many changed last week."""


def write(count: int, folder: Path) -> None:
    """Write the deals, all committed a month ago, and change some of them last week."""
    realistic.write(count, folder, "pipeline")
    chance, stream = Random(3), [heading(MONTH_AGO, "A pipeline")]  # noqa: S311 - the same every time
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    stream += [_file(file.relative_to(folder), file.read_text("utf-8")) for file in files]
    stream.append(heading(LAST_WEEK, "What the week brought"))
    for file in sorted(folder.glob("deals/account-*/deal-*.md"))[::ONE_IN]:
        _, text = changed(file.read_text("utf-8"), LAST_WEEK, chance)
        stream.append(_file(file.relative_to(folder), text))
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "fast-import", "--quiet", fed="".join(stream))
    git(folder, "reset", "--quiet", "--hard")


def _file(path: Path, text: str) -> str:
    return f"M 644 inline {path}\n{block(text)}"


def build(folder: Path) -> None:
    """Build the site."""
    subprocess.run([sys.executable, "-m", "generator", "-C", str(folder), "build"], check=True)


def asked(browser: Browser, address: str, walk: Walk) -> tuple[float, str]:
    """Return the seconds that a walk takes with an empty cache, and how it ended."""
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
    begun = time.perf_counter()
    try:
        shown = walk.arrive(context.new_page())
        took = time.perf_counter() - begun
        right = walk.is_answered(shown)
        says = f"{shown.number:,} as judged" if right else f"WRONG: {shown.number:,} for {len(walk.answer):,}"
    except Error as error:
        took, says = time.perf_counter() - begun, f"NO ANSWER: {str(error).splitlines()[0]}"
    context.close()
    return took, says


def main() -> None:
    """Print a line for each question; end with 1 where one of them is not answered."""
    parser = argparse.ArgumentParser(description="Put the questions of a pipeline call to N realistic deals.")
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    if not (given.folder / ".git").exists():
        write(given.count, given.folder)
    if not (given.folder / "site").exists():
        build(given.folder)
    questions = Questions(judged_deals(given.folder, "deals", TODAY), given.folder / "deals")
    failed = False
    with served(given.folder / "site") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        print(f"{platform.machine()}, {os.cpu_count()} processors, Chromium {browser.version}")
        print(f"{'':40}{'clicks':>7}{'s':>7}{'load':>6}")
        for name in ASKED:
            walk = questions.walk(name)
            took, says = asked(browser, address, walk)
            failed |= "as judged" not in says
            print(f"{walk.question:40}{len(walk.steps):7}{took:7.1f}{os.getloadavg()[0]:6.1f}  {says}", flush=True)
        browser.close()
    sys.exit(failed)


if __name__ == "__main__":
    main()
