"""What is measured: programs that build a site in a folder, one after the other."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from benchmarks.aside import put_aside

GONE = "gone"
"""The folder beside those of the builders for what is put aside."""


class Builder(ABC):
    """Builds in a folder of its own below `work`."""

    name: ClassVar[str]
    title: ClassVar[str]
    output: ClassVar[str] = "site"
    leftovers: ClassVar[tuple[str, ...]]
    """What a build leaves behind, taken away before a cold one."""
    searchable: ClassVar[bool] = True
    """Whether the site that it builds has a search index."""

    def __init__(self, work: Path) -> None:
        self.folder = work / self.name

    @property
    def site(self) -> Path:
        """The folder of the built pages."""
        return self.folder / self.output

    def clear(self) -> None:
        """Put aside what the last build left."""
        for name in self.leftovers:
            put_aside(self.folder / name, self.folder.with_name(GONE))

    def commands(self) -> list[list[str]]:
        """Return the commands that build the site, each run when the one before has ended."""
        return [self.command()]

    @abstractmethod
    def command(self) -> list[str]:
        """Return the command that builds the pages."""


class Playbook(Builder):
    """Builds the deals' pages, and those over several deals, the exports and the search index besides."""

    name = "playbook"
    title = "playbook"
    leftovers = ("site", ".playbook-cache")

    def command(self) -> list[str]:
        """Return the playbook's build, as this repository has it."""
        return [sys.executable, "-m", "generator", "-C", str(self.folder), "build"]
