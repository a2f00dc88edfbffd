"""Size of a site beside what common hosts take."""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1_000_000
MOST: Final = 1_000 * MEGABYTE
"""Bytes of a site that GitHub Pages and GitLab.com take."""
NEAR: Final = 0.9


def size_text(size: int) -> str:
    """Return a size in megabytes: `4.2 MB`."""
    return f"{size / MEGABYTE:,.1f} MB"


def size_warning(size: int) -> str:
    """Return a sentence on a site that is near what hosts take, or beyond; empty for a smaller one."""
    if size < NEAR * MOST:
        return ""
    word = "more than" if size > MOST else "near"
    hosts = "the 1 GB that GitHub Pages and GitLab.com take"
    return f"the site has {size_text(size)}, {word} {hosts} (docs/building.md, Size, says what to do)"
