"""MkDocs with Material and the macros plugin: Jinja in the pages' Markdown."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.content import Page, Shell, Values
from benchmarks.peers.material import Material


class Macros(Material):
    """MkDocs as most teams that score in a page would set it up."""

    name = "macros"
    title = "MkDocs + Material + macros"
    pins = ("mkdocs-macros-plugin==1.5.0", "mkdocs==1.6.1", "mkdocs-material==9.8.2")
    leftovers = ("site",)
    templates = "includes"

    def lay_out(self, method: Values, shell: Shell, assets: Path) -> None:
        """Write settings and the templates that pages include."""
        macros = {"macros": {"include_dir": self.templates, "on_error_fail": True}}
        left_out = {"nav": {"omitted_files": "ignore"}}
        settings = {"theme": {"name": "material"}, "plugins": ["search", macros], "validation": left_out}
        self.settle(method, settings)

    def body(self, page: Page) -> str:
        """Return the notes and the template that places them."""
        return f'{{% set notes %}}\n{page.notes}\n{{% endset %}}\n{{% include "deal.html" %}}\n'

    def command(self) -> list[str]:
        """Return MkDocs' build."""
        return [str(self.tools / "bin" / "mkdocs"), "build", "--quiet"]
