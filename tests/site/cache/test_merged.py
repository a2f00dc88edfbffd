"""A build shared out over machines: slices that are joined are the site of one build, and nothing is built twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import main
from generator.plugin.driver import build
from generator.problems import Refused
from generator.site.build_shard import RESULTS, BuildShard
from generator.site.request import BuildRequest
from tests.plugin.trees import BROKEN, DEALS, TODAY, Tree, files_of, planted

pytestmark = pytest.mark.slow

MORE = {
    f"account-{number}/{name}.md": f"---\ntitle: {name.title()} {number}\nstage: qualify\n---\n"
    for number in range(9)
    for name in ("first", "second")
}
REQUEST = BuildRequest(today=TODAY, jobs=1)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return planted(tmp_path / "playbook", DEALS | MORE)


def sliced(tree: Tree, of: int, request: BuildRequest = REQUEST) -> tuple[Path, ...]:
    """Build every slice into a folder of its own."""
    folders = tuple(tree.root / f"slices/{number}" for number in range(1, of + 1))
    for number, folder in enumerate(folders, 1):
        build(tree.mkdocs, replace(request, part=BuildShard(number, of), site_dir=folder / "site"))
    return folders


def joined(tree: Tree, slices: tuple[Path, ...], request: BuildRequest = REQUEST) -> int:
    """Join slices to the site; return how many deals were taken over from them."""
    told: list[int] = []
    build(tree.mkdocs, replace(request, slices=slices, tell=lambda done, whole: told.append(done)))
    return told[0]


def whole(tree: Tree, request: BuildRequest = REQUEST) -> dict[str, bytes]:
    """Return the files of the site that one build makes."""
    build(tree.mkdocs, replace(request, afresh=True, site_dir=tree.root / "whole"))
    return files_of(tree.root / "whole")


@pytest.mark.parametrize("of", [1, 3])
def test_joined_slices_are_the_site_of_one_build(tree: Tree, of: int) -> None:
    assert joined(tree, sliced(tree, of)) == 20
    assert files_of(tree.site) == whole(tree)


def test_every_account_is_in_one_slice_and_no_slice_has_a_page_over_all(tree: Tree) -> None:
    found = [set(files_of(folder / "site")) - {"build.json"} for folder in sliced(tree, 3)]
    own = {path: path.removeprefix("compare/deals/").split("/")[0] for path in whole(tree)}
    accounts = {path for path, folder in own.items() if folder.startswith(("account-", "aldermoor"))}
    assert set.union(*found) == accounts
    assert sum(map(len, found)) == len(accounts)
    assert all(found)


def test_what_changed_since_a_slice_was_built_is_built_again(tree: Tree) -> None:
    slices = sliced(tree, 2)
    tree.write("deals/account-4/first.md", "---\ntitle: Changed\nstage: evaluate\n---\n")
    tree.write("deals/account-5/third.md", "---\ntitle: New\nstage: evaluate\n---\n")
    (tree.root / "deals/account-6/first.md").unlink()
    joined(tree, slices)
    assert files_of(tree.site) == whole(tree)


def test_slices_of_two_states_of_an_account_are_not_mixed(tree: Tree) -> None:
    first = sliced(tree, 2)
    tree.write("deals/partners/pellucid.md", "---\ntitle: Pellucid\n---\n")
    build(tree.mkdocs, replace(REQUEST, part=BuildShard(2, 2), site_dir=first[1] / "site"))
    joined(tree, first)
    assert files_of(tree.site) == whole(tree)


def test_a_damaged_or_missing_slice_is_made_good(tree: Tree) -> None:
    slices = sliced(tree, 2)
    for file in (slices[0] / RESULTS).iterdir():
        file.write_bytes(file.read_bytes()[:-20])
    page = next((slices[1] / "site").rglob("index.html"))
    page.write_text("by hand", "utf-8")
    assert joined(tree, slices[1:]) < 20
    assert files_of(tree.site) == whole(tree)
    joined(tree, slices)
    assert files_of(tree.site) == whole(tree)


def test_a_slice_is_not_written_to_when_it_is_joined(tree: Tree) -> None:
    slices = sliced(tree, 2)
    before = files_of(tree.root / "slices")
    tree.write("deals/account-4/first.md", "---\ntitle: Changed\nstage: evaluate\n---\n")
    joined(tree, slices)
    assert files_of(tree.root / "slices") == before


def test_problems_stop_their_slice_and_the_join_and_with_keep_going_stand_on_pages(tree: Tree) -> None:
    tree.write("deals/account-4/first.md", BROKEN)
    broken = next(number for number in (1, 2, 3) if BuildShard(number, 3).holds("account-4"))
    site = tree.root / "slices/broken/site"
    with pytest.raises(Refused, match="unknown stage"):
        build(tree.mkdocs, replace(REQUEST, part=BuildShard(broken, 3), site_dir=site))
    keep_going = replace(REQUEST, keep_going=True)
    slices = sliced(tree, 3, keep_going)
    with pytest.raises(Refused, match="unknown stage"):
        joined(tree, slices)
    joined(tree, slices, keep_going)
    assert files_of(tree.site) == whole(tree, keep_going)


def test_a_slice_goes_where_a_site_would_go(tree: Tree) -> None:
    """Folders are named from the playbook's, which -C names."""
    for options, folder in (((), "slices/1"), (("--site-dir", "mine"), "mine")):
        done = CliRunner().invoke(main, ["-C", str(tree.root), "build", "--shard", "1/2", *options])
        assert done.exit_code == 0, done.output
        assert (tree.root / folder / "site/build.json").is_file()


def test_links_in_a_slice_are_not_followed(tree: Tree, tmp_path: Path) -> None:
    slices = sliced(tree, 1)
    secret = tmp_path / "secret"
    secret.write_text("years of work", "utf-8")
    (slices[0] / "site/secret.html").symlink_to(secret)
    joined(tree, slices)
    assert "secret.html" not in files_of(tree.site)


def test_a_part_of_a_slice_that_is_gone_is_made_good_when_the_slice_is_built_again(tree: Tree) -> None:
    """No page of a slice draws on the column that is gone, which is read only to be kept again."""
    folder = sliced(tree, 1)[0]
    for column in (folder / RESULTS).glob("*.*"):
        column.unlink()
    tree.write("deals/account-4/first.md", "---\ntitle: Changed\nstage: evaluate\n---\n")
    joined(tree, sliced(tree, 1))
    assert files_of(tree.site) == whole(tree)
