"""How long a reader waits for a brief, and a seller for the form of the published site, in a browser on this machine.

    python -m benchmarks.opening [TIMES]

Prints the median and the slowest of so many openings, each with an empty cache: of a sealed brief without and with a
passphrase, and of the form of a sample deal on `/edit/`, from a host on this machine that compresses text.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.paint import Compressing
from generator.plugin.driver import build
from generator.show.share.encryption import ShareLink, link_of, seal
from generator.show.share.page import sealed_page
from tests.browser.chromium import FLAGS, executable
from tests.browser.serving import served
from tests.house.imports import ROOT

TIMES = 9
PASSPHRASE = "three herons at dusk"  # noqa: S105 - of the measurement alone
CONTENT = "<article class='brief'><h1>Brief</h1>" + "<p>Forty words of a brief.</p>" * 120 + "</article>"
DEAL = "aldermoor/core-banking"
MKDOCS = """
site_name: Deals
docs_dir: deals
extra: {playbook: {edit: {forge: github, repository: "https://github.com/acme/deals", branch: main}}}
theme: {name: material}
plugins: [search, playbook]
"""


def made(folder: Path, link: ShareLink, passphrase: str | None) -> Path:
    """Write a sealed page of a brief's usual size."""
    until = (dt.date.today() + dt.timedelta(days=30)).isoformat()
    file = folder / ("locked.html" if passphrase else "plain.html")
    file.write_bytes(sealed_page(seal(CONTENT.encode(), link, {"expires": until, "button": False}, passphrase)))
    return file


def proposing(folder: Path) -> Path:
    """Build the sample as a site on which changes can be proposed, and return its folder."""
    shutil.copytree(ROOT / "deals", folder / "deals")
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    build(folder / "mkdocs.yml")
    return folder / "site"


def brief(address: str, passphrase: str | None, page: Page) -> float:
    """Return the seconds from following a link, or from sending the passphrase, to the brief on the screen."""
    begun = time.perf_counter()
    page.goto(address)
    if passphrase:
        page.fill("#passphrase", passphrase)
        begun = time.perf_counter()
        page.press("#passphrase", "Enter")
    page.wait_for_selector(".brief h1")
    return time.perf_counter() - begun


def form(address: str, page: Page) -> float:
    """Return the seconds from following a link to the first field of a deal's form."""
    begun = time.perf_counter()
    page.goto(f"{address}edit/#{DEAL}", wait_until="commit")
    page.wait_for_selector("dialog[open] .pb-editor__body .pb-field")
    return time.perf_counter() - begun


def told(browser: Browser, name: str, times: int, opened: Callable[[Page], float]) -> None:
    """Print what so many openings took, each in a context of its own, after one that warms the browser up."""
    taken = []
    for _ in range(times + 1):
        page = browser.new_page()
        taken.append(opened(page) * 1000)
        page.wait_for_load_state("networkidle")  # what is loaded for later is not cut off
        page.close()
    middle, most = statistics.median(taken[1:]), max(taken[1:])
    sys.stdout.write(f"{name}: {middle:.0f} ms, at most {most:.0f} ms of {times} times\n")


def main(times: int) -> None:
    """Print the machine, its load and what each opening took."""
    link = link_of(os.urandom(32), "board", 1)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        on = f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
        sys.stdout.write(f"{dt.date.today()}, {on}, Chromium {browser.version}\n")
        for name, passphrase in {"brief without a passphrase": None, "brief with a passphrase": PASSPHRASE}.items():
            address = f"{made(Path(folder), link, passphrase).as_uri()}#{link.code}"
            told(browser, name, times, lambda page, at=address, by=passphrase: brief(at, by, page))  # type: ignore[misc]  # mypy sees no defaults
        with served(proposing(Path(folder) / "sample"), Compressing) as site:
            told(browser, "form of a deal", times, lambda page: form(site, page))
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES)
