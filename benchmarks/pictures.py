"""Take pictures of every kind of page of a built site: light, dark, on a phone and on paper.

    python -m benchmarks.pictures site pictures            every kind of page, into a folder
    python -m benchmarks.pictures site docs/pictures --readme    the three that README shows

Paper is a PDF per page; the rest are PNG files.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import FLAGS, executable
from tests.browser.kinds import KINDS
from tests.browser.serving import served

LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 640}
README = {
    "portfolio": ("", LAPTOP),
    "deal": ("aldermoor/core-banking/", LAPTOP),
    "phone": ("aldermoor/core-banking/", PHONE),
}


def take(
    browser: Browser, address: str, target: Path, name: str, *, size: dict[str, int], dark: bool = False
) -> None:
    """Take one picture of a whole page."""
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=target / f"{name}.png", full_page=True)
    context.close()


def print_out(browser: Browser, address: str, target: Path, name: str) -> None:
    """Print one page on A4."""
    page = browser.new_page()
    page.goto(address, wait_until="networkidle")
    page.pdf(path=target / f"{name}-print.pdf", format="A4")
    page.close()


def every_kind(browser: Browser, base: str, target: Path) -> None:
    """Take four pictures of every kind of page."""
    for kind, path in KINDS.items():
        name = kind.replace(", ", "-").replace(" ", "-")
        take(browser, base + path, target, f"{name}-light", size=LAPTOP)
        take(browser, base + path, target, f"{name}-dark", size=LAPTOP, dark=True)
        take(browser, base + path, target, f"{name}-phone", size=PHONE)
        print_out(browser, base + path, target, name)


def for_readme(browser: Browser, base: str, target: Path) -> None:
    """Take the first screen of the pages that README shows."""
    for name, (path, size) in README.items():
        page = browser.new_page(viewport=size)  # type: ignore[arg-type]
        page.goto(base + path, wait_until="networkidle")
        page.screenshot(path=target / f"{name}.png")
        page.close()


def main() -> None:
    """Read the arguments and take the pictures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("site", type=Path)
    arguments.add_argument("target", type=Path)
    arguments.add_argument("--readme", action="store_true")
    given = arguments.parse_args()
    given.target.mkdir(parents=True, exist_ok=True)
    with served(given.site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        (for_readme if given.readme else every_kind)(browser, base, given.target)
        browser.close()


if __name__ == "__main__":
    main()
