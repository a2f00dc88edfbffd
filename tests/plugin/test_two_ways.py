"""`playbook build` and plain MkDocs end in the same site, however often and with however many processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.plugin.trees import BROKEN, DEALS, Tree, files_of, planted

pytestmark = pytest.mark.slow


def plain(tree: Tree, site: Path, *, strict: bool = False) -> None:
    """Build as `mkdocs build` does."""
    config = load_config(str(tree.mkdocs), site_dir=str(site), strict=strict)
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)


def test_both_ways_give_the_same_files_byte_for_byte(tree: Tree, tmp_path: Path) -> None:
    tree.build()
    plain(tree, tmp_path / "plain", strict=True)
    assert files_of(tree.site) == files_of(tmp_path / "plain")


def test_a_second_build_writes_nothing_anew(tree: Tree) -> None:
    tree.build()
    before = {path: path.stat().st_ino for path in tree.site.rglob("*") if path.is_file()}
    tree.build()
    assert {path: path.stat().st_ino for path in tree.site.rglob("*") if path.is_file()} == before


def test_one_process_and_three_give_the_same_site(tmp_path: Path) -> None:
    many = {
        f"aldermoor/deal-{number}.md": f"---\ntitle: Deal {number}\nstage: prospect\n---\n" for number in range(70)
    }
    tree = planted(tmp_path / "playbook", DEALS | many)
    tree.build(tmp_path / "one", jobs=1)
    tree.build(tmp_path / "three", jobs=3)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "three")


def test_the_order_in_which_files_lie_on_disk_does_not_matter(tree: Tree, tmp_path: Path) -> None:
    again = planted(tmp_path / "again" / "playbook", dict(reversed(DEALS.items())))
    tree.build(tmp_path / "one")
    again.build(tmp_path / "two")
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_mkdocs_own_command_builds_it(tree: Tree) -> None:
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(tree.mkdocs)]
    done = subprocess.run(mkdocs, capture_output=True, text=True, check=False, cwd=tree.root, env=quiet())
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert (tree.site / "aldermoor/core-banking/index.html").is_file()


def test_mkdocs_own_command_tells_problems_and_fails(tree: Tree) -> None:
    tree.write("deals/aldermoor/broken.md", BROKEN)
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(tree.mkdocs)]
    done = subprocess.run(mkdocs, capture_output=True, text=True, check=False, cwd=tree.root, env=quiet())
    assert done.returncode == 1
    assert "deals/aldermoor/broken.md:3:8: unknown stage 'nonsense'" in done.stderr
    assert "Traceback" not in done.stderr
    assert not tree.site.exists()


def quiet() -> dict[str, str]:
    """Return the environment without Material's notice."""
    return dict(os.environ) | {"NO_MKDOCS_2_WARNING": "1"}


def test_plain_mkdocs_with_keep_going_builds_the_rest_and_still_fails(tree: Tree, tmp_path: Path) -> None:
    tree.write("deals/aldermoor/broken.md", BROKEN)
    tree.write("mkdocs.yml", tree.mkdocs.read_text("utf-8").replace("jobs: 1", "jobs: 1, keep_going: true"))
    with pytest.raises(Abort):
        plain(tree, tmp_path / "plain")
    tree.build(keep_going=True)
    assert files_of(tree.site) == files_of(tmp_path / "plain")


def test_a_copy_of_the_folder_elsewhere_gives_the_same_site(tree: Tree, tmp_path: Path) -> None:
    shutil.copytree(tree.root, tmp_path / "copy")
    tree.build()
    Tree(tmp_path / "copy").build()
    assert files_of(tree.site) == files_of(tmp_path / "copy/site")
