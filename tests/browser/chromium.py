"""Find the browser that the tests drive: one on the machine first, else the one that Playwright brought.

Chromium without windows is preferred: the same engine, for half the work of one that draws a whole desktop.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str | None:
    """Return the path of a Chromium that is there, or None."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        brought = Path(playwright.chromium.executable_path)
    return str(brought) if brought.exists() else None


if __name__ == "__main__":
    found = executable()
    sys.stdout.write(f"browser: {found}\n" if found else "browser: none on this machine\n")
    sys.exit(found is None)
