"""Around a conversation: deals that are not there, files that others change, commits, methods, and terminals."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli.interview.asking import NotUnderstood, Several
from generator.cli.interview.meanings import member, whose_word
from generator.read.files import WorkTree
from generator.read.playbook import load
from tests.cli.interview.talking import DAY, NAME, changes, interview, playbook, texts
from tests.git.repository import Repository
from tests.plugin.previewing import INTERRUPTIBLE

FILE = f"deals/{NAME}.md"
ACCOUNT = "deals/aldermoor/index.md"


def test_a_deal_that_is_not_there_is_made_from_names_as_people_write_them(tmp_path: Path) -> None:
    playbook(tmp_path)
    done = interview(tmp_path, "yes", "", "+", "Heard it", "us", "today", deal="Müller/ERP Ablösung")
    assert done.exit_code == 0, done.output
    assert "There is no deal 'muller/erp-ablosung' yet. Make it" in done.output
    made = texts(tmp_path)
    assert "title: ERP Ablösung\n" in made["deals/muller/erp-ablosung.md"]
    assert "title: Müller\n" in made["deals/muller/index.md"]
    assert 'us: "+", date: 2026-11-24, by: us, evidence: Heard it}' in made["deals/muller/erp-ablosung.md"]
    assert not load(WorkTree(tmp_path / "deals")).problems


def test_a_deal_of_nearly_the_name_is_offered_first(tmp_path: Path) -> None:
    before = texts(playbook(tmp_path))
    done = interview(tmp_path, "y", "+", "", "", "", deal="aldermoor/core-bankin")
    assert "Do you mean 'aldermoor/core-banking'" in done.output
    assert list(changes(before, texts(tmp_path))) == [FILE]


@pytest.mark.parametrize("typed", [(), ("no",), ("no", "no"), ("no", "quit"), ("perhaps",) * 6])
@pytest.mark.parametrize("deal", ["aldermoor/core-bankin", "acme/new"])
def test_a_deal_that_nobody_wants_to_make_is_not_made(tmp_path: Path, deal: str, typed: tuple[str, ...]) -> None:
    before = texts(playbook(tmp_path))
    done = interview(tmp_path, *typed, deal=deal)
    assert (done.exit_code, "there is no deal" in done.stderr) == (2, True), done.output
    assert texts(tmp_path) == before


@pytest.mark.parametrize(
    "deal", ["", "acme", "/", "a/b/c", "../x", "search/x", "acme/index", "\x1b[2J/\u202e", "x" * 9000]
)
def test_a_name_that_no_deal_can_have_is_said(tmp_path: Path, deal: str) -> None:
    before = texts(playbook(tmp_path))
    done = interview(tmp_path, "yes", "yes", "quit", deal=deal)
    assert "\x1b" not in done.output
    if texts(tmp_path) == before:
        assert done.exit_code == 2
    assert not load(WorkTree(tmp_path / "deals")).problems


def test_a_deal_with_a_mistake_is_said_with_its_line(tmp_path: Path) -> None:
    text = texts(playbook(tmp_path))[FILE].replace("2026-11-02", "2026-02-30")
    before = texts(playbook(tmp_path, {FILE: text}))
    done = interview(tmp_path, "+")
    assert (done.exit_code, f"{FILE}:9:" in done.stderr) == (1, True)
    assert texts(tmp_path) == before


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    before = texts(playbook(tmp_path))
    (tmp_path / FILE).chmod(0o444)
    done = interview(tmp_path, "+", "", "", "")
    assert (done.exit_code, "is read-only" in done.stderr) == (2, True)
    assert texts(tmp_path) == before


def test_the_answers_of_a_conversation_are_one_commit_of_deal_and_account(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    made.git("config", "user.name", "Dana Reyes")
    made.git("config", "user.email", "dana@sales.example")
    playbook(tmp_path)
    made.git("add", "deals")
    made.commit("2026-11-01", notes="first")
    done = interview(tmp_path, "+", "", "", "", "next", "next", "next", "Mia Wong", options=("--commit",))
    assert done.exit_code == 0, done.output
    assert made.git("log", "-1", "--format=%s") == f"{NAME}: 2 answers"
    assert made.git("show", "--format=", "--name-only", "HEAD").split() == [FILE, ACCOUNT]
    assert made.git("status", "--porcelain") == ""
    (tmp_path / ACCOUNT).write_text((tmp_path / ACCOUNT).read_text() + "Somebody's notes\n")
    done = interview(tmp_path, "Jo Doe", options=("--commit", "--about", "people"))
    assert (done.exit_code, "has changes that are not committed" in done.stderr) == (2, True)
    assert "jo-doe" in (tmp_path / FILE).read_text()
    assert made.git("rev-list", "--count", "HEAD") == "2"


def asked(folder: Path, *options: str) -> subprocess.Popen[str]:
    """Start a conversation in a process of its own."""
    words = [sys.executable, "-m", "generator", "-C", str(folder), "interview", NAME, *DAY, *options]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)


def until(command: subprocess.Popen[str], says: str) -> None:
    """Read what a conversation prints up to some words."""
    assert command.stdout
    seen = ""
    while not seen.endswith(says):
        each = command.stdout.read(1)
        assert each, seen
        seen += each


@pytest.mark.parametrize("write", ["yes", "no"])
def test_what_somebody_else_wrote_meanwhile_is_merged_or_shown_beside_ours(tmp_path: Path, write: str) -> None:
    playbook(tmp_path)
    with asked(tmp_path, "--about", "amount") as command:
        until(command, "Enter keeps it): ")
        theirs = (tmp_path / FILE).read_text().replace("1,200,000", "9,000,000").replace("owner: Dana", "owner: Mina")
        (tmp_path / FILE).write_text(theirs)
        said, _ = command.communicate(f"EUR 2.5m\n{write}\nend of March\n", timeout=60)
    assert command.returncode == 0
    assert "meanwhile somebody else wrote 'EUR 9,000,000' into line 5; you say 'EUR 2.5m'" in said
    assert "together with what somebody else changed there meanwhile" in said
    ours = theirs.replace("EUR 9,000,000", "EUR 2.5m") if write == "yes" else theirs
    assert sorted((tmp_path / FILE).read_text().splitlines()) == sorted([*ours.splitlines(), "close: 2027-03-31"])


@pytest.mark.parametrize("broken", ["---\ntitle: [\n---\n", None], ids=["broken", "deleted"])
def test_a_file_that_breaks_under_the_conversation_ends_it_in_words(tmp_path: Path, broken: str | None) -> None:
    playbook(tmp_path)
    with asked(tmp_path) as command:
        until(command, "+ - or ?: ")
        assert command.stdin
        command.stdin.write("+\n")
        until(command, "by whom: ")
        if broken is None:
            (tmp_path / FILE).unlink()
        else:
            (tmp_path / FILE).write_text(broken)
        said, _ = command.communicate("Heard\nus\ntoday\nquit\n", timeout=60)
    assert command.returncode == 1
    assert "not written: business_value +" in said
    assert "the conversation ends here: " in said
    assert broken is None or (tmp_path / FILE).read_text() == broken


@pytest.mark.parametrize("name", ["meddpicc"])
def test_another_method_is_talked_about_in_its_own_words(tmp_path: Path, name: str) -> None:
    rated = "assessment:\n  metrics: {us: '?'}\n"
    text = f"---\ntitle: Core\nstage: qualify\n{rated}---\n"
    before = texts(playbook(tmp_path, {FILE: text, "deals/method.yml": f"extends: {name}\n"}))
    typed = [word for _ in range(12) for word in ("plus", "It was said", "cust", "")]
    done = interview(tmp_path, *typed, options=("--about", "ratings"))
    assert done.exit_code == 0, done.output
    assert not load(WorkTree(tmp_path / "deals")).problems
    changed = changes(before, texts(tmp_path))[FILE]
    assert len(changed) > 5
    assert all("It was said" in each for each in changed if each.startswith("+"))


def talked(command: subprocess.Popen[bytes], end: int) -> str:
    """Answer three questions on a terminal, press Ctrl-C at the fourth, and return all that was shown.

    It is pressed again where nothing comes of it: Python notices a signal that came right before it began to wait
    for a line with the next one only.
    """
    seen = ""

    def shown() -> str:
        assert select.select([end], [], [], 60)[0], seen
        try:
            return os.read(end, 1024).decode()
        except OSError:
            return ""

    for says, types in (("+ - or ?: ", "+\n"), ("by whom: ", "Heard it\n"), ("or us: ", "cust\n"), ("24): ", "\x03")):
        while not seen.rstrip("\r\n").endswith(says):
            piece = shown()
            assert piece, f"it ended before {says!r}: {seen}"
            seen += piece
        os.write(end, types.encode())
    for _ in range(12):
        command.send_signal(signal.SIGINT)
        if select.select([end], [], [], 5)[0]:
            break
    while piece := shown():
        seen += piece
    return seen


def test_on_a_narrow_terminal_nothing_is_cut_and_ctrl_c_loses_nothing(tmp_path: Path) -> None:
    playbook(tmp_path)
    main_end, end = pty.openpty()
    words = [sys.executable, "-c", INTERRUPTIBLE, "-C", str(tmp_path), "interview", NAME, *DAY]
    env = os.environ | {"COLUMNS": "40", "LINES": "24", "NO_COLOR": "1", "TERM": "dumb"}
    command = subprocess.Popen(words, stdin=end, stdout=end, stderr=end, env=env, start_new_session=True)
    os.close(end)
    try:
        seen = talked(command, main_end)
        assert command.wait(60) == 0, seen
    finally:
        command.kill()
        command.wait()
        os.close(main_end)
    assert "\x1b" not in seen
    assert max(len(line) for line in seen.splitlines() if str(tmp_path) not in line) <= 50
    assert "by: customer, evidence: Heard it}" in (tmp_path / FILE).read_text()


@pytest.mark.parametrize(
    ("says", "meant"),
    [
        ("the customer", "customer"), ("Cust.", "customer"), ("they told us", "customer"), ("our CFO", ""),
        ("Ruth Okafor-Lind", "customer"), ("the CFO", "customer"), ("a document", "document"),
        ("in writing", "document"),
        ("the minutes", "document"), ("us", "us"), ("our own view", "us"), ("Dana Reyes", "us"),
        ("me", "us"), ("c", "customer"),
        ("2", "document"), ("we and the client", ""), ("the moon", ""),
    ],
)  # fmt: skip
def test_whose_word_it_is_is_understood_or_asked_back(says: str, meant: str) -> None:
    meaning = whose_word(["Ruth Okafor-Lind", "CFO"], ["Dana Reyes"])
    if meant:
        assert meaning(says).value == meant
    else:
        with pytest.raises((Several, NotUnderstood)):
            meaning(says)


def test_a_name_that_is_nearly_one_of_ours_is_asked_back() -> None:
    members = {"dana": "Dana Reyes", "dana reyes": "Dana Reyes", "owen": "Owen Brisk", "owen brisk": "Owen Brisk"}
    assert member(members)("DANA").value == "Dana Reyes"
    assert member(members)("Zoe Quill").value == "Zoe Quill"
    for each in ("brisk", "Dana Rayes"):
        with pytest.raises(Several):
            member(members)(each)
