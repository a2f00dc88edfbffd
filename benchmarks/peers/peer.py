"""A generator beside the playbook: how it is installed and what it is given."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from abc import abstractmethod
from pathlib import Path
from typing import ClassVar

from benchmarks.peers.builder import Builder
from benchmarks.peers.content import Page, Shell, Values

TEMPLATES = Path(__file__).parent / "templates"


class Peer(Builder):
    """One generator, installed into a folder of its own below `tools`."""

    pins: ClassVar[tuple[str, ...]]

    def __init__(self, work: Path, tools: Path) -> None:
        super().__init__(work)
        self.tools = tools / self.name

    def install(self) -> None:
        """Install what is pinned, unless it is there already."""
        stamp, pins = self.tools / "installed", "\n".join(self.pins)
        if stamp.is_file() and stamp.read_text("utf-8") == pins:
            return
        print(f"installing {', '.join(self.pins)} into {self.tools}", flush=True)
        shutil.rmtree(self.tools, ignore_errors=True)
        self.tools.mkdir(parents=True)
        self.fetch()
        stamp.write_text(pins, "utf-8")

    def fetch(self) -> None:
        """Install the pinned Python packages into an environment of their own."""
        subprocess.run([sys.executable, "-m", "venv", self.tools], check=True)
        pip = [str(self.tools / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *self.pins], check=True)

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
