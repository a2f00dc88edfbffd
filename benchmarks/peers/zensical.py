"""Zensical: its own template language in an override of the theme's page, which it renders in parallel."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.content import Shell, Values
from benchmarks.peers.material import Material

PAGE = """\
{% extends "base.html" %}
{% block content %}
{% if page.meta.blocks %}
{% set notes = page.content %}
{% include "deal.html" %}
{% else %}
{{ super() }}
{% endif %}
{% endblock %}
"""


class Zensical(Material):
    """The newest release all of whose own requirements the registry had where this was measured."""

    name = "zensical"
    title = "Zensical"
    pins = ("zensical==0.0.73",)
    leftovers = ("site", ".cache")
    templates = "overrides"

    def lay_out(self, method: Values, shell: Shell, assets: Path) -> None:
        """Write settings and the override."""
        self.settle(method, {"theme": {"name": "material", "custom_dir": self.templates}})
        (self.folder / self.templates / "main.html").write_text(PAGE, "utf-8")

    def command(self) -> list[str]:
        """Return Zensical's build."""
        return [str(self.tools / "bin" / "zensical"), "build"]
