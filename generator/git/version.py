"""Version of the judging code: a digest of every source and library on which a judgement rests."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parents[1]
ROOMS: Final = ("model", "read", "assess", "git", "history", "storage")
LIBRARIES: Final = ("pydantic", "pyyaml")


@cache
def edition() -> str:
    """Return the digest of the sources and of the versions of the libraries that they use."""
    files = (file for room in ROOMS for file in PACKAGE.joinpath(room).rglob("*.py"))
    return edition_of(LIBRARIES, [PACKAGE / "problems.py", *files])


def edition_of(libraries: Iterable[str], files: Iterable[Path]) -> str:
    """Return the digest of some of our files, of the versions of libraries, and of Python's."""
    digest = blake2b(digest_size=16)
    for name in libraries:
        digest.update(f"{name} {version(name)}\n".encode())
    digest.update(sys.version.encode())
    for file in sorted(files):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(PACKAGE.parent)} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
