"""Version of the generator: a digest of everything in it that a page could depend on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from generator.git.version import PACKAGE, edition_of
from generator.storage.store import Store

LIBRARIES: Final = ("comrak", "jinja2", "markupsafe", "mkdocs", "mkdocs-material", "nh3", "pydantic", "pyyaml")
"""Those whose output stands on pages, or that decide what is read."""


@cache
def edition() -> str:
    """Return the digest of our own sources, templates, methods, and of the versions of what they rest on."""
    return edition_of(LIBRARIES, _sources())


def store_in(folder: Path) -> Store:
    """Return the store in a folder whose blocks are good for this edition alone."""
    return Store(folder, f"a build of playbook {edition()}")


def _sources() -> Iterator[Path]:
    folders = [PACKAGE] if (PACKAGE / "theme").is_dir() else [PACKAGE, PACKAGE.parent / "theme"]
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                yield file
