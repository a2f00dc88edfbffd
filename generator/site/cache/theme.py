"""What the theme gives to a build: shells, files that go with them, an empty search index; kept while it holds."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.git.cache_file import DAMAGED
from generator.site.layout.navigation import PageSlot
from generator.site.layout.page_file import PageFrame
from generator.site.layout.template import Shell
from generator.site.search.material import INDEX
from generator.site.storage.checked_file import keep_block, kept_block
from generator.site.storage.digest import digest

FILE = "theme"


@dataclass(frozen=True, slots=True)
class ThemeCache:
    """What comes of mkdocs.yml and the themes alone. `files` are the digests of the theme's files by path.

    `index` is the search index without a document, None where the site has no search.
    """

    frame: PageFrame
    files: Mapping[str, str]
    index: bytes | None

    def stand(self, same: Callable[[str, str], bool]) -> bool:
        """Tell whether the theme's files are in the site as they should be; `same` compares one with a digest."""
        return all(same(path, written) for path, written in self.files.items())


def theme_cache_of(frame: PageFrame, waiting: Path) -> ThemeCache:
    """Return the theme_cache of a theme that has just put its files into a folder."""
    files = {str(path.relative_to(waiting)): path.read_bytes() for path in waiting.rglob("*") if path.is_file()}
    empty = files.pop(INDEX, None)
    return ThemeCache(frame, {path: digest(content) for path, content in sorted(files.items())}, empty)


def keep(folder: Path, key: str, theme_cache: ThemeCache) -> None:
    """Keep the theme_cache for builds with the same key; OSError passes."""
    frame = theme_cache.frame
    shells = [[place.entry, place.depth, *written(shell)] for place, shell in frame.shells.items()]
    index = theme_cache.index and theme_cache.index.decode()
    told = [key, shells, written(frame.not_found), frame.site_url, dict(theme_cache.files), index]
    keep_block(folder / FILE, FILE, json.dumps(told).encode())


def recalled(folder: Path, key: str) -> ThemeCache | None:
    """Return the theme_cache that were kept with this key, None where there are none or they are damaged."""
    block = kept_block(folder / FILE, FILE)
    with contextlib.suppress(*DAMAGED):
        known, shells, lost, site_url, files, index = json.loads(block or b"[]")
        if known == key:
            made = {PageSlot(entry, depth): shell_of(texts, between) for entry, depth, texts, between in shells}
            return ThemeCache(PageFrame(made, shell_of(*lost), site_url), files, index and index.encode())
    return None


def written(shell: Shell) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a shell as it is kept."""
    return shell.texts, shell.between


def shell_of(texts: list[str], between: list[str]) -> Shell:
    """Return the shell that was kept."""
    return Shell(tuple(texts), tuple(between))
