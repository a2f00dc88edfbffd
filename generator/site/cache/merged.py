"""A build shared out over machines: each makes the pages of some accounts, and one joins what they have made.

A slice is a folder: `site` holds its pages, `results` the results of its deals and what they depended on. Joining is
a build that takes over from slices what another one takes over from the last build: what does not hold is built.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator.site.build_shard import RESULTS, SITE
from generator.site.cache.dependencies import Dependency
from generator.site.cache.store import CachedResult, CacheIndex, CacheStore, Damaged

DISAGREED = ""
"""Stands for what was not the same for all slices: whatever rests on it is built again."""


class JoinedStore(CacheStore):
    """Stores of several slices read as one; nothing is written to it."""

    def __init__(self, slices: Iterable[Path]) -> None:
        super().__init__(None)
        stores = [CacheStore(each / RESULTS) for each in slices]
        notes = {name: note for store in stores for name, note in store.index.notes.items()}
        digests: dict[Dependency, str] = {}
        for store in stores:
            for dependency, digest in store.index.dependencies.items():
                digests[dependency] = digest if digests.get(dependency, digest) == digest else DISAGREED
        self._deals = [(store, store.index.deals) for store in stores]
        self._tells = {name: store for store in stores for name in store.index.notes}
        self.index = CacheIndex(notes, [deal for _, deals in self._deals for deal in deals], dependencies=digests)

    def column(self, kind: str) -> list[bytes]:
        """Return the lines of one kind, in the order of the deals. Raises Damaged where they are gone."""
        return [line for store, deals in self._deals if deals for line in store.column(kind)]

    def result(self, name: str) -> CachedResult:
        """Return a result as the slice has it that names it. Raises Damaged where it is gone."""
        if name not in self._tells:
            raise Damaged(name)
        return self._tells[name].result(name)


def files_of(slices: Sequence[Path]) -> Mapping[str, Path]:
    """Return every file that slices have for the site, and where it lies; no link is followed."""
    return {
        path.relative_to(each / SITE).as_posix(): path
        for each in slices
        for path in sorted((each / SITE).rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
