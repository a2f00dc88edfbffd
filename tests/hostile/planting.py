"""A playbook in which every file means harm, and its site."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from generator.problems import Problem
from tests.hostile.corpus import Case, deals, paths, surroundings
from tests.plugin.trees import MKDOCS, Tree

LINKS = {"texts/environ.md": "/proc/self/environ", "linked": "/etc", "texts/itself.md": "itself.md"}
"""Links in the deals folder, and where they lead."""
PAGE_AFTER_PAGE = {"front bomb-competitors", "front bomb-ratings"}
"""What is slow only because every competitor has a page."""
CANARY = "boo-secret-of-the-build"


@dataclass(frozen=True)
class Hostile:
    """The folder, its site, and what the build said."""

    tree: Tree
    problems: tuple[Problem, ...]

    @property
    def site(self) -> Path:
        """The folder of the built site."""
        return self.tree.site


def plant(root: Path) -> Tree:
    """Write the whole corpus, links and a pipe into a folder."""
    folder = root / "deals"
    for case in (*surroundings(), *deals(), *paths()):
        if case.name not in PAGE_AFTER_PAGE:
            _write(folder, case)
    for path, target in LINKS.items():
        (folder / path).symlink_to(target)
    os.mkfifo(folder / "texts" / "pipe.md")
    (root / "mkdocs.yml").write_text(MKDOCS)
    return Tree(root)


def _write(folder: Path, case: Case) -> None:
    target = folder / case.path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(case.content)


def build(root: Path) -> Hostile:
    """Build the site of the corpus in two processes, with a secret in the environment."""
    tree = plant(root)
    os.environ["PLAYBOOK_SECRET_OF_A_TEST"] = CANARY
    try:
        return Hostile(tree, tree.build(jobs=2, keep_going=True).problems)
    finally:
        del os.environ["PLAYBOOK_SECRET_OF_A_TEST"]
