"""What Zensical and MkDocs share: Material's look, one Jinja template for a deal, YAML settings and front matter."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import ClassVar

import yaml

from benchmarks.peers.content import Page, Values
from benchmarks.peers.peer import TEMPLATES, Peer, as_yaml


class Material(Peer):
    """A generator that reads mkdocs.yml. The deals stay out of the navigation, or each page would list them all."""

    output: ClassVar[str] = "site"
    templates: ClassVar[str]
    """The folder that the templates of a deal go into."""

    def settle(self, method: Values, settings: Values) -> None:
        """Write settings, templates and a first page."""
        shutil.copytree(TEMPLATES / "jinja", self.folder / self.templates)
        (self.folder / "docs").mkdir()
        (self.folder / "docs" / "index.md").write_text("# Deals\n", "utf-8")
        every = {"site_name": "Deals", "site_url": "https://deals.example/", "nav": ["index.md"]}
        written = yaml.safe_dump({**every, "extra": {"method": method}, **settings}, allow_unicode=True)
        (self.folder / "mkdocs.yml").write_text(written, "utf-8")

    def content(self, page: Page) -> tuple[Path, str]:
        """Return a page with its values as YAML."""
        text = f"---\n{as_yaml(page.front_matter())}---\n{self.body(page)}"
        return self.folder / "docs" / f"{page.path}.md", text

    def body(self, page: Page) -> str:
        """Return what stands below the front matter."""
        return page.notes
