"""`playbook intake` as somebody calls it: both steps, its options, and every bad input, with nothing written."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import main
from tests.docs.test_first_commands import environment
from tests.house.imports import ROOT

DEAL = "fennick/demand-planning"
MEETING = "deals/fennick/meetings/2026-11-19-finance-director.md"
NOTES = "Keira: The second slice is USD 450,000, and I release it later.\nKeira: So be it.\n"
SLICE = {"field": "revenue_1y", "amount": "USD 450,000", "speaker": "Keira", "quote": NOTES.split("\n")[0][7:]}


class Desk(NamedTuple):
    """A committed copy of the sample portfolio, which is the current folder."""

    root: Path

    def run(self, *words: str, given: str = "") -> Result:
        """Return what the command ends with."""
        return CliRunner().invoke(main, ["intake", *words, "--today", "2026-11-28"], input=given)

    def state(self) -> tuple[str, ...]:
        """Return branches, HEAD and index, and the files of the deals."""
        asked = (["for-each-ref"], ["symbolic-ref", "HEAD"], ["status", "--porcelain"], ["stash", "list"])
        told = (subprocess.run(["git", *words], check=True, capture_output=True, text=True).stdout for words in asked)
        return (*told, *(str(each.read_bytes()) for each in sorted(self.root.glob("deals/**/*.md"))))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    (tmp_path / "deals").mkdir()
    for part in ("fennick", "competitors", "partners"):
        shutil.copytree(ROOT / "deals" / part, tmp_path / "deals" / part)
    for name in ("index.md", "method.yml"):
        shutil.copy(ROOT / "deals" / name, tmp_path / "deals")
    monkeypatch.chdir(tmp_path)
    for words in (["init", "--quiet", "--initial-branch=main"], ["add", "--all"], ["commit", "--quiet", "-mDeals"]):
        subprocess.run(["git", *words], check=True)
    (tmp_path / "notes.md").write_text(NOTES)
    return Desk(tmp_path)


def test_the_sheet_is_the_same_in_both_forms_and_every_time(desk: Desk) -> None:
    words = (DEAL, "--notes", MEETING, "--questions")
    first, again = desk.run(*words), desk.run(*words)
    sheet = json.loads(desk.run(*words, "--format", "json").stdout)
    assert first.stdout == again.stdout
    assert [each["criterion"] for each in sheet["questions"]] == [
        "political_alignment", "informal_criteria", "current_relationship",
    ]  # fmt: skip
    for each in (*sheet["questions"], *sheet["rated"]):
        assert f"(`{each['criterion']}`" in first.stdout
    assert {each["speaker"]: each["whose"] for each in sheet["speakers"]} == {
        "Dana Reyes": "us", "Deepa": "player", "Ines": "us", "Keira Bright-Loder": "player",
        "Priya Stannard": "unknown", "Tobin": "player",
    }  # fmt: skip
    assert sheet["schema"]["properties"]["ratings"]
    assert len(first.stdout) < 20_000


def test_notes_become_a_meeting_that_is_the_first_commit(desk: Desk) -> None:
    before = desk.state()
    given = json.dumps({"deal": DEAL, "amounts": [SLICE]})
    words = (DEAL, "--notes", "notes.md", "--answers", "-", "--date", "2026-11-24", "--present", "Keira=k-bright")
    dry = desk.run(*words, "--dry-run", given=given)
    assert "revenue in one year USD 380,000 → USD 450,000" in dry.stdout
    assert "Keira, deals/fennick/meetings/2026-11-24-notes.md:7" in dry.stdout
    assert desk.state() == before
    made = json.loads(desk.run(*words, "--format", "json", given=given).stdout)
    assert made["made"]["branch"] == "edit/fennick-demand-planning-intake-2026-11-24"
    log = ["log", "--format=%s", "--name-only", f"main..{made['made']['branch']}"]
    assert subprocess.run(["git", *log], check=True, capture_output=True, text=True).stdout.split("\n\n") == [
        "fennick/demand-planning: 1 fact from the meeting of 2026-11-24",
        "deals/fennick/demand-planning.md\nfennick: the meeting of 2026-11-24",
        "deals/fennick/meetings/2026-11-24-notes.md\n",
    ]
    assert desk.state()[1:] == before[1:]


def test_a_meeting_that_is_not_committed_yet_goes_along(desk: Desk) -> None:
    file = desk.root / "deals/fennick/meetings/2026-11-24-call.md"
    head = "---\ndate: 2026-11-24\ndeals: [demand-planning]\npresent: {Keira: k-bright}\n---\n"
    file.write_text(f"{head}{NOTES}")
    words = (DEAL, "--notes", str(file), "--answers", "-")
    done = desk.run(*words, given=json.dumps({"deal": DEAL, "amounts": [SLICE]}))
    assert "2 commits on the branch" in done.stdout, done.output
    shown = ["show", "edit/fennick-demand-planning-intake-2026-11-24:deals/fennick/meetings/2026-11-24-call.md"]
    assert subprocess.run(["git", *shown], check=True, capture_output=True).stdout == file.read_bytes()


def test_an_order_to_a_forge_in_the_notes_is_none_in_the_message(desk: Desk) -> None:
    (desk.root / "notes.md").write_text("Keira: [skip ci] fixes #1 USD 450,000 for us, @all\nKeira: So be it.\n")
    answer = SLICE | {"quote": "[skip ci] fixes #1 USD 450,000 for us, @all"}
    words = (DEAL, "--notes", "notes.md", "--answers", "-", "--date", "2026-11-24", "--present", "Keira=k-bright")
    done = desk.run(*words, given=json.dumps({"deal": DEAL, "amounts": [answer]}))
    assert "2 commits on the branch" in done.stdout, done.output
    branch = "edit/fennick-demand-planning-intake-2026-11-24"
    message = subprocess.run(["git", "log", "-1", "--format=%B", branch], check=True, capture_output=True, text=True)
    assert not set("[]#@") & set(message.stdout)


def test_a_gate_is_the_customers_word_once_it_is_confirmed(desk: Desk) -> None:
    quote = "She is on the side of whoever shows her a number that we measured ourselves."
    answer = {"criterion": "political_alignment", "us": "+", "by": "customer", "speaker": "Keira Bright-Loder"}
    given = json.dumps({"deal": DEAL, "ratings": [answer | {"quote": quote}]})
    words = (DEAL, "--notes", MEETING, "--answers", "-", "--dry-run")
    assert "Political alignment ? → +, by us" in desk.run(*words, given=given).stdout
    confirmed = desk.run(*words, "--confirm", "political_alignment", given=given).stdout
    assert "Political alignment ? → +, by customer" in confirmed
    assert "did you mean 'political_alignment'" in desk.run(*words, "--confirm", "political-alignment").output
    unused = desk.run(*words, "--confirm", "business_value", given=given)
    assert unused.stderr == "--confirm business_value: no answer rates it\n"
    assert "is no gate of the method" in desk.run(*words, "--confirm", "risk").output


def test_what_is_not_committed_and_touches_an_edit_stops_the_branch(desk: Desk) -> None:
    file = desk.root / "deals/fennick/demand-planning.md"
    file.write_text(file.read_text("utf-8").replace("revenue_1y: USD 380,000", "revenue_1y: USD 390,000"), "utf-8")
    before = desk.state()
    words = (DEAL, "--notes", "notes.md", "--answers", "-", "--date", "2026-11-24", "--present", "Keira=k-bright")
    done = desk.run(*words, given=json.dumps({"deal": DEAL, "amounts": [SLICE]}))
    assert done.exit_code == 2
    assert "revenue_1y stands in the last commit with another value" in done.output
    assert desk.state() == before


ANSWERS = ("--notes", MEETING, "--answers", "-")


@pytest.mark.parametrize(
    ("words", "given", "says", "code"),
    [
        (ANSWERS, "{", "standard input:1:2: this is not JSON", 1),
        (ANSWERS, '{"deal": 1}', "standard input:1:10: deal: is not a text", 1),
        (ANSWERS, '{"deal": "hollin/quoting"}', "these answers are for 'hollin/quoting'", 1),
        (ANSWERS, f'{{"deal": "{DEAL}", "ratings": [{{"criterion": "risk", "us": "+"}}]}}', "quote is missing", 1),
        (ANSWERS, f'{{"deal": "{DEAL}", "not_said": ["ris"]}}', "no criterion 'ris' (did you mean 'risk'?)", 1),
        (ANSWERS, f'{{"deal": "{DEAL}", "objections": [{{"speaker": "Tobin", "quote": "a\u202eb"}}]}}', "U+202E", 1),
        (ANSWERS, f'{{"deal": "{DEAL}", "objections": [{{"speaker": "Ann", "quote": "So"}}]}}', "is called 'Ann'", 1),
        (ANSWERS, " " * 600_000, "has more than 524,288 bytes (split it)", 1),
        (("--notes", MEETING), "", "give one of --questions and --answers FILE", 2),
        (("--notes", "notes.md", "--questions"), "", "notes.md:1:1: it is not known on which day the meeting was", 1),
        (("--notes", "notes.md", "--questions", "--present", "K=k-brigt"), "", "did you mean 'k-bright'?", 2),
        (
            ("--notes", "notes.md", "--questions", "--present", "Keira=k-bright", "--present", "KEIRA=o-styles"),
            "",
            "Keira is k-bright, and KEIRA is o-styles: that is one name in the text (give it once)",
            2,
        ),
        (("--notes", "none.md", "--questions", "--date", "2026-11-24"), "", "No such file", 3),
        (("--notes", MEETING, "--questions", "--date", "2026-11-24"), "", "says itself when it was", 2),
        (("--notes", "notes.md", "--questions", "--present", "Keira"), "", "does not say who a name is", 2),
        (("--notes", "big.md", "--questions", "--date", "2026-11-24"), "", "big.md:1:1: the file is over 4 MiB", 1),
        (
            ("--notes", "a.vtt", "--questions", "--date", "2026-11-24"),
            "",
            "a.vtt:1:1: nothing is said in the file",
            1,
        ),
    ],
)
def test_bad_input_is_said_with_its_place_and_nothing_is_written(
    desk: Desk, words: tuple[str, ...], given: str, says: str, code: int
) -> None:
    (desk.root / "big.md").write_text("Keira: yes.\n" * 416_666 + "12345678")
    (desk.root / "a.vtt").write_text("WEBVTT\n")
    before = desk.state()
    done = desk.run(DEAL, *words, given=given)
    assert says in done.output, done.output
    assert done.exit_code == code, done.output
    assert "Traceback" not in done.output
    assert desk.state() == before


def test_nothing_is_asked_or_taken_by_another_method_while_the_teams_has_a_mistake(desk: Desk) -> None:
    (desk.root / "deals/method.yml").write_text("extends: [\n")
    before = desk.state()
    for words in (("--questions",), ("--answers", "-", "--dry-run")):
        done = desk.run(DEAL, "--notes", MEETING, *words, given=f'{{"deal": "{DEAL}"}}')
        assert (done.exit_code, "deals/method.yml:1:10" in done.output) == (1, True), done.output
    assert desk.state() == before


def test_a_transcript_is_cleaned_and_what_became_of_it_is_said(desk: Desk) -> None:
    cues = [
        "<v Keira Bright-Loder>The second slice is USD 450,000,",
        "<v Keira Bright-Loder>and I release it later.",
    ]
    times = [f"00:0{number}.000 --> 00:0{number + 1}.000\n{cue}\n" for number, cue in enumerate(cues)]
    (desk.root / "2026-11-24-call.vtt").write_text("\n".join(["WEBVTT\n", *times]), "utf-8")
    given = json.dumps({"deal": DEAL, "amounts": [SLICE | {"speaker": "Keira Bright-Loder"}]})
    done = desk.run(DEAL, "--notes", "2026-11-24-call.vtt", "--answers", "-", "--dry-run", given=given)
    assert "1 answer: 1 accepted" in done.stdout, done.output
    assert "2026-11-24-call.vtt becomes the meeting fennick/meetings/2026-11-24-call.md" in done.stderr
    assert "left out 2 lines of times" in done.stderr


def test_a_deal_with_a_mistake_says_that_first(desk: Desk) -> None:
    file = desk.root / "deals/fennick/demand-planning.md"
    file.write_text(file.read_text("utf-8").replace("stage: propose", "stage: propos"), "utf-8")
    done = desk.run(DEAL, "--notes", MEETING, "--questions")
    assert done.exit_code == 1
    assert "demand-planning.md:3:8" in done.output


def test_without_git_the_answers_are_proven_and_only_the_branch_is_not_made(desk: Desk) -> None:
    shutil.rmtree(desk.root / ".git")
    words = (DEAL, "--notes", "notes.md", "--answers", "-", "--date", "2026-11-24", "--present", "Keira=k-bright")
    given = json.dumps({"deal": DEAL, "amounts": [SLICE]})
    assert "1 answer: 1 accepted" in desk.run(*words, "--dry-run", given=given).stdout
    done = desk.run(*words, given=given)
    assert done.exit_code == 2
    assert "there is no git repository with a commit here (run git init and commit once)" in done.output
