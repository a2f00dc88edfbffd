"""Commits that git takes from whoever writes them by hand, and would not make itself."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.git.repository import Repository

CLOCKS = {
    "253402300800 +0000": "9999-12-31",  # the first second of the year 10000
    "253402300799 +1400": "9999-12-31",  # which it is on that clock only
    "67767976233529199 +0000": "9999-12-31",
    "99999999999999999999999 +0000": "9999-12-31",
    "1795000000 +2400": "2026-11-19",
    "1795000000 -99999": "2026-11-17",
    "0 -0100": "1970-01-01",
    "-1 +0000": "1970-01-01",
    "yesterday": "1970-01-01",
    "": "1970-01-01",
}
"""What a commit may have for its moment, and the nearest day that there is."""


def crafted(
    repository: Repository, clock: str, *, author: str = "Dana <dana@northgate.example>", heading: str = ""
) -> str:
    """Commit what is in the folder with an author's and a committer's line as they are given; return the short id."""
    repository.git("add", "--all")
    tree, parent = repository.git("write-tree"), repository.git("rev-parse", "HEAD")
    people = "".join(f"{role} {author} {clock}\n" for role in ("author", "committer"))
    return put(
        repository.root, f"tree {tree}\nparent {parent}\n{people}{heading}\na crafted change\n".encode("latin-1")
    )


def put(root: Path, text: bytes) -> str:
    """Make a commit of the text of one, put HEAD's branch on it, and return its short id."""
    words = ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    made = subprocess.run(words, cwd=root, input=text, check=True, capture_output=True).stdout.decode().strip()
    subprocess.run(["git", "update-ref", "HEAD", made], cwd=root, check=True)
    return made[:10]
