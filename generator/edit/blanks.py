"""Files as they are written for the first time, from `blank/`."""

from __future__ import annotations

from pathlib import Path
from string import Template

BLANK = Path(__file__).parent / "blank"


def blank(file: str, /, **texts: str) -> bytes:
    """Return a blank with its marks, like `$title`, filled in."""
    return Template((BLANK / file).read_text("utf-8")).substitute(texts).encode("utf-8")


def plain(file: str) -> bytes:
    """Return a blank that has no marks, as it is."""
    return (BLANK / file).read_bytes()
