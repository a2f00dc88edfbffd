"""The deal that benchmarks change: it is open in each set of `benchmarks.realistic`, and put back at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEAL = "account-00003/deal-00016"


def file_of(folder: Path) -> Path:
    """Return the deal's file in a playbook."""
    return folder / "deals" / f"{DEAL}.md"


@contextmanager
def put_back(file: Path) -> Iterator[str]:
    """Give a file's text, and write it back at the end, so that a playbook can be measured again."""
    before = file.read_text("utf-8")
    try:
        yield before
    finally:
        file.write_text(before, "utf-8")
