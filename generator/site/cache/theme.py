"""Cache of the rendered theme: shells, and the files that go with them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.site.layout.navigation import PageSlot
from generator.site.layout.page_file import ThemeFrame
from generator.site.layout.template import Shell
from generator.site.search.jsonp import OF_THE_BOX
from generator.site.version import store_in
from generator.storage.digest import digest
from generator.storage.store import DAMAGED

FILE = "theme"


@dataclass(frozen=True, slots=True)
class ThemeCache:
    """Results that depend on mkdocs.yml and the themes alone. `files` holds digests of the theme's files by path."""

    frame: ThemeFrame
    files: Mapping[str, str]

    @property
    def searched(self) -> bool:
        """Whether the site has a search."""
        return OF_THE_BOX in self.files

    def stand(self, same: Callable[[str, str], bool]) -> bool:
        """Tell whether the theme's files are in the site as they should be; `same` compares one with a digest."""
        return all(same(path, written) for path, written in self.files.items())


def theme_cache_of(frame: ThemeFrame, waiting: Path) -> ThemeCache:
    """Return the cache of a theme that has just put its files into a folder."""
    files = {str(path.relative_to(waiting)): path.read_bytes() for path in waiting.rglob("*") if path.is_file()}
    return ThemeCache(frame, {path: digest(content) for path, content in sorted(files.items())})


def keep(folder: Path, key: str, theme_cache: ThemeCache) -> None:
    """Store what the theme gave for builds with the same key; a folder that cannot be written stays as it is."""
    frame = theme_cache.frame
    shells = [[place.entry, place.depth, *record_of_shell(shell)] for place, shell in frame.shells.items()]
    record = [key, shells, record_of_shell(frame.not_found), frame.site_url, dict(theme_cache.files)]
    store_in(folder).write_record(FILE, record)


def recalled(folder: Path, key: str) -> ThemeCache | None:
    """Return what was stored with this key, None where that is missing or damaged."""
    with contextlib.suppress(*DAMAGED):
        stored_key, shells, lost, site_url, files = store_in(folder).record(FILE)
        if stored_key == key:
            made = {PageSlot(entry, depth): shell_of(texts, between) for entry, depth, texts, between in shells}
            return ThemeCache(ThemeFrame(made, shell_of(*lost), site_url), files)
    return None


def record_of_shell(shell: Shell) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a shell as a record."""
    return shell.texts, shell.between


def shell_of(texts: list[str], between: list[str]) -> Shell:
    """Return the shell in a record."""
    return Shell(tuple(texts), tuple(between))
