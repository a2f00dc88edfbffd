"""The complete files that the docs print: each stands in a fence right below a comment that names its path."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

DOCS = Path(__file__).parent.parent.parent / "docs"
EXAMPLE = re.compile(r"^<!-- file: deals/(\S+) -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """A file as a page of the docs prints it; `path` is relative to the deals folder."""

    page: str
    path: str
    text: str


def examples(page: str) -> list[Example]:
    """Return the complete files of a page, in order."""
    return [Example(page, *found) for found in EXAMPLE.findall((DOCS / page).read_text("utf-8"))]


def written(folder: Path, *files: Example) -> Path:
    """Write files below a deals folder and return that folder; a later file replaces an earlier one of its path."""
    for each in files:
        file = folder / "deals" / each.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(each.text, "utf-8")
    return folder / "deals"
