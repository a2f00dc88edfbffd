"""A playbook whose index is sharded and whose pages are made side by side: one change, and the same bytes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.site.tasks.portfolio import WORTH_A_PROCESS
from tests.plugin.trees import DEALS, Tree, files_of, planted

pytestmark = pytest.mark.slow

MANY = {
    f"account-{number // 10}/deal-{number}.md": f"---\ntitle: Deal {number}\nstage: qualify\nowner: Dana\n---\n"
    for number in range(WORTH_A_PROCESS)
}
CHANGED = "deals/account-7/deal-77.md"


def built(tree: Tree, *options: str) -> dict[str, bytes]:
    """Build with the command, in processes of its own, and return the site's files."""
    command = [sys.executable, "-m", "generator", "-C", str(tree.root), "build", "--today", "2026-11-23", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return files_of(Path(options[-1]) if options[-2:-1] == ("--site-dir",) else tree.site)


def test_one_change_of_a_large_playbook_gives_the_bytes_of_a_build_from_nothing(tmp_path: Path) -> None:
    tree = planted(tmp_path / "playbook", DEALS | MANY)
    before = built(tree, "--jobs", "2")
    tree.write(CHANGED, "---\ntitle: Kingfisher\nstage: evaluate\nowner: Dana\n---\nA word of its own: cormorant.\n")
    after = built(tree, "--jobs", "2")
    assert after == built(tree, "--jobs", "1", "--no-cache", "--site-dir", str(tmp_path / "cold"))
    changed = {path for path in after if after[path] != before.get(path)}
    assert {
        "account-7/deal-77/index.html",
        "account-7/index.html",
        "export/rows.json",
        "export/portfolio.json",
    } <= changed
    assert len([path for path in changed if path.endswith("/index.html")]) < 20
    assert 0 < len([path for path in changed if path.startswith("search/words/")]) < 10


def test_one_change_of_a_large_folder_for_the_disk_gives_the_bytes_of_a_build_from_nothing(tmp_path: Path) -> None:
    tree = planted(tmp_path / "playbook", DEALS | MANY)
    before = built(tree, "--offline", "--site-dir", str(tmp_path / "folder"))
    tree.write(CHANGED, "---\ntitle: Kingfisher\nstage: evaluate\nowner: Dana\n---\nA word of its own: cormorant.\n")
    after = built(tree, "--offline", "--site-dir", str(tmp_path / "folder"))
    assert after == built(tree, "--offline", "--no-cache", "--site-dir", str(tmp_path / "cold"))
    changed = {path for path in after if after[path] != before.get(path)}
    assert "account-7/deal-77/search.js" in changed
    assert 0 < len([path for path in changed if path.startswith("search/words/")]) < 10
