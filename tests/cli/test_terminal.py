"""What commands print on a terminal of 80 columns, and into a pipe."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli.output.printing import INDENT, folded
from tests.cli.running import with_deal
from tests.git.repository import Repository
from tests.house.imports import ROOT
from tests.making import TODAY

COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def on_a_terminal(columns: int, *arguments: str, folder: Path = ROOT, **env: str) -> list[str]:
    """Return the lines that a command shows on a terminal, its colours included."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    command = [sys.executable, "-m", "generator", "-C", str(folder), *arguments, "--today", TODAY.isoformat()]
    around = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")} | env
    running = subprocess.Popen(
        command, cwd=ROOT, env=around, stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.DEVNULL
    )
    os.close(theirs)
    shown = b""
    while piece := _read(ours):
        shown += piece
    os.close(ours)
    running.wait()
    return shown.decode().splitlines()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""


@pytest.mark.parametrize(
    "arguments",
    [
        ("score",),
        ("score", "aldermoor/core-banking"),
        ("score", "gravenhall/records-archive"),
        ("check", "--all"),
    ],
)
def test_it_is_readable_at_80_columns_and_coloured(arguments: tuple[str, ...]) -> None:
    lines = on_a_terminal(80, *arguments)
    assert len(lines) > 3
    assert [line for line in lines if len(COLOURS.sub("", line)) > 80] == []
    assert any(COLOURS.search(line) for line in lines)


def test_a_history_is_readable_at_80_columns_too(tmp_path: Path) -> None:
    file = with_deal(tmp_path)
    repository = Repository(tmp_path)
    repository.commit("2026-10-01")
    file.write_text(file.read_text().replace('access_to_funds: {us: "+"}', 'access_to_funds: {us: "-"}'))
    repository.commit("2026-11-01")
    lines = on_a_terminal(80, "history", "aldermoor/core-banking", folder=tmp_path)
    assert len(lines) > 5
    assert [line for line in lines if len(COLOURS.sub("", line)) > 80] == []


def test_no_color_is_honoured() -> None:
    assert not any(COLOURS.search(line) for line in on_a_terminal(80, "check", NO_COLOR="1"))


def test_a_remark_is_one_line_where_a_program_reads_it() -> None:
    command = [sys.executable, "-m", "generator", "check", "--today", TODAY.isoformat()]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    *remarks, counts = said.splitlines()
    assert all(re.match(r"deals/[^:]+:\d+:\d+: ", line) for line in remarks)
    assert any(len(line) > 80 for line in remarks)
    assert "deals read" in counts


def test_who_stops_reading_gets_no_complaint() -> None:
    command = f"{sys.executable} -m generator score --json | head -1"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "{\n"
    assert done.stderr == ""


@given(st.text(alphabet="ab :\u00e9", max_size=200), st.integers(5, 90))
def test_folding_loses_no_word_and_keeps_to_the_width(line: str, width: int) -> None:
    first, *rest = folded(line, width)
    assert all(piece.startswith(INDENT) for piece in rest)
    assert " ".join([first, *(piece.removeprefix(INDENT) for piece in rest)]).split() == line.split()
    assert all(len(piece) <= width or " " not in piece.strip() for piece in (first, *rest))


@pytest.fixture(scope="module")
def longwinded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a playbook whose one deal was made worse by a second commit, with long names wherever they may stand."""
    folder = tmp_path_factory.mktemp("longwinded")
    file = with_deal(folder)
    title = "A-title-of-hyphens-that-goes-on " * 4
    file.write_text(file.read_text().replace("title: Core banking migration", f"title: {title}"))
    repository = Repository(folder)
    repository.commit("2026-10-01")
    text = file.read_text().replace('access_to_funds: {us: "+"}', 'access_to_funds: {us: "-"}')
    file.write_text(text.replace("\namount:", "\namount: \n#"))
    repository.commit("2026-11-01")
    return folder


WORDY = {
    "score": ("score", "aldermoor/core-banking"),
    "history": ("history", "aldermoor/core-banking"),
    "diff": ("diff", "HEAD~1"),
}


@pytest.mark.parametrize("arguments", WORDY.values(), ids=WORDY)
def test_a_sentence_is_one_line_in_a_pipe_and_no_word_of_it_is_broken_on_a_terminal(
    longwinded: Path, arguments: tuple[str, ...]
) -> None:
    command = [sys.executable, "-m", "generator", "-C", str(longwinded), *arguments, "--today", TODAY.isoformat()]
    piped = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    shown = [COLOURS.sub("", line) for line in on_a_terminal(50, *arguments, folder=longwinded)]
    assert len(shown) >= len(piped) > 4
    assert " ".join(shown).split() == " ".join(piped).split()
