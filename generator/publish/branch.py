"""The branch of a repository that is published."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.git.command import ask
from generator.git.tree import CommitTime, tip


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of a repository, which may be bare; `deals` is the folder with the deals in it."""

    repository: Path
    name: str
    deals: str

    def newest(self) -> CommitTime:
        """Return its newest commit. Raises GitFailed where there is none."""
        return tip(self.repository, f"refs/heads/{self.name}")


def branch_of(folder: Path, name: str, deals: str) -> Branch:
    """Return a branch of the repository in a folder, bare or not. Raises GitFailed where there is none.

    A repository with a work tree is asked there: git may be allowed to read that folder and not the one inside.
    """
    inside = ask(folder, "rev-parse", "--is-inside-work-tree").strip() == "true"
    repository = ask(folder, "rev-parse", "--show-toplevel" if inside else "--absolute-git-dir").removesuffix("\n")
    return Branch(Path(repository), name, deals.strip("/"))
