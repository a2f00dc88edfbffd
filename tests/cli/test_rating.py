"""`playbook rate`: one line of a deal's file, and a commit of it alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import DEAL, playbook, with_deal
from tests.git.repository import Repository

NAME = "aldermoor/core-banking"
DAY = ("--today", "2026-11-23")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path)
    made.git("config", "user.name", "Dana Reyes")
    made.git("config", "user.email", "dana@sales.example")
    with_deal(tmp_path)
    made.commit("2026-11-01", notes="first")
    return made


def test_a_rating_with_its_evidence_is_written_on_its_line(tmp_path: Path) -> None:
    file = with_deal(tmp_path)
    done = playbook(
        tmp_path, "rate", NAME, "access_to_funds", "-", "--by", "customer", "--evidence", "No budget", *DAY
    )
    assert done.exit_code == 0
    line = '  access_to_funds: {us: "-", date: 2026-11-23, by: customer, evidence: No budget}'
    assert file.read_text() == DEAL.replace('  access_to_funds: {us: "+"}', line)


def test_a_competitor_is_rated_without_touching_our_date(tmp_path: Path) -> None:
    file = with_deal(tmp_path)
    done = playbook(tmp_path, "rate", f"deals/{NAME}.md", "1", "plus", "--for", "xsys")
    assert done.exit_code == 0
    assert file.read_text() == DEAL.replace('xsys: "-", date', 'xsys: "+", date')


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("aldermoor/core-bankin", "risk", "+"), "did you mean 'aldermoor/core-banking'?"),
        ((NAME, "acces-to-funds", "+"), "did you mean 'access_to_funds'?"),
        ((NAME, "risk", "minsu"), "did you mean 'minus'?"),
        ((NAME, "risk", "!"), 'write "+", "-", "?"'),
        ((NAME, "risk", "+", "--date", "2026-02-30"), "is not a date"),
    ],
)
def test_a_slip_is_told_with_what_was_meant(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    with_deal(tmp_path)
    done = playbook(tmp_path, "rate", *words)
    assert (done.exit_code, says in done.output) == (2, True)


@pytest.mark.parametrize("words", [("rate", NAME, "1", "+"), ("interview", NAME), ("slides", NAME, "deal.pptx")])
def test_nothing_is_rated_or_judged_while_the_methods_file_has_a_mistake(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    file = with_deal(tmp_path)
    (tmp_path / "deals/method.yml").write_text("extends: target-account\nweight: {risk: 3}\n")
    done = playbook(tmp_path, *words)
    assert (done.exit_code, file.read_text()) == (1, DEAL)
    assert done.stderr.startswith("deals/method.yml:2:1: unknown entry 'weight'")
    assert not (tmp_path / "deal.pptx").exists()


def test_what_would_break_the_file_is_not_written(tmp_path: Path) -> None:
    file = with_deal(tmp_path)
    done = playbook(tmp_path, "rate", NAME, "risk", "+", "--for", "zeldrin")
    assert done.exit_code == 1
    assert "deals/aldermoor/core-banking.md:11:" in done.output
    assert file.read_text() == DEAL


def test_a_commit_holds_the_file_alone_and_leaves_what_is_staged(repository: Repository) -> None:
    (repository.root / "notes.md").write_text("other work")
    repository.git("add", "notes.md")
    done = playbook(repository.root, "rate", NAME, "risk", "+", "--evidence", "Audited", "--commit", *DAY)
    assert done.exit_code == 0, done.output
    assert repository.git("rev-parse", "--abbrev-ref", "HEAD") == "edit/aldermoor-core-banking"
    assert repository.git("show", "--format=", "--name-only", "HEAD") == "deals/aldermoor/core-banking.md"
    assert repository.git("status", "--porcelain") == "M  notes.md"
    message = repository.git("log", "-1", "--format=%B")
    assert message == f"{NAME}: risk +\n\n- risk + (Audited, 2026-11-23)"


def test_a_second_commit_on_the_same_deal_follows_the_first(repository: Repository) -> None:
    for sign in ("+", "-"):
        assert playbook(repository.root, "rate", NAME, "risk", sign, "--commit").exit_code == 0
    assert repository.git("rev-list", "--count", "main..edit/aldermoor-core-banking") == "2"
    repository.git("switch", "--quiet", "main")
    assert playbook(repository.root, "rate", NAME, "risk", "?", "--commit").exit_code == 0
    assert repository.git("rev-parse", "--abbrev-ref", "HEAD") == "edit/aldermoor-core-banking-2"


def test_a_file_with_other_changes_is_not_committed(repository: Repository) -> None:
    file = with_deal(repository.root, DEAL.replace("Core banking", "Core"))
    before = file.read_text()
    done = playbook(repository.root, "rate", NAME, "risk", "+", "--commit")
    assert (done.exit_code, "not committed; commit them first" in done.output) == (2, True)
    assert file.read_text() == before


def test_nothing_is_committed_in_the_middle_of_a_merge(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--create", "other")
    repository.commit("2026-11-02", other="their work")
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "--no-commit", "other")
    done = playbook(repository.root, "rate", NAME, "risk", "+", "--commit")
    assert (done.exit_code, "a merge is not finished" in done.output) == (2, True)


def test_without_a_repository_there_is_nothing_to_commit_to(tmp_path: Path) -> None:
    file = with_deal(tmp_path)
    done = playbook(tmp_path, "rate", NAME, "risk", "+", "--commit")
    assert (done.exit_code, "leave out --commit" in done.output) == (2, True)
    assert file.read_text() == DEAL
