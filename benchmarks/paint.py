"""Measure what a first visit to every kind of page costs, by the browser's own account.

    python -m benchmarks.paint site

Prints, for each kind of page, milliseconds to the first contentful paint, the cumulative layout shift (0 is a page
that never jumps), and the kilobytes transferred with an empty cache, as a web host sends them: compressed. The site
is served from this machine, so the network itself costs nothing. The first lines say what it was measured on.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import http.server
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import FLAGS, executable
from tests.browser.kinds import KINDS
from tests.browser.serving import Quiet, served

OBSERVE = """
window.shifts = 0;
new PerformanceObserver(list => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifts += each.value;
}).observe({type: 'layout-shift', buffered: true});
"""
READ = """async () => {
  const paint = await new Promise(seen => new PerformanceObserver(list => {
    const first = list.getEntriesByName('first-contentful-paint')[0];
    if (first) seen(first.startTime);
  }).observe({type: 'paint', buffered: true}));
  const loaded = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  return {paint, shift: window.shifts, bytes: loaded.reduce((sum, each) => sum + each.transferSize, 0),
          requests: loaded.length};
}"""


class Compressing(Quiet):
    """Answers as web hosts do: text is sent compressed."""

    def do_GET(self) -> None:  # noqa: N802 - the base class names it so
        """Send a file of text compressed, anything else as it is."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in {".html", ".css", ".js", ".json", ".svg"} or not path.is_file():
            super().do_GET()
            return
        content = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(http.HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@dataclass(frozen=True, slots=True)
class Painted:
    """A first visit: milliseconds, layout shift as a share, bytes, and how many files were asked for."""

    paint: float
    shift: float
    bytes: int
    requests: int


def first_visit(browser: Browser, address: str) -> Painted:
    """Visit a page with an empty cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(OBSERVE)
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    painted = Painted(**page.evaluate(READ))
    context.close()
    return painted


def lines(site: Path) -> Iterator[str]:
    """Yield the report line by line."""
    with served(site, Compressing) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        today = dt.datetime.now(dt.UTC).date().isoformat()
        yield f"{today}, {platform.machine()}, {platform.system()}, Chromium {browser.version}"
        yield f"{'page':24} {'paint ms':>9} {'shift':>7} {'kB':>6} {'files':>6}"
        first_visit(browser, base)  # the browser's own start is no page's fault
        for kind, path in KINDS.items():
            seen = first_visit(browser, base + path)
            yield f"{kind:24} {seen.paint:9.0f} {seen.shift:7.3f} {seen.bytes / 1000:6.0f} {seen.requests:6}"
        browser.close()


def main() -> None:
    """Read the argument and print the report."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("site", type=Path)
    for line in lines(arguments.parse_args().site):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
