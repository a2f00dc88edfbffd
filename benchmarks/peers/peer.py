"""A generator beside the playbook: how it is installed and what it is given."""

from __future__ import annotations

import json
import shutil
from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from benchmarks.peers.builder import Builder
from benchmarks.peers.content import Page, Shell, Values
from benchmarks.peers.installing import install, with_pip

TEMPLATES = Path(__file__).parent / "templates"


class Peer(Builder):
    """One generator, installed into a folder of its own below `tools`, without what its name adds after a plus."""

    pins: ClassVar[tuple[str, ...]]

    def __init__(self, work: Path, tools: Path) -> None:
        super().__init__(work)
        self.tools = tools / self.name.partition("+")[0]

    def install(self) -> None:
        """Install what is pinned, unless it is there already."""
        install(self.tools, self.pins, self.fetch)

    def fetch(self, folder: Path, pins: Sequence[str]) -> None:
        """Install what is pinned into an empty folder: Python packages, unless a peer says otherwise."""
        with_pip(folder, pins)

    def versions(self) -> list[str]:
        """Return what is pinned of all that builds the site."""
        return list(self.pins)

    def begin(self, method: Values, shell: Shell, assets: Path) -> None:
        """Lay out an empty folder: settings, templates and what they draw on."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.lay_out(method, shell, assets)

    def write(self, page: Page) -> None:
        """Write the content file of a page."""
        path, text = self.content(page)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    @abstractmethod
    def lay_out(self, method: Values, shell: Shell, assets: Path) -> None:
        """Write settings and templates."""

    @abstractmethod
    def content(self, page: Page) -> tuple[Path, str]:
        """Return where the content file of a page stands and what it says."""


def as_json(values: object) -> str:
    """Return values as JSON on one line."""
    return json.dumps(values, ensure_ascii=False)


def as_yaml(values: Values) -> str:
    """Return front matter as YAML, in its flow style, which is the quicker one to read."""
    return "".join(f"{key}: {as_json(value)}\n" for key, value in values.items())
