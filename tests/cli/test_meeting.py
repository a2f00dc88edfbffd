"""`playbook meeting add`: a recording becomes a file of its account, and what is not known is asked for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import playbook
from tests.house.imports import ROOT

CALL = "Keira Bright-Loder: We pay.\nTobin: Good.\nTobin: Very good.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "deals", tmp_path / "deals")
    (tmp_path / "2026-11-20 call.txt").write_text(CALL, "utf-8")
    return tmp_path


def test_a_transcript_becomes_a_meeting_of_its_account(folder: Path) -> None:
    said = playbook(folder, "meeting", "add", "2026-11-20 call.txt", "--deal", "fennick/demand-planning")
    assert said.exit_code == 0, said.output
    written = folder / "deals/fennick/meetings/2026-11-20-call.md"
    assert said.output.splitlines() == [
        f"wrote {written}",
        "  3 lines read: 3 kept",
        "  Keira Bright-Loder is k-bright",
        "  Tobin is nobody who is known (if it is t-renard, write under present: Tobin: t-renard)",
        "  what 1 speaker without a key said proves nothing by the customer",
    ]
    assert written.read_text("utf-8") == (
        "---\ndate: 2026-11-20\ndeals: [demand-planning]\npresent:\n  Keira Bright-Loder: k-bright\n---\n"
        "Keira Bright-Loder: We pay.\nTobin: Good. Very good.\n"
    )
    assert playbook(folder, "check").exit_code == 0


def test_a_meeting_that_is_there_is_left_as_it_is(folder: Path) -> None:
    words = ("meeting", "add", "2026-11-20 call.txt", "--deal", "fennick/demand-planning")
    playbook(folder, *words)
    written = folder / "deals/fennick/meetings/2026-11-20-call.md"
    written.write_text("mine", "utf-8")
    again = playbook(folder, *words)
    assert (again.exit_code, written.read_text("utf-8")) == (1, "mine")
    assert "is there already; it was left as it is (another --title names another)" in again.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "a meeting is of one account: say of which, with --account or --deal ACCOUNT/DEAL"),
        (("--account", "fennick"), "fennick has 2 deals: say which it was about, with --deal demand-planning"),
        (("--account", "fennik"), "there is no account fennik with an index.md (did you mean 'fennick'?)"),
        (("--deal", "fennick/demand-planing"), "(did you mean 'demand-planning'?)"),
        (("--deal", "fennick/demand-planning", "--deal", "hollin/quoting"), "a meeting is of one account"),
        (("--account", "ivorsund"), "there is no account ivorsund with an index.md"),
    ],
)
def test_what_it_was_about_is_asked_for(folder: Path, words: tuple[str, ...], says: str) -> None:
    before = sorted(folder.rglob("*"))
    said = playbook(folder, "meeting", "add", "2026-11-20 call.txt", *words)
    assert said.exit_code == 2
    assert says in said.output
    assert sorted(folder.rglob("*")) == before


def test_a_file_in_the_folder_of_an_account_is_of_that_account(folder: Path) -> None:
    lying = folder / "deals/fennick/meetings/2026-11-20 call.vtt"
    lying.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Dana Reyes>Hello</v>\n", "utf-8")
    assert "run `playbook meeting add FILE` on it" in playbook(folder, "check").output
    said = playbook(folder, "meeting", "add", str(lying), "--deal", "demand-planning")
    assert said.exit_code == 0, said.output


def test_what_cannot_be_read_is_told_and_leaves_everything_as_it_was(folder: Path) -> None:
    (folder / "call.txt").write_bytes(b"Dana: f\xfcr")
    before = sorted(folder.rglob("*"))
    said = playbook(folder, "meeting", "add", "call.txt", "--deal", "fennick/demand-planning")
    assert said.exit_code == 1
    assert "call.txt:1:1: the file is not UTF-8 text: byte 0xfc" in said.output
    assert sorted(folder.rglob("*")) == before
    assert "there is no file" in playbook(folder, "meeting", "add", "none.txt").output


def test_a_day_to_come_or_long_ago_is_none_of_a_recording(folder: Path) -> None:
    words = ("meeting", "add", "2026-11-20 call.txt", "--deal", "fennick/demand-planning", "--today", "2026-11-28")
    for day, says in (("2026-11-29", "2026-11-29 is still to come"), ("1026-11-20", "1026-11-20 is before any")):
        done = playbook(folder, *words, "--date", day)
        assert done.exit_code == 1
        assert says in " ".join(done.output.split())
        assert len(list(folder.glob("deals/fennick/meetings/*"))) == 1
    assert playbook(folder, *words, "--date", "2026-11-28").exit_code == 0


def test_a_planned_meeting_is_sound_and_answers_to_it_are_refused(folder: Path) -> None:
    planned = folder / "deals/fennick/meetings/2026-12-04-council.md"
    planned.write_text("---\ndate: 2026-12-04\ndeals: [demand-planning]\n---\nBring the sheet of waste.\n", "utf-8")
    assert playbook(folder, "check").exit_code == 0
    (folder / "a.json").write_text('{"deal": "fennick/demand-planning"}', "utf-8")
    words = ("intake", "fennick/demand-planning", "--notes", "deals/fennick/meetings/2026-12-04-council.md")
    done = playbook(folder, *words, "--answers", "a.json", "--today", "2026-11-28")
    assert done.exit_code == 1
    assert "2026-12-04 is still to come" in " ".join(done.output.split())
    early = planned.with_name("1026-12-04-council.md")
    planned.rename(early)
    early.write_text(early.read_text("utf-8").replace("2026", "1026"), "utf-8")
    assert "before any meeting kept here can have been" in " ".join(playbook(folder, "check").output.split())
