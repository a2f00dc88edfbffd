"""`playbook reassign`: open deals and actions change hands, all of them or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import playbook

OPEN = """\
---
title: Core banking
stage: evaluate
owner: Dana Reyes  # since May
plan:
  actions:
    call: {what: Call her, owner: dana reyes, due: 2026-12-01}
    sent: {what: Send it, owner: Dana Reyes, state: done, done: 2026-10-01}
    visit:
      what: Visit
      owner: Rui Costa
  milestones:
    legal: {what: Legal review, owner: Dana Reyes}
---
Dana Reyes wrote this.
"""
CLOSED = """\
---
title: Old
stage: closed
owner: Dana Reyes
outcome: {result: lost, date: 2026-01-01}
---
"""


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    folder = tmp_path / "deals" / "aldermoor"
    folder.mkdir(parents=True)
    (folder / "core.md").write_text(OPEN)
    (folder / "old.md").write_text(CLOSED)
    return folder


def test_open_deals_and_actions_change_hands_and_nothing_else(deals: Path) -> None:
    done = playbook(deals.parents[1], "reassign", "Dana Reyes", "Mina Orchard")
    assert done.exit_code == 0, done.output
    changed = OPEN.replace("owner: Dana Reyes  #", "owner: Mina Orchard  #").replace("dana reyes", "Mina Orchard")
    assert (deals / "core.md").read_text() == changed
    assert (deals / "old.md").read_text() == CLOSED
    assert "core.md: the deal and 1 action\n" in done.stdout
    assert "handed over 1 deal and 1 action from Dana Reyes to Mina Orchard\n" in done.stdout
    assert "left with Dana Reyes: 1 closed deal, 1 action that is not open, 1 other place" in done.stdout


def test_a_dry_run_says_the_same_and_changes_nothing(deals: Path) -> None:
    done = playbook(deals.parents[1], "reassign", "Dana Reyes", "Mina Orchard", "--dry-run")
    assert "would hand over 1 deal and 1 action from Dana Reyes to Mina Orchard\n" in done.stdout
    assert (deals / "core.md").read_text() == OPEN


def test_one_file_that_only_its_author_can_change_keeps_all_as_they_were(deals: Path) -> None:
    twice = "---\ntitle: Two\nstage: qualify\nowner: >-\n  Dana\n  Reyes\n---\n"
    (deals / "a.md").write_text(OPEN)
    (deals / "two.md").write_text(twice)
    done = playbook(deals.parents[1], "reassign", "Dana Reyes", "M" * 9_000)
    assert done.exit_code == 1
    assert "aldermoor/" in done.stderr
    assert [(deals / name).read_text() for name in ("a.md", "core.md", "two.md")] == [OPEN, OPEN, twice]


def test_a_name_that_nobody_has_and_the_same_person_twice_are_said(deals: Path) -> None:
    done = playbook(deals.parents[1], "reassign", "Nobody", "Mina Orchard")
    assert (done.exit_code, "no deal names Nobody" in done.stdout) == (1, True)
    done = playbook(deals.parents[1], "reassign", "Dana Reyes", "DANA reyes")
    assert (done.exit_code, "are the same person" in done.stderr) == (2, True)


def test_a_deal_that_cannot_be_read_is_said_and_left(deals: Path) -> None:
    (deals / "broken.md").write_text("---\ntitle: [\n---\n")
    done = playbook(deals.parents[1], "reassign", "Dana Reyes", "Mina Orchard")
    assert done.exit_code == 1
    assert "broken.md cannot be read and was left as it is" in done.stdout
    assert "owner: Mina Orchard" in (deals / "core.md").read_text()


def test_without_the_team_s_members_nobody_is_taken_for_another(deals: Path) -> None:
    """A key such as `dana` stands for a member; where the members cannot be read, nothing is handed over."""
    (deals.parent / "index.md").write_text("---\nmembers: {dana: {name: [Dana Reyes, DR]}}\n---\n")
    done = playbook(deals.parents[1], "reassign", "dana", "Mina Orchard")
    assert done.exit_code == 1
    assert "deals/index.md:2:" in done.stderr
    assert "nothing was handed over" in done.stderr
    assert (deals / "core.md").read_text() == OPEN


MEMBERS = "---\nmembers: {dana: {name: Dana Reyes}, owen: {name: Owen Brisk}}\n---\n"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Dana Reyes", "Oven Brisk", "did you mean Owen Brisk?"),
        (" ", "Owen Brisk", "OLD is empty"),
        ("Dana Reyes", "", "NEW is empty"),
        ("Dana Reyes", "Owen\nBrisk", "NEW holds a character that nobody can see"),
        ("Dana Reyes", "\u202eOwen", "NEW holds a character that nobody can see"),
        ("Dana Reyes", "\u201eOwen\u201c", "NEW stands between typographic quotes"),
    ],
)
def test_a_name_that_cannot_be_meant_changes_nothing(deals: Path, old: str, new: str, says: str) -> None:
    (deals.parent / "index.md").write_text(MEMBERS)
    done = playbook(deals.parents[1], "reassign", old, new)
    assert (done.exit_code, says in done.stderr) == (2, True), done.output
    assert (deals / "core.md").read_text() == OPEN


def test_what_a_stranger_would_not_see_is_said(deals: Path) -> None:
    (deals.parent / "index.md").write_text(MEMBERS)
    (deals / "index.md").write_text("---\ntitle: Bank\nowner: dana\n---\n")
    done = playbook(deals.parents[1], "reassign", "Dana Reye", "owen")
    assert "no deal names Dana Reye; did you mean Dana Reyes?" in done.stdout
    done = playbook(deals.parents[1], "reassign", "dana", "Mina Orchard")
    assert f"Dana Reyes still owns 1 account: {deals / 'index.md'}" in done.stdout
    assert f"Mina Orchard is no member of the team in {deals.parent / 'index.md'}" in done.stdout
    assert (deals / "index.md").read_text() == "---\ntitle: Bank\nowner: dana\n---\n"
