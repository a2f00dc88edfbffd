"""Which generator judges: a digest of everything in it on which a judgement rests."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parents[1]
ROOMS: Final = ("model", "read", "assess", "track")
LIBRARIES: Final = ("pydantic", "pyyaml")


@cache
def edition() -> str:
    """Return the digest of the sources and of the versions of what they rest on."""
    told = blake2b(digest_size=8)
    for name in LIBRARIES:
        told.update(f"{name} {version(name)}\n".encode())
    told.update(sys.version.encode())
    files = [file for room in ROOMS for file in PACKAGE.joinpath(room).rglob("*.py")]
    for file in sorted([PACKAGE / "problems.py", *files]):
        told.update(f"{file.relative_to(PACKAGE)}\n".encode())
        told.update(file.read_bytes())
    return told.hexdigest()
