"""A deals folder that is the top of a repository of its own, with mkdocs.yml outside of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import DEAL, playbook, with_deal
from tests.git.repository import Repository

DAY = "--today=2026-11-20"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder whose deals are a repository with one commit, and a change that is not committed."""
    with_deal(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: Deals\ndocs_dir: deals\ntheme: material\nplugins: [playbook]\n")
    repository = Repository(tmp_path / "deals")
    repository.commit("2026-11-02")
    repository.commit("2026-11-03", aldermoor__other=DEAL)
    with_deal(tmp_path, DEAL.replace('access_to_funds: {us: "+"}', 'access_to_funds: {us: "-"}'))
    return tmp_path


def test_check_knows_what_changed(root: Path) -> None:
    told = json.loads(playbook(root, "check", DAY, "--base", "HEAD", "--format", "json").stdout)
    assert told["problems"] == []
    assert {each["path"] for each in told["findings"]} == {"deals/aldermoor/core-banking.md"}


def test_paths_for_a_forge_begin_at_the_top_of_the_repository(root: Path) -> None:
    told = playbook(root, "check", DAY, "--base", "HEAD", "--format", "github").stdout
    assert told.startswith("::warning file=aldermoor/core-banking.md,line=")
    report = json.loads(playbook(root, "check", DAY, "--format", "gitlab").stdout)
    assert {each["location"]["path"] for each in report} == {"aldermoor/core-banking.md", "aldermoor/other.md"}


@pytest.mark.parametrize(
    "where", [["diff", "HEAD"], ["diff", "HEAD", "--deals", "deals"], ["diff", "HEAD~1", "HEAD"]]
)
def test_a_change_of_the_deals_is_told(root: Path, where: list[str]) -> None:
    done = playbook(root, *where, DAY)
    assert (done.exit_code, "1 deal changed, 0 problems" in done.stdout) == (0, True), done.output


def test_diff_and_check_work_from_inside(root: Path) -> None:
    assert "1 deal changed, 0 problems" in playbook(root / "deals", "diff", "--deals=.", "HEAD", DAY).stdout
    assert "0 problems" in playbook(root / "deals", "check", "--deals=.", "--base=HEAD", DAY).stdout


def test_a_site_is_built_and_what_git_keeps_there_is_not_seen(root: Path) -> None:
    (root / "deals/.DS_Store").write_bytes(b"left")
    done = playbook(root, "build", DAY)
    assert done.exit_code == 0, done.output
    assert "passed over a file or folder that a program left behind: .DS_Store" in done.stderr
    assert "2 deals built" in done.stdout
