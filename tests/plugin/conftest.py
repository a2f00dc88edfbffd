"""One built site that many tests look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugin.trees import Tree, planted


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return planted(tmp_path / "playbook")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built site that nobody writes to."""
    tree = planted(tmp_path_factory.mktemp("built") / "playbook")
    tree.build()
    return tree.site
