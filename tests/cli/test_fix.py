"""`playbook check --fix` shows what it mends and writes that alone; `--diff` writes nothing."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import DEAL, playbook, with_deal

DAY = "--today=2026-11-23"
BROKEN = DEAL.replace('risk: {us: "-", xsys: "?"}', 'risk: {us: -, xsys: "?"}')
SHOWN = """\
--- deals/aldermoor/core-banking.md
+++ deals/aldermoor/core-banking.md
@@ -8,5 +8,5 @@
 assessment:
   customer_project: {us: "+", xsys: "-", date: 2026-11-02, by: customer, evidence: "Charter"}
   access_to_funds: {us: "+"}
-  risk: {us: -, xsys: "?"}
+  risk: {us: "-", xsys: "?"}
 ---
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return with_deal(tmp_path, BROKEN)


def test_a_mend_is_shown_written_and_checked_again(file: Path, tmp_path: Path) -> None:
    done = playbook(tmp_path, "check", "--fix", DAY)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(f"{SHOWN}mended 1 problem in 1 file\n")
    assert "1 deal read: 0 problems" in done.stdout
    assert file.read_text() == DEAL


def test_a_difference_alone_writes_nothing(file: Path, tmp_path: Path) -> None:
    done = playbook(tmp_path, "check", "--diff", DAY)
    assert (done.exit_code, done.stdout, file.read_text()) == (1, SHOWN, BROKEN)
    file.write_text(DEAL)
    done = playbook(tmp_path, "check", "--diff", DAY)
    assert (done.exit_code, done.stdout) == (0, "")


def test_what_can_mean_two_things_is_said_and_left(file: Path, tmp_path: Path) -> None:
    text = DEAL.replace("stage: evaluate", "stage: evaluat")
    file.write_text(text)
    done = playbook(tmp_path, "check", "--fix", DAY)
    assert (done.exit_code, file.read_text()) == (1, text)
    assert done.stdout.startswith(
        "nothing to mend that can mean one thing only\ndeals/aldermoor/core-banking.md:3:8:"
    )


def test_only_what_is_chosen_is_mended(file: Path, tmp_path: Path) -> None:
    other = file.with_name("other.md")
    other.write_text(BROKEN)
    assert playbook(tmp_path, "check", "--fix", DAY, str(other)).exit_code == 0
    assert (file.read_text(), other.read_text()) == (BROKEN, DEAL)


def test_a_link_is_never_written_through(file: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.md"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    playbook(tmp_path, "check", "--fix", DAY)
    assert (elsewhere.read_text(), file.is_symlink()) == (BROKEN, True)


def test_a_difference_is_for_people(tmp_path: Path, file: Path) -> None:
    done = playbook(tmp_path, "check", "--fix", "--format", "json")
    assert (done.exit_code, file.read_text()) == (2, BROKEN)
    assert "--fix and --diff print text" in done.stderr


@pytest.mark.parametrize(
    ("options", "answer", "mended"), [([], b"n\n", False), ([], b"y\n", True), (["--yes"], b"", True)]
)
def test_on_a_terminal_it_asks_before_it_writes(
    file: Path, tmp_path: Path, options: list[str], answer: bytes, *, mended: bool
) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "generator", "-C", str(tmp_path), "check", "--fix", *options, DAY]
    running = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    os.write(ours, answer)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # how Linux says that the other end is closed
        os.close(ours)
    running.wait()
    assert (file.read_text() == DEAL) == mended, shown
    assert (b"Write this to 1 file?" in shown) == (not options)
    assert (b"nothing was written" in shown) == (not mended)


def test_a_file_that_is_read_only_is_left_and_said(file: Path, tmp_path: Path) -> None:
    file.chmod(0o444)
    done = playbook(tmp_path, "check", "--fix", DAY)
    assert (done.exit_code, file.read_text()) == (3, BROKEN), done.output
    assert "is read-only: nothing is written" in done.stderr
