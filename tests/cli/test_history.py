"""`playbook history`: how a deal's score moved, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import playbook
from tests.git.repository import Repository
from tests.history.deals import deal

NAME = "acme/core"
DAY = ("--today", "2026-11-23")
UNKNOWN = "????? ????? ????? ?????"
LITTLE = "++??? ?+?-? +???? +???+"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path)
    made.commit("2026-06-01", deals__acme__core=deal(UNKNOWN, close="2026-12-15"))
    made.commit("2026-06-02", deals__acme__core="broken")
    made.commit("2026-06-03", deals__acme__core=deal(LITTLE, close="2027-01-15"))
    made.commit("2026-06-04", deals__acme__core=deal(LITTLE, close="2027-02-15"))
    return made


def test_the_newest_change_comes_first_and_every_line_fits(repository: Repository) -> None:
    done = playbook(repository.root, "history", NAME, *DAY)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[:3] == [
        "acme/core",
        "4 assessments since 1 Jun 2026, all under today's method (Target-account method)",
        "Close date moved to a later day: 2 times",
    ]
    assert [line[:10] for line in lines if line[1:10] == " Jun 2026"] == [f"{day} Jun 2026" for day in (4, 3, 2, 1)]
    head = repository.git("rev-parse", "HEAD")[:10]
    assert f"4 Jun 2026  {head} Qualify        5/15  −46.7    +20  +86.7" in lines
    assert "  - close 15 Jan 2027 → 15 Feb 2027, 31 days later" in lines
    assert "  line 1: the file does not start with a line ---" in lines
    assert all(len(line) <= 80 for line in lines)


def test_the_record_for_programs_has_the_oldest_change_first(repository: Repository) -> None:
    told = json.loads(playbook(repository.root, "history", NAME, "--json", *DAY).stdout)
    assert (told["format"], told["deal"], told["shallow"], told["close_moved_later"]) == (1, NAME, False, 2)
    assert [each["verdict"] for each in told["revisions"]] == ["qualify", None, "qualify", "qualify"]
    last = told["revisions"][-1]
    assert (last["winnable"]["low"], last["winnable"]["score"], last["winnable"]["high"]) == (-46.6667, 20.0, 86.6667)
    assert last["fields"] == [{"field": "close", "before": "2027-01-15", "after": "2027-02-15"}]
    assert last["ratings"] == []
    assert told["revisions"][2]["ratings"][0]["criterion"] == "customer_project"


PAST = """past:
  2026-03-02: {stage: qualify, amount: "EUR 200,000", close: 2026-09-30}
  2026-05-04: {stage: Old stage, close: 2026-11-30}
  2026-06-03: {stage: counts for nothing from the first commit on}
---
"""


def test_before_the_first_commit_the_past_of_the_file_is_told(repository: Repository) -> None:
    file = repository.root / f"deals/{NAME}.md"
    file.write_text(file.read_text("utf-8").removesuffix("---\n") + PAST, "utf-8")
    lines = playbook(repository.root, "history", NAME, *DAY).stdout.splitlines()
    assert lines[2] == "Close date moved to a later day: 4 times", "in May, with the first commit, and twice in June"
    assert lines[-3:] == [
        "before the first commit, by the file's past",
        "4 May 2026  stage Qualify → Old stage; close 30 Sep 2026 → 30 Nov 2026, 61 days later",
        "2 Mar 2026  stage Qualify; amount EUR 200,000; close 30 Sep 2026",
    ]
    told = json.loads(playbook(repository.root, "history", NAME, "--json", *DAY).stdout)
    assert told["close_moved_later"] == 4
    assert [(each["date"], each["stage"], each["amount"], each["unknown"]) for each in told["past"]] == [
        ("2026-03-02", "qualify", {"amount": 200000.0, "currency": "EUR"}, ["forecast", "owner"]),
        ("2026-05-04", "Old stage", {"amount": 200000.0, "currency": "EUR"}, ["forecast", "owner"]),
    ]


def test_a_past_is_told_outside_version_control(tmp_path: Path) -> None:
    file = tmp_path / f"deals/{NAME}.md"
    file.parent.mkdir(parents=True)
    file.write_text(deal(LITTLE, close="2027-02-15").removesuffix("---\n") + PAST, "utf-8")
    done = playbook(tmp_path, "history", NAME, *DAY)
    assert done.exit_code == 0
    assert "3 Jun 2026  stage Old stage → counts for nothing from the first commit on" in done.stdout
    file.write_text(deal(LITTLE).replace("stage:", "stag:").removesuffix("---\n") + PAST, "utf-8")
    done = playbook(tmp_path, "history", NAME, *DAY)
    assert done.exit_code == 3
    assert "has problems, so its past is not shown" in done.stderr


def test_a_shallow_clone_says_so(repository: Repository, tmp_path: Path) -> None:
    Repository(tmp_path).git("clone", "--quiet", "--depth=1", f"file://{repository.root}", "shallow")
    done = playbook(tmp_path / "shallow", "history", NAME, *DAY)
    assert "The history is shallow: earlier commits are missing (git fetch --unshallow)." in done.stdout
    assert "  - the oldest version in this clone" in done.stdout.splitlines()


def test_outside_version_control_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "deals/acme/core.md"
    file.parent.mkdir(parents=True)
    file.write_text(deal(UNKNOWN), "utf-8")
    done = playbook(tmp_path, "history", NAME)
    assert done.exit_code == 3
    assert "there is no history" in done.stderr


def test_a_deal_that_is_not_committed_yet_has_none_yet(repository: Repository) -> None:
    (repository.root / "deals/acme/fresh.md").write_text(deal(UNKNOWN), "utf-8")
    done = playbook(repository.root, "history", "acme/fresh", *DAY)
    assert (done.exit_code, "Not committed yet" in done.stdout) == (0, True)


def test_a_deal_that_there_is_not_is_a_wrong_call(repository: Repository) -> None:
    done = playbook(repository.root, "history", "acme/cor")
    assert done.exit_code == 2
    assert "did you mean 'acme/core'?" in done.stderr
