"""The way back: the CRM's id beside every deal, and a file by id with where it stands and where the two differ."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.output.crm_rows import CELLS
from generator.edit.crm.back import BACK_FIELDS
from tests.assess.judging import row
from tests.cli.running import playbook
from tests.edit.crm import MAP

TODAY = ("--today", "2026-11-23")
BACK = (
    "back: {id: Opportunity ID, verdict: Verdict, winnable: Winnable, known: Known, next_step: Next Step, "
    "close: Close, open_gates: Open Gates, conflicts: Differs}\n"
)
EXPORT = """\
Id,Deal,Stage,Account,Owner,Amount,Close
7,Big one,Early,Acme,Dana,1200,2027-03-31
8,Small one,Lost,Acme,Dana,5,2026-10-01
9,=HYPERLINK(1),Early,Acme,Jo,,
"""
RATED = """\
assessment:
  compelling_event: {us: "+", date: 2026-11-02, by: customer, evidence: "Licence ends"}
plan:
  actions:
    later: {what: Ask the board, due: 2027-01-10}
    call: {what: "+49 30 1234: call the CFO", owner: Dana, due: 2026-12-01}
    done: {what: Done already, due: 2026-11-01, state: done}
"""


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    """Return a playbook with three deals of the CRM, of which one is rated and differs, and one deal by hand."""
    (tmp_path / "map.yml").write_text(MAP + BACK)
    (tmp_path / "export.csv").write_text(EXPORT)
    assert playbook(tmp_path, "import", "export.csv", "--map", "map.yml").exit_code == 0
    edit(tmp_path, lambda text: text.replace("2027-03-31", "2027-06-30").replace("Dana", "Jo") + RATED)
    (tmp_path / "deals" / "acme" / "by-hand.md").write_text("---\ntitle: By hand\nstage: qualify\n---\n")
    return tmp_path


def edit(folder: Path, by: Callable[[str], str]) -> None:
    """Edit the front matter of the first deal, which has no notes."""
    file = folder / "deals" / "acme" / "big-one.md"
    file.write_text(by(file.read_text().removesuffix("---\n")) + "---\n")


def lines(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV."""
    return [*csv.DictReader(text.splitlines())]


def test_a_deal_goes_back_by_its_id_in_the_columns_of_the_map(imported: Path) -> None:
    done = playbook(imported, "crm", "--map", "map.yml", *TODAY)
    assert done.exit_code == 0, done.stderr
    big = next(each for each in lines(done.stdout) if each["Opportunity ID"] == "7")
    assert big == {
        "Opportunity ID": "7",
        "Verdict": "qualify",
        "Winnable": "6.7",
        "Known": "1",
        "Next Step": "'+49 30 1234: call the CFO",
        "Close": "2027-06-30",
        "Open Gates": "Unique business value; Political alignment",
        "Differs": "owner: Jo here, Dana in the CRM; close: 2027-06-30 here, 2027-03-31 in the CRM",
    }


def test_every_deal_is_written_or_left_out_with_the_reason(imported: Path) -> None:
    done = playbook(imported, "crm", "--map", "map.yml", *TODAY)
    assert [each["Opportunity ID"] for each in lines(done.stdout)] == ["7", "9", "8"]
    assert done.stderr.splitlines() == [
        "left out, no id of the CRM (crm: {system, id}): acme/by-hand",
        "4 deals = 3 written + 1 left out; 1 deal with conflicts",
    ]


def test_a_deal_that_has_ended_says_how_and_has_no_next_step(imported: Path) -> None:
    done = playbook(imported, "crm", "--map", "map.yml", *TODAY)
    small = next(each for each in lines(done.stdout) if each["Opportunity ID"] == "8")
    assert (small["Verdict"], small["Next Step"], small["Open Gates"], small["Differs"]) == ("lost", "", "", "")


def test_a_map_without_columns_has_all_of_them_and_the_id_under_the_crms_name(imported: Path) -> None:
    (imported / "map.yml").write_text(MAP)
    done = playbook(imported, "crm", "--map", "map.yml", *TODAY)
    assert [*lines(done.stdout)[0]] == ["Id", *[name for name in BACK_FIELDS if name != "id"]]
    titles = [each["title"] for each in lines(done.stdout)]
    assert "'=HYPERLINK(1)" in titles


def test_the_file_is_the_same_each_time_with_the_mark_that_excel_needs(imported: Path) -> None:
    for name in ("one.csv", "two.csv"):
        assert playbook(imported, "crm", "--map", "map.yml", "-o", name, *TODAY).stdout == ""
    one, two = ((imported / name).read_bytes() for name in ("one.csv", "two.csv"))
    assert one == two
    assert one.startswith(b"\xef\xbb\xbf")
    assert one.decode("utf-8-sig") == playbook(imported, "crm", "--map", "map.yml", *TODAY).stdout_bytes.decode()


def test_a_field_that_was_filled_in_or_taken_out_by_hand_is_a_conflict(imported: Path) -> None:
    edit(imported, lambda text: text.replace("close: 2027-06-30\n", "").replace("EUR 1,200", "EUR 1200.00"))
    file = imported / "deals" / "acme" / "hyperlink-1.md"
    file.write_text(file.read_text().replace("owner:", "amount: EUR 9\nowner:"))
    by_id = {each["Opportunity ID"]: each for each in lines(playbook(imported, "crm", "--map", "map.yml").stdout)}
    assert by_id["7"]["Differs"] == "owner: Jo here, Dana in the CRM; close: nothing here, 2027-03-31 in the CRM"
    assert by_id["9"]["Differs"] == "amount: EUR 9 here, nothing in the CRM"


def test_deals_of_another_system_and_with_an_id_twice_are_left_out_and_named(imported: Path) -> None:
    folder = imported / "deals" / "acme"
    (folder / "copy.md").write_text('---\ntitle: Copy\nstage: qualify\ncrm: {system: acme-crm, id: "9"}\n---\n')
    (folder / "other.md").write_text('---\ntitle: Other\nstage: qualify\ncrm: {system: hubspot, id: "9"}\n---\n')
    done = playbook(imported, "crm", "--map", "map.yml", *TODAY)
    assert done.exit_code == 1
    assert "left out, of another system, hubspot: acme/other" in done.stderr
    assert "left out, has the id of acme/copy, too: acme/hyperlink-1" in done.stderr
    assert "6 deals = 3 written + 3 left out" in done.stderr


def test_a_deal_that_cannot_be_read_is_left_out_and_the_others_are_written(imported: Path) -> None:
    edit(imported, lambda text: text.replace("stage: qualify", "stage: qualfy"))
    done = playbook(imported, "crm", "--map", "map.yml", *TODAY)
    assert done.exit_code == 1
    assert [each["Opportunity ID"] for each in lines(done.stdout)] == ["9", "8"]
    assert "acme/big-one.md:" in done.stderr
    assert "left out, cannot be read: acme/big-one" in done.stderr
    assert "4 deals = 2 written + 2 left out" in done.stderr


@pytest.mark.parametrize(
    ("back", "says"),
    [
        ("{verdict: Verdict}", "does not say in which column the id goes back"),
        ("{id: Id, verdict: Score, known: Score}", "two columns called 'Score'"),
        ("{id: Id, verdikt: Verdict}", "did you mean 'verdict'?"),
    ],
)
def test_a_mistake_in_the_columns_is_said_at_its_place(imported: Path, back: str, says: str) -> None:
    (imported / "map.yml").write_text(f"{MAP}back: {back}\n")
    done = playbook(imported, "crm", "--map", "map.yml", *TODAY)
    assert done.exit_code == 1
    assert f"map.yml:{MAP.count(chr(10)) + 1}:" in done.output
    assert says in done.output
    assert done.stdout == ""


def test_what_a_map_can_name_is_what_there_is() -> None:
    assert [*CELLS] == [*BACK_FIELDS]


def test_the_id_stands_in_the_score_for_programs(imported: Path) -> None:
    score = json.loads(playbook(imported, "score", "--json", *TODAY).stdout)["deals"]
    assert {each["deal"]: each["crm"] for each in score} == {
        "acme/big-one": {"system": "acme-crm", "id": "7", "url": None},
        "acme/by-hand": None,
        "acme/hyperlink-1": {"system": "acme-crm", "id": "9", "url": None},
        "acme/small-one": {"system": "acme-crm", "id": "8", "url": None},
    }


def test_the_id_comes_along_to_the_pages_over_all_deals() -> None:
    crm = row(crm={"system": "acme-crm", "id": "007"}).crm
    assert crm is not None
    assert (crm.system, crm.id) == ("acme-crm", "007")
