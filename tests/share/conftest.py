"""A playbook of two deals whose shares end."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two deals of two accounts."""
    for identity in ("aldermoor/core-banking", "corvane/depot"):
        file = tmp_path / "deals" / f"{identity}.md"
        file.parent.mkdir(parents=True)
        title = identity.partition("/")[2].replace("-", " ").capitalize()
        file.write_text(f"---\ntitle: {title}\nstage: evaluate\nowner: Dana Reyes\n---\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Two\ndocs_dir: deals\ntheme: {name: material}\nplugins: [search, playbook]\n"
    )
    return tmp_path
