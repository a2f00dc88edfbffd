"""What a reader's first search costs in a built site: `python -m benchmarks.searching SITE [QUERY...]`.

The site is served from this machine, uncompressed, to a browser with an empty cache. For each query it prints the
bytes (headers included) of all that is asked for once the page has loaded, with and without the scripts among them,
and the time from the last key to the results on the screen.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import FLAGS, executable
from tests.browser.serving import Quiet, served

QUERIES = ("Ruth Okafor", "controller", "Corvane rehearsal", "brandv", "migration 17", "co")
BEGIN = "method/"
"""A page that is the same in every site, and fetches nothing once it is there."""
WATCH = """() => {
  addEventListener("keyup", () => { window.typed = performance.now(); });
  new MutationObserver(() => { window.shown = performance.now(); })
    .observe(document.querySelector(".md-search-result"), {childList: true, subtree: true});
}"""
TOOK = "() => window.shown > window.typed ? window.shown - window.typed : null"


class Search(NamedTuple):
    """What one search took: bytes, those of scripts among them, milliseconds, and how many results it showed."""

    transferred: int
    scripts: int
    took: float
    results: int


class Counting(Quiet):
    """Counts the bytes of every answer by the path that was asked for."""

    sent: list[tuple[str, int]] = []

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file."""
        content = source.read()
        self.sent.append((self.path, len(content)))
        outputfile.write(content)

    def flush_headers(self) -> None:
        """Send what stands before it."""
        self.sent.append((self.path, sum(map(len, getattr(self, "_headers_buffer", ())))))
        super().flush_headers()


def searched(browser: Browser, address: str, query: str, pause: int) -> Search:
    """Open the site with an empty cache and search as a reader does, with a pause of milliseconds between keys."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto(BEGIN, wait_until="networkidle")
    page.evaluate(WATCH)
    Counting.sent.clear()
    page.locator("input[name=query]").click()
    page.keyboard.type(query, delay=pause)
    page.wait_for_function(TOOK)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    took = float(page.evaluate(TOOK))
    results = page.locator(".md-search-result__item").count()
    context.close()
    scripts = sum(size for path, size in Counting.sent if ".js" in path and ".json" not in path)
    return Search(sum(size for _, size in Counting.sent), scripts, took, results)


@contextmanager
def opened(site: Path) -> Iterator[tuple[Browser, str]]:
    """Serve a site and start a browser."""
    with served(site, Counting) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        yield browser, address
        browser.close()


def main() -> None:
    """Print what each query took, the median of so many times."""
    parser = argparse.ArgumentParser(description="Measure searches in a built site.")
    parser.add_argument("site", type=Path)
    parser.add_argument("queries", nargs="*", default=QUERIES)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--pause", type=int, default=120, help="milliseconds between keys")
    asked = parser.parse_args()
    with opened(asked.site) as (browser, address):
        print(f"{platform.machine()}, {os.cpu_count()} processors, Chromium {browser.version}")
        print(f"{'':20}{'kB':>8}{'without scripts':>17}{'ms':>7}{'at most':>9}{'results':>9}")
        for query in asked.queries:
            times = [searched(browser, address, query, asked.pause) for _ in range(asked.times)]
            most = max(times, key=lambda each: each.transferred)
            took = [each.took for each in times]
            data = (most.transferred - most.scripts) / 1000
            print(
                f"{query:20}{most.transferred / 1000:8.0f}{data:17.0f}{statistics.median(took):7.0f}{max(took):9.0f}"
                f"{most.results:9}",
                flush=True,
            )


if __name__ == "__main__":
    main()
