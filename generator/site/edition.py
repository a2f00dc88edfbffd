"""Which generator this is: a digest of everything in it that a page could depend on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
LIBRARIES = ("comrak", "jinja2", "markupsafe", "mkdocs", "mkdocs-material", "nh3", "pydantic", "pyyaml")
"""Those whose output stands on pages, or that decide what is read."""


@cache
def edition() -> str:
    """Return the digest of our own sources, templates, methods, and of the versions of what they rest on."""
    told = blake2b(digest_size=16)
    for name in LIBRARIES:
        told.update(f"{name} {version(name)}\n".encode())
    told.update(sys.version.encode())
    for file in sorted(_sources()):
        content = Path(file).read_bytes()
        told.update(f"{Path(file).relative_to(PACKAGE.parent)} {len(content)}\n".encode())
        told.update(content)
    return told.hexdigest()


def _sources() -> Iterator[Path]:
    folders = [PACKAGE] if (PACKAGE / "theme").is_dir() else [PACKAGE, PACKAGE.parent / "theme"]
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                yield file
