"""Meetings: files of an account with a day, its deals and who was present; every mistake is told at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.assess.findings.files import file_findings
from generator.model.account import Account, Team
from generator.model.meeting import attendee, customers
from generator.read.files import WorkTree
from generator.read.playbook import Playbook, load

HEAD = "date: 2026-11-20\ndeals: [core]\npresent: {Rosa: r-okafor, Dana: dana}\n"
DEAL = "---\ntitle: Core\nstage: evaluate\n---\n"
ACCOUNT = "---\ntitle: Acme\npeople: {r-okafor: Rosa Okafor, dana-w: Dana Weil}\nteam: {lee: Lee Moor}\n---\n"
TEAM = "---\ntitle: Us\nmembers: {dana: Dana Reyes, r-two: Rosa Okafor}\n---\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {"index": TEAM, "acme/index": ACCOUNT, "acme/core": DEAL, "acme/hub": DEAL}
    for path, text in files.items():
        file = tmp_path / "deals" / f"{path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (tmp_path / "deals/acme/meetings").mkdir()
    return tmp_path / "deals"


def held(root: Path, head: str = HEAD, name: str = "2026-11-20-cfo.md", text: str = "Rosa: We pay.\n") -> Playbook:
    (root / "acme/meetings" / name).write_text(f"---\n{head}---\n{text}", "utf-8", newline="")
    return load(WorkTree(root))


def told(playbook: Playbook) -> list[str]:
    return [f"{str(each).partition('meetings/')[2]} [{each.code}]" for each in playbook.problems]


def test_a_meeting_is_read_with_its_text_and_the_line_at_which_that_begins(root: Path) -> None:
    playbook = held(root)
    assert playbook.problems == ()
    meeting = playbook.meetings["acme/meetings/2026-11-20-cfo"]
    assert (meeting.account, meeting.name, meeting.notes, meeting.notes_line) == ("acme", "Cfo", "Rosa: We pay.\n", 6)
    assert [(each.line, each.speaker, each.text) for each in meeting.turns] == [(6, "Rosa", "We pay.")]
    assert playbook.surroundings.meetings_of("acme/core") == (meeting,)
    assert playbook.surroundings.meetings_of("acme/hub") == ()


def test_who_was_present_is_a_person_of_the_account_or_one_of_us(root: Path) -> None:
    head = HEAD.replace("Dana: dana", "Dana: dana, D. Reyes: Dana Reyes, Lee: lee")
    playbook = held(root, head)
    around = playbook.surroundings
    account, team = around.account("acme"), around.team
    (meeting,) = around.meetings["acme"]
    found = {name: attendee(meeting, name, account, team) for name in (*meeting.present, "Priya", None)}
    assert {name: each and (each.key, each.of_customer) for name, each in found.items()} == {
        "Rosa": ("r-okafor", True),
        "Dana": ("dana", False),
        "D. Reyes": ("dana", False),
        "Lee": ("lee", False),
        "Priya": None,
        None: None,
    }
    assert customers(meeting, account, team) == ("r-okafor",)
    assert attendee(meeting, "Rosa", Account(path="acme/index.md"), Team(path="index.md")) is None


def test_a_meeting_of_an_account_with_one_deal_is_about_that_deal(root: Path) -> None:
    (root / "acme/hub.md").unlink()
    playbook = held(root, "date: 2026-11-20\n")
    assert [each.deals for each in playbook.meetings.values()] == [("core",)]


def test_the_newest_meeting_comes_first(root: Path) -> None:
    held(root)
    playbook = held(root, HEAD.replace("-20", "-21"), "2026-11-21.md")
    assert [each.slug for each in playbook.surroundings.meetings["acme"]] == ["2026-11-21", "2026-11-20-cfo"]
    assert playbook.surroundings.meetings["acme"][0].name == "Meeting"


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("deals: core\n", "2026-11-20-cfo.md:1:1: date is missing (add a line `date: ...`) [missing]"),
        (
            HEAD.replace("11-20", "11-19"),
            (
                "2026-11-20-cfo.md:2:7: the date is 2026-11-19, but the file's name begins with 2026-11-20 "
                "(write date: 2026-11-20, or rename the file 2026-11-19-cfo.md) [date-differs]"
            ),
        ),
        (
            HEAD.replace("[core]", "[cor]"),
            "2026-11-20-cfo.md:3:9: unknown deal 'cor' (did you mean 'core'?) [unknown-deal]",
        ),
        (
            HEAD.replace("[core]", "[core, core]"),
            "2026-11-20-cfo.md:3:15: 'core' is listed twice (delete one) [listed-twice]",
        ),
        (
            HEAD.replace("deals: [core]\n", ""),
            (
                "2026-11-20-cfo.md:1:1: the account has 2 deals, and it is not said which of them the meeting was "
                "about (add deals: [core, hub] with those that it was) [no-deals]"
            ),
        ),
        (
            HEAD.replace("r-okafor", "r-okafr"),
            (
                "2026-11-20-cfo.md:4:17: 'r-okafr' is neither among the people in acme/index.md nor a member of the "
                "team (did you mean 'r-okafor'?) [unknown-attendee]"
            ),
        ),
        (
            HEAD.replace("Rosa: r-okafor", "Rosa: r-okafor, ROSA: dana"),
            (
                "2026-11-20-cfo.md:4:27: 'ROSA' and 'Rosa' are one name in the text, letter case and blanks aside "
                "(delete one) [one-name]"
            ),
        ),
        (
            HEAD.replace("Rosa: r-okafor", "Rosa: "),
            (
                "2026-11-20-cfo.md:4:11: it is not said who this is "
                "(add them to people in acme/index.md, or to members in index.md) [unknown-attendee]"
            ),
        ),
        (
            f"{HEAD}presnt: Rosa\n",
            "2026-11-20-cfo.md:5:1: unknown entry 'presnt' (did you mean 'present'?) [unknown-key]",
        ),
        (
            f"{HEAD}notes: Rosa\n",
            "2026-11-20-cfo.md:5:1: unknown entry 'notes' (write notes below the second line ---) [unknown-key]",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_remedy_and_the_meeting_is_none(
    root: Path, head: str, said: str
) -> None:
    playbook = held(root, head)
    assert told(playbook) == [said]
    assert playbook.meetings == {}
    assert set(playbook.deals) == {"acme/core", "acme/hub"}


def test_a_key_that_a_person_and_a_member_both_have_is_refused(root: Path) -> None:
    (root / "acme/index.md").write_text(ACCOUNT.replace("dana-w", "dana"), "utf-8")
    assert told(held(root)) == [
        (
            "2026-11-20-cfo.md:4:33: 'dana' is the key of Dana Weil at the account and of Dana Reyes, who is one of "
            "us (give one of them another key, or write 'Dana Reyes') [two-attendees]"
        )
    ]


def test_the_text_may_be_longer_than_other_notes_and_not_longer_than_a_file(root: Path) -> None:
    assert held(root, text="Rosa: We pay.\n" * 14_000).problems == ()
    assert "the file is over 256 KiB" in told(held(root, text="Rosa: We pay.\n" * 19_000))[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"Rosa: We\xff pay.", "not-utf8"),
        ("Rosa: We \u202epay.".encode(), "bidi-control"),
        ("Rosa: We\u200b pay.".encode(), "invisible-character"),
        (b"Rosa: We\x00 pay.", "nul"),
        (b"a" * 8_001, "line-too-long"),
        (b"<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n", "merge-conflict"),
    ],
)
def test_what_no_notes_may_hold_no_meeting_may(root: Path, text: bytes, code: str) -> None:
    (root / "acme/meetings/2026-11-20-cfo.md").write_bytes(f"---\n{HEAD}---\n".encode() + text)
    assert [each.code for each in load(WorkTree(root)).problems] == [code]


def test_only_meetings_stand_in_the_folder_of_meetings(root: Path) -> None:
    meetings = root / "acme/meetings"
    for name in ("call.vtt", "notes.md", "2026-02-30-cfo.md", "2026-11-20 (1).md", "Call.md", "20261120-cfo.md"):
        (meetings / name).write_text("x", "utf-8")
    (meetings / "2026").mkdir()
    (meetings / "2026-11-22-linked.md").symlink_to(meetings / "notes.md")
    (root / "acme/meetings.md").write_text(DEAL, "utf-8")
    found = {each.path.removeprefix("deals/acme/"): each.code for each in held(root).problems}
    assert found == {
        "meetings.md": "reserved-name",
        "meetings/call.vtt": "not-a-meeting",
        "meetings/notes.md": "no-day-in-name",
        "meetings/2026-02-30-cfo.md": "no-day-in-name",
        "meetings/20261120-cfo.md": "no-day-in-name",
        "meetings/2026-11-20 (1).md": "second-version",
        "meetings/Call.md": "bad-name",
        "meetings/2026": "too-deep-folder",
        "meetings/2026-11-22-linked.md": "symlink",
    }


def test_an_account_without_a_file_has_no_meetings(root: Path) -> None:
    (root / "acme/index.md").unlink()
    playbook = held(root)
    assert playbook.meetings == {}
    assert told(playbook) == [" [meetings-without-account]"]


def test_partners_and_competitors_have_no_meetings_and_one_may_be_called_that(root: Path) -> None:
    for folder in ("partners", "competitors"):
        (root / folder / "meetings").mkdir(parents=True)
        (root / folder / "meetings.md").write_text("---\ntitle: Meetings Inc\n---\n", "utf-8")
    found = [(each.path, each.code) for each in held(root).problems]
    assert found == [
        ("deals/competitors/meetings", "too-deep-folder"),
        ("deals/partners/meetings", "too-deep-folder"),
    ]


def test_a_mistake_in_the_account_is_told_once_and_not_of_who_was_present(root: Path) -> None:
    (root / "acme/index.md").write_text(ACCOUNT.replace("people: {r-okafor", "people: {R Okafor"), "utf-8")
    assert [each.path for each in held(root).problems] == ["deals/acme/index.md"]


def test_a_title_that_a_comment_cuts_short_is_a_finding(root: Path) -> None:
    around = held(root, f"{HEAD}title: Call #2 on the budget\n").surroundings
    found = [(each.path, each.line, each.finding.code) for each in file_findings("deals", around)]
    assert found == [("deals/acme/meetings/2026-11-20-cfo.md", 5, "text-cut-short")]
