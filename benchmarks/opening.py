"""How long a reader waits for a brief: `python -m benchmarks.opening [TIMES]` measures it in a browser here."""

from __future__ import annotations

import datetime as dt
import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from generator.show.share.encryption import ShareLink, link_of, seal
from generator.show.share.page import sealed_page
from tests.browser.chromium import FLAGS, executable

TIMES = 9
PASSPHRASE = "three herons at dusk"  # noqa: S105 - of the measurement alone
CONTENT = "<article class='brief'><h1>Brief</h1>" + "<p>Forty words of a brief.</p>" * 120 + "</article>"


def made(folder: Path, link: ShareLink, passphrase: str | None) -> Path:
    """Write a sealed page of a brief's usual size."""
    until = (dt.date.today() + dt.timedelta(days=30)).isoformat()
    file = folder / ("locked.html" if passphrase else "plain.html")
    file.write_bytes(sealed_page(seal(CONTENT.encode(), link, {"expires": until, "button": False}, passphrase)))
    return file


def opened(browser: Browser, file: Path, link: ShareLink, passphrase: str | None) -> float:
    """Return the seconds from following the link, or from sending the passphrase, to the brief on the screen."""
    page = browser.new_page()
    begun = time.perf_counter()
    page.goto(f"{file.as_uri()}#{link.code}")
    if passphrase:
        page.fill("#passphrase", passphrase)
        begun = time.perf_counter()
        page.press("#passphrase", "Enter")
    page.wait_for_selector(".brief h1")
    took = time.perf_counter() - begun
    page.close()
    return took


def main(times: int) -> None:
    """Print the median and the slowest of so many openings, without and with a passphrase."""
    link = link_of(os.urandom(32), "board", 1)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        sys.stdout.write(f"{platform.machine()}, {os.cpu_count()} processors, Chromium {browser.version}\n")
        for name, passphrase in {"without a passphrase": None, "with a passphrase": PASSPHRASE}.items():
            file = made(Path(folder), link, passphrase)
            taken = [opened(browser, file, link, passphrase) for _ in range(times)]
            middle, most = statistics.median(taken) * 1000, max(taken) * 1000
            sys.stdout.write(f"{name}: {middle:.0f} ms, at most {most:.0f} ms of {times} times\n")
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES)
