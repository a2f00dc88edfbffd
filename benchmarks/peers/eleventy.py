"""Eleventy: a layout in JavaScript, the quickest of its template languages, and JSON front matter."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.content import Page, Shell, Values
from benchmarks.peers.installing import with_npm
from benchmarks.peers.peer import TEMPLATES, Peer, as_json

HEAP = "--max-old-space-size=16384"
"""Mebibytes: it keeps all pages in memory, and Node stops at four thousand or so unless told otherwise."""


class Eleventy(Peer):
    """Run by the Node that is on the path."""

    name = "eleventy"
    title = "Eleventy"
    pins = ("@11ty/eleventy@3.1.8",)
    output = "site"
    leftovers = ("site",)
    searchable = False

    def fetch(self, folder: Path, pins: Sequence[str]) -> None:
        """Install with npm."""
        with_npm(folder, pins)

    def lay_out(self, method: Values, shell: Shell, assets: Path) -> None:
        """Write settings, the layout with the site's shell beside it, and what all pages share."""
        shutil.copytree(TEMPLATES / "eleventy", self.folder, dirs_exist_ok=True)
        shutil.copytree(assets, self.folder / "assets")
        for name in ("before", "between", "after"):
            (self.folder / "layouts" / f"{name}.html").write_text(getattr(shell, name), "utf-8")
        for folder, name, values in (
            ("data", "method.json", method),
            ("content", "content.11tydata.json", {"layout": "deal.11ty.js"}),
        ):
            (self.folder / folder).mkdir()
            (self.folder / folder / name).write_text(as_json(values), "utf-8")

    def content(self, page: Page) -> tuple[Path, str]:
        """Return a page with its values as JSON."""
        text = f"---json\n{as_json(page.front_matter())}\n---\n{page.notes}"
        return self.folder / "content" / f"{page.path}.md", text

    def command(self) -> list[str]:
        """Return Eleventy's own program."""
        return ["node", HEAP, str(self.tools / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"), "--quiet"]
