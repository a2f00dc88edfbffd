"""Pagefind: reads the pages that a generator has built, and writes a search index beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import ClassVar

from benchmarks.peers.eleventy import Eleventy
from benchmarks.peers.hugo import Hugo
from benchmarks.peers.installing import install, with_npm
from benchmarks.peers.peer import Peer

PIN = "pagefind@1.6.0"
READ = "article"
"""The element that is read of each page, as our own index holds no menus either: quicker, and a smaller index."""


class Pagefind(Peer):
    """A generator that builds as it does without, then Pagefind; the generator is installed once for both."""

    searchable: ClassVar[bool] = True

    def install(self) -> None:
        """Install the generator, and Pagefind beside it."""
        super().install()
        install(self.indexer, (PIN,), with_npm)

    @property
    def indexer(self) -> Path:
        """The folder that Pagefind is installed in."""
        return self.tools.with_name("pagefind")

    def versions(self) -> list[str]:
        """Return what is pinned of both."""
        return [*super().versions(), PIN]

    def commands(self) -> list[list[str]]:
        """Return the build, then Pagefind's own program: the one that npm puts on the path starts Node first."""
        (program,) = self.indexer.glob("node_modules/@pagefind/*/bin/pagefind_extended")
        return [*super().commands(), [str(program), "--site", str(self.site), "--root-selector", READ, "--silent"]]

    def indexed(self) -> int:
        """Return how many pages the index holds; none where there is no index."""
        path = self.site / "pagefind" / "pagefind-entry.json"
        entry = json.loads(path.read_text("utf-8")) if path.is_file() else {"languages": {}}
        return sum(language["page_count"] for language in entry["languages"].values())


class HugoPagefind(Pagefind, Hugo):
    """Hugo's pages with an index."""

    name = "hugo+pagefind"
    title = "Hugo + Pagefind"


class EleventyPagefind(Pagefind, Eleventy):
    """Eleventy's pages with an index."""

    name = "eleventy+pagefind"
    title = "Eleventy + Pagefind"
