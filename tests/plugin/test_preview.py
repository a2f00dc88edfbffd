"""The live preview: a saved file is on the page at once, and what is broken is said on it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.house.imports import ROOT
from tests.plugin.previewing import Served, serving
from tests.plugin.trees import BROKEN, Tree, files_of, planted

SIDE_DEAL = "deals/aldermoor/side-deal.md"
PAGE = "aldermoor/side-deal/"


@pytest.fixture
def served(tree: Tree) -> Iterator[Served]:
    with serving(tree) as each:
        each.next_build()
        yield each


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[Served]:
    """Serve a playbook whose method cannot be read from the start."""
    tree = planted(tmp_path / "playbook")
    tree.write("deals/method.yml", "extends: [\n")
    with serving(tree) as each:
        each.next_build()
        yield each


@pytest.fixture
def workshop(tree: Tree, tmp_path: Path) -> Iterator[tuple[Served, Path]]:
    """Serve a playbook with a copy of the generator and its theme, whose styles can be changed."""
    for name in ("generator", "theme"):
        shutil.copytree(ROOT / name, tmp_path / "workshop" / name, ignore=shutil.ignore_patterns("__pycache__"))
    with serving(tree, generator=tmp_path / "workshop") as each:
        each.next_build()
        yield each, tmp_path / "workshop/theme/styles"


def test_a_saved_style_is_in_the_stylesheet_at_once(workshop: tuple[Served, Path]) -> None:
    served, styles = workshop
    before = served.get("assets/playbook.css")
    with (styles / "gates.css").open("a", encoding="utf-8") as style:
        style.write(".newly-drawn {\n  color: red;\n}\n")
    served.next_build()
    after = served.get("assets/playbook.css")
    assert ".newly-drawn" in after
    assert len(after) == len(before) + len(".newly-drawn {\n  color: red;\n}\n")


def test_a_style_that_nothing_imports_is_said_above_the_page(workshop: tuple[Served, Path]) -> None:
    served, styles = workshop
    (styles / "forgotten.css").write_text("", "utf-8")
    assert "forgotten.css" in served.next_build()
    assert "forgotten.css" in served.get(PAGE)


def test_a_saved_file_is_on_the_page_and_the_browser_is_told(served: Served) -> None:
    before = served.get(PAGE)
    assert "Side deal" in before
    served.tree.write(SIDE_DEAL, "---\ntitle: Renamed deal\nstage: prospect\n---\n")
    served.reloaded(before)
    assert "Renamed deal" in served.get(PAGE)


def test_a_broken_deal_is_said_in_the_terminal_and_on_its_page(served: Served) -> None:
    served.tree.write(SIDE_DEAL, BROKEN)
    assert "unknown stage" in served.next_build()
    assert "unknown stage" in served.get(PAGE)
    assert "Core &lt;b&gt;banking" in served.get("aldermoor/core-banking/")


def test_a_broken_method_leaves_the_last_pages_and_says_so_above_them(served: Served) -> None:
    before = served.get(PAGE)
    served.tree.write("deals/method.yml", "extends: <nothing>\n")
    assert "deals/method.yml:1:" in served.next_build()
    served.reloaded(before)
    stopped = served.get(PAGE)
    assert "Side deal" in stopped
    assert "Not built:" in stopped
    assert "&lt;nothing&gt;" in stopped
    (served.tree.root / "deals/method.yml").unlink()
    served.next_build()
    assert "Not built:" not in served.get(PAGE)


def test_a_broken_mkdocs_yml_leaves_the_last_pages_and_says_so_above_them(served: Served) -> None:
    served.tree.write("mkdocs.yml", "site_name: [")
    assert "mkdocs.yml:1:" in served.next_build()
    assert "Not built:" in served.get(PAGE)
    assert "Side deal" in served.get(PAGE)


def test_what_git_or_the_disk_cannot_do_is_said_without_a_traceback_and_gets_over(served: Served) -> None:
    root = served.tree.root
    (root / ".git").mkdir()
    for beside in ("HEAD", "config"):
        (root / ".git" / beside).write_text("[core\n" if beside == "config" else "ref: refs/heads/main\n")
    for inside in ("objects", "refs"):
        (root / ".git" / inside).mkdir()
    served.tree.write(SIDE_DEAL, "---\ntitle: Renamed deal\nstage: prospect\n---\n")
    said = served.next_build()
    assert "deals:1:1: git: fatal: bad config" in said
    assert "Traceback" not in said
    assert "Not built:" in served.get(PAGE)
    shutil.rmtree(root / ".git")
    served.tree.write(SIDE_DEAL, "---\ntitle: Renamed again\nstage: prospect\n---\n")
    served.next_build()
    assert "Renamed again" in served.get(PAGE)


def test_a_playbook_that_never_could_be_built_is_served_as_soon_as_it_can(broken: Served) -> None:
    first = broken.get("")
    assert "deals/method.yml:" in first
    (broken.tree.root / "deals/method.yml").unlink()
    broken.reloaded(first)
    assert "Core &lt;b&gt;banking" in broken.get("aldermoor/core-banking/")


def test_nothing_but_the_cache_is_written_beside_the_deals(served: Served) -> None:
    there = {path.split("/")[0] for path in files_of(served.tree.root)}
    assert there - {".playbook-cache"} == {"deals", "mkdocs.yml"}


@pytest.mark.xdist_group("browser")
def test_a_browser_shows_the_saved_file_by_itself(served: Served, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(served.address + PAGE)
    expect(page.locator("h1")).to_have_text("Side deal")
    served.tree.write(SIDE_DEAL, "---\ntitle: Renamed deal\nstage: prospect\n---\n")
    expect(page.locator("h1")).to_have_text("Renamed deal", timeout=60_000)
    page.close()
