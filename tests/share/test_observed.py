"""Whoever fetches the tree twice learns neither which links are of one deal nor when a file was touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.share.opening import git, link, page, registered, share, text

IDENTITIES = ("aldermoor/core-banking", "aldermoor/hub", "corvane/depot")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with three deals, two links to the first of them and one to each other."""
    for identity in IDENTITIES:
        file = tmp_path / "deals" / f"{identity}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        plan = "{milestones: {go: {what: Go live, joint: yes}}}"
        file.write_text(f"---\ntitle: {identity}\nstage: evaluate\nplan: {plan}\n---\n")
    registered(
        tmp_path,
        a="deal: aldermoor/core-banking, audience: executive, reader: R",
        b="deal: aldermoor/core-banking, audience: customer-executive, reader: R",
        c="deal: aldermoor/hub, audience: customer-executive, reader: R",
        d="account: corvane, audience: executive, reader: R",
        e="deal: corvane/depot, audience: executive, reader: R, revoked: 2026-11-22",
        f="deal: corvane/depot, audience: executive, reader: R, generation: 3",
    )
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "one")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {name: page(folder, name, 3 if name == "f" else 1).read_bytes() for name in "abcdf"}


def edit(folder: Path, identity: str, before: str, after: str) -> None:
    file = folder / "deals" / f"{identity}.md"
    file.write_text(file.read_text().replace(before, after))
    git(folder, "commit", "-q", "-a", "-m", "more", day="2026-11-22")


@pytest.mark.parametrize("identity", IDENTITIES)
def test_an_edit_changes_the_pages_of_all_links_alike(folder: Path, identity: str) -> None:
    share(folder, "build")
    before = contents(folder)
    edit(folder, identity, "Go live", "Go live with all")
    share(folder, "build")
    after = contents(folder)
    assert [name for name in before if before[name] == after[name]] == []
    assert {name: len(each) for name, each in before.items()} == {name: len(each) for name, each in after.items()}
    assert ("with all" in text(folder, "c")) == (identity == "aldermoor/hub")


def test_a_commit_that_no_brief_shows_changes_no_page(folder: Path) -> None:
    registered(folder, b="deal: aldermoor/core-banking, audience: customer-executive, reader: R")
    share(folder, "build")
    before = page(folder, "b").read_bytes()
    edit(folder, "aldermoor/core-banking", "stage: evaluate", "stage: evaluate\nowner: Dana Reyes")
    share(folder, "build")
    assert page(folder, "b").read_bytes() == before


def test_all_files_and_folders_of_the_tree_bear_one_time(folder: Path) -> None:
    share(folder, "build")
    tree = folder / "site-share"
    for path in (page(folder, "a"), page(folder, "a").parent, tree / "404.html"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    for _ in range(2):
        share(folder, "build")
        (time,) = {path.stat().st_mtime_ns for path in (tree, *tree.rglob("*"))}
        assert time > 1_700_000_000 * 10**9
        assert time % 10**9 == 0
        edit(folder, "aldermoor/hub", "Go live", "Go live once more")


def test_the_pages_are_written_in_an_order_that_the_secret_gives_and_not_the_register(folder: Path) -> None:
    share(folder, "build")
    edit(folder, "corvane/depot", "Go live", "Go live with all")
    share(folder, "build")
    tree = folder / "site-share"
    pages = sorted(tree.glob("*/index.html"), key=lambda each: (each.stat().st_ctime_ns, each.stat().st_ino))
    written = [each.parent.name for each in pages]
    assert written == sorted(written)
    assert len(written) == 8
    assert link("a").path in written
