"""Commands that edit at the same time lose nothing of each other; a commit that fails leaves everything as it was."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator.cli.main import main
from generator.cli.options.deal_file import DealFile, Edits
from generator.cli.share.register import OnDisk
from generator.edit.lock import file_held, held
from generator.edit.rating import RatingEdit
from generator.read.files import WorkTree
from tests.cli.running import playbook, with_deal
from tests.edit.crm import MAP, ONE_DEAL
from tests.git.repository import Repository

NAME = "aldermoor/core-banking"
FILE = f"deals/{NAME}.md"
DAY = ("--today", "2026-11-23")
CRITERIA = ("customer_project", "access_to_funds", "compelling_event", "formal_criteria", "solution_fit", "risk")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path)
    made.git("config", "user.name", "Dana Reyes")
    made.git("config", "user.email", "dana@sales.example")
    made.git("config", "commit.gpgsign", "false")
    with_deal(tmp_path)
    made.commit("2026-11-01", notes="first")
    return made


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start a command in a process of its own."""
    words = [sys.executable, "-m", "generator", "-C", str(folder), *arguments]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def all_done(commands: Iterable[subprocess.Popen[str]]) -> None:
    ended = [(*each.communicate(timeout=120), each.returncode) for each in commands]
    assert [each for each in ended if each[2] != 0] == []


def test_ratings_given_at_once_all_stand(tmp_path: Path) -> None:
    file = with_deal(tmp_path)
    with held(tmp_path / "deals"):  # they have all begun when the first of them may read
        commands = [started(tmp_path, "rate", NAME, each, "-", "--evidence", f"e-{each}") for each in CRITERIA]
    all_done(commands)
    text = file.read_text()
    assert [each for each in CRITERIA if f"e-{each}" not in text] == []


def test_commits_made_at_once_hold_each_its_own_answer(repository: Repository) -> None:
    few = CRITERIA[:3]
    all_done([started(repository.root, "rate", NAME, each, "?", "--commit") for each in few])
    subjects = repository.git("log", "--format=%s", "main..edit/aldermoor-core-banking").splitlines()
    assert sorted(subjects) == sorted(f"{NAME}: {each} ?" for each in few)
    assert repository.git("status", "--porcelain") == ""


def test_shares_changed_at_once_all_stand(tmp_path: Path) -> None:
    with_deal(tmp_path)
    names = [f"reader-{number}" for number in range(3)]
    what = ("--deal", NAME, "--reader", "Halla")
    with held(tmp_path / "deals"):
        commands = [started(tmp_path, "share", "add", name, *what) for name in names]
    all_done(commands)
    with held(tmp_path / "deals"):
        changes = [["rotate", names[0]], ["revoke", names[1]]]
        commands = [started(tmp_path, "share", *words) for words in changes]
    all_done(commands)
    shares = OnDisk(tmp_path, "deals", dt.date.today()).entries.sound.shares
    assert sorted(shares) == names
    assert [shares[name].generation for name in names] == [2, 1, 1]
    assert [bool(shares[name].revoked) for name in names] == [False, True, False]


def test_a_command_says_that_it_waits_and_goes_on_after(tmp_path: Path) -> None:
    file = with_deal(tmp_path)
    before = file.read_bytes()
    with file_held(tmp_path / "deals", f"{NAME}.md"):
        command = started(tmp_path, "rate", NAME, "risk", "+")
        assert command.stderr
        assert command.stderr.readline() == f"waiting for another command that is editing {file.parent}\n"
        assert file.read_bytes() == before
    all_done([command])
    assert file.read_bytes() != before


@pytest.mark.parametrize("command", ["new", "import"])
def test_commands_that_write_new_files_wait_for_an_edit(tmp_path: Path, command: str) -> None:
    file = with_deal(tmp_path)
    (tmp_path / "map.yml").write_text(MAP)
    (tmp_path / "export.csv").write_text(ONE_DEAL)
    arguments = {"new": ["aldermoor/other"], "import": ["export.csv", "--map", "map.yml"]}[command]
    with file_held(tmp_path / "deals", f"{NAME}.md"):
        waits = started(tmp_path, command, *arguments)
        assert waits.stderr
        assert waits.stderr.readline() == f"waiting for another command that is editing {tmp_path / 'deals'}\n"
        assert list((tmp_path / "deals").rglob("*.md")) == [file]
    all_done([waits])
    assert len(list((tmp_path / "deals").rglob("*.md"))) > 1


def test_an_import_into_no_folder_that_imports_nothing_leaves_none(tmp_path: Path) -> None:
    (tmp_path / "map.yml").write_text(MAP)
    (tmp_path / "export.csv").write_text(ONE_DEAL.replace("7,", ",", 1).replace("Early", "Nope"))
    done = playbook(tmp_path, "import", "export.csv", "--map", "map.yml")
    assert (done.exit_code, (tmp_path / "deals").exists()) == (1, False), done.output


def unsigned(made: Repository) -> str:
    made.git("config", "commit.gpgsign", "true")
    made.git("config", "gpg.program", "false")
    return "gpg failed to sign"


def nobody(made: Repository) -> str:
    made.git("config", "--unset", "user.name")
    made.git("config", "--unset", "user.email")
    made.git("config", "user.useConfigOnly", "true")
    return "tell me who you are"


def locked(made: Repository) -> str:
    (made.root / ".git/index.lock").write_text("")
    return "index.lock"


def hook(made: Repository, name: str, does: str) -> str:
    file = made.root / ".git/hooks" / name
    file.write_text(f"#!/bin/sh\n{does}\necho not today >&2\nexit 1\n")
    file.chmod(0o755)
    return "not today"


def in_the_way(made: Repository) -> str:
    made.git("branch", "edit")
    return "refs/heads/edit"


REFUSALS: dict[str, Callable[[Repository], str]] = {
    "signing fails": unsigned,
    "no identity": nobody,
    "index locked": locked,
    "pre-commit refuses": lambda made: hook(
        made, "pre-commit", "echo x >> deals/aldermoor/core-banking.md; git add ."
    ),
    "commit-msg refuses": lambda made: hook(made, "commit-msg", ""),
    "post-checkout fails": lambda made: hook(made, "post-checkout", ""),
    "branches in the way": in_the_way,
}


@pytest.mark.parametrize("how", REFUSALS)
@pytest.mark.parametrize("detached", [False, True], ids=["on a branch", "detached"])
@pytest.mark.parametrize("command", ["rate", "interview"])
def test_what_cannot_be_committed_leaves_file_index_and_branches_as_they_were(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, how: str, detached: bool, command: str
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("HOME", str(repository.root / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(repository.root / "home"))
    if detached:
        repository.git("checkout", "--quiet", "--detach")
    (repository.root / "notes.md").write_text("staged")
    repository.git("add", "notes.md")
    says = REFUSALS[how](repository)
    index, file = repository.root / ".git/index", repository.root / FILE
    before = [index.read_bytes(), file.read_bytes(), *standing(repository)]
    words = [command, NAME, *(("risk", "+", "--evidence", "It's ok") if command == "rate" else ()), "--commit", *DAY]
    done = CliRunner().invoke(main, ["-C", str(repository.root), *words], input="+\nIt's ok\n\n\nq\n")
    assert (done.exit_code, says in done.stderr) == (3, True), done.output
    assert [index.read_bytes(), file.read_bytes(), *standing(repository)] == before
    assert "as it was" in done.stderr
    again = "--evidence 'It'\"'\"'s ok'" if command == "rate" else "'It'\"'\"'s ok' '' '' q | playbook interview"
    assert again in done.stderr
    assert "committed as" not in done.output


def test_a_hook_that_refuses_without_a_word_is_said_to_do_so(repository: Repository) -> None:
    silent = repository.root / ".git/hooks/pre-commit"
    silent.write_text("#!/bin/sh\nexit 1\n")
    silent.chmod(0o755)
    done = playbook(repository.root, "rate", NAME, "risk", "+", "--commit", *DAY)
    assert done.exit_code == 3
    assert "`git commit` ended with 1 and said nothing (a hook of the repository may do that)" in done.stderr


def standing(made: Repository) -> list[str]:
    """Return where HEAD and the branches are."""
    return [(made.root / ".git/HEAD").read_text(), made.git("for-each-ref", "--format=%(refname) %(objectname)")]


def test_what_somebody_else_wrote_meanwhile_is_neither_committed_nor_taken_back(repository: Repository) -> None:
    root = repository.root / "deals"
    one, other = (Edits(DealFile(WorkTree(root), NAME, f"{NAME}.md")) for _ in range(2))
    one.write(RatingEdit("risk", "?"))
    other.write(RatingEdit("solution_fit", "+"))
    one.write(RatingEdit("cultural_fit", "-"))
    text = (repository.root / FILE).read_text()
    with pytest.raises(click.UsageError, match="changed by somebody else meanwhile"):
        one.commit()
    assert (repository.root / FILE).read_text() == text
    assert repository.git("rev-list", "--count", "--all") == "1"
