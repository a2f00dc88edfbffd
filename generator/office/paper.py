"""A page on paper: a browser that is on the machine prints it, with the network switched off."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
    "chrome",
)
ON_A_MAC: Final = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FLAGS: Final = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)
PATIENCE: Final = 120
"""Seconds after which a browser is given up."""


class NotPrinted(Exception):  # noqa: N818 - it says what became of the paper
    """The browser printed nothing; the message is its own."""


def browser_here() -> str | None:
    """Return the path of a Chromium, Chrome or Edge on this machine, or None."""
    browser = next((path for name in NAMES if (path := shutil.which(name))), None)
    return browser or (str(ON_A_MAC) if ON_A_MAC.is_file() else None)


def printed_by(browser: str, page: bytes) -> bytes:
    """Return a page as PDF.

    Raises NotPrinted where the browser does not manage within PATIENCE seconds, OSError where it cannot start.
    """
    with tempfile.TemporaryDirectory(prefix="playbook-") as name:
        folder = Path(name)
        (folder / "page.html").write_bytes(page)
        asked = [browser, *_flags(folder), f"--print-to-pdf={folder / 'page.pdf'}", (folder / "page.html").as_uri()]
        try:
            done = subprocess.run(asked, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - no shell
        except subprocess.TimeoutExpired:
            raise NotPrinted(f"{browser} did not print within {PATIENCE} seconds") from None
        if not (folder / "page.pdf").is_file():
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise NotPrinted(f"{browser} printed nothing: {lines[-1] if lines else 'it ended without a message'}")
        return (folder / "page.pdf").read_bytes()


def _flags(folder: Path) -> tuple[str, ...]:
    profile = f"--user-data-dir={folder / 'profile'}"
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return (*FLAGS, profile, "--no-sandbox")  # which browsers refuse to set up for root
    return (*FLAGS, profile)
