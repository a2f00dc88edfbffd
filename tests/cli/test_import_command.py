"""`import` says what it did; the rest of it is tested with the rooms that do it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.cli.running import playbook
from tests.edit.crm import FAILING, MAP, ONE_DEAL


def crm(folder: Path, export: str = ONE_DEAL) -> tuple[str, ...]:
    """Put a map and an export into a folder, and return how to import it."""
    (folder / "map.yml").write_text(MAP)
    (folder / "export.csv").write_text(export)
    return "import", "export.csv", "--map", "map.yml"


def test_it_counts_what_is_new_changed_and_as_it_was(tmp_path: Path) -> None:
    said = playbook(tmp_path, *crm(tmp_path))
    assert (said.exit_code, said.output.partition("map's formats say\n")[2]) == (
        0,
        (
            "export.csv: 1 row = 1 new + 0 changed + 0 unchanged + 0 left out + 0 refused\n"
            "deals: 1 new, 0 changed, 0 unchanged; accounts: 1 new, 0 changed, 0 unchanged\n"
        ),
    )
    said = playbook(tmp_path, *crm(tmp_path, ONE_DEAL.replace("Dana", "Jo")))
    assert "1 row = 0 new + 1 changed + 0 unchanged" in said.output
    assert "deals: 0 new, 1 changed, 0 unchanged;" in said.output


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    said = playbook(tmp_path, *crm(tmp_path), "--dry-run")
    assert "deals: 1 new," in said.output
    assert not (tmp_path / "deals").exists()


def test_an_unreadable_row_ends_with_1_and_the_others_are_imported(tmp_path: Path) -> None:
    said = playbook(tmp_path, *crm(tmp_path, ONE_DEAL + "8,Bad,Nope,Acme,Dana,5,\n"))
    assert said.exit_code == 1
    assert "export.csv:3:1: row 3: Stage is not among the values that the map knows: 'Nope'" in said.output
    assert "deals: 1 new" in said.output


def test_a_field_that_is_left_out_ends_with_1_and_the_rest_of_its_row_is_imported(tmp_path: Path) -> None:
    said = playbook(tmp_path, *crm(tmp_path, ONE_DEAL + "8,Bad,Early,Acme,Dana,x,\n"))
    assert said.exit_code == 1
    assert "export.csv:3:1: row 3: Amount is not an amount: 'x'; amount is left out" in said.output
    assert "deals: 2 new" in said.output


def test_a_file_that_fits_no_part_is_refused(tmp_path: Path) -> None:
    said = playbook(tmp_path, *crm(tmp_path, "What,Ever\n1,2\n"))
    assert said.exit_code == 1
    assert "export.csv:1:1: the file fits no part of the map by its header" in said.output


def test_a_column_that_is_there_twice_is_noted(tmp_path: Path) -> None:
    said = playbook(tmp_path, *crm(tmp_path, ONE_DEAL.replace("Close\n", "Close,Id\n").replace("31\n", "31,8\n")))
    assert "export.csv:1:1: note: 'Id' is there twice; the first one is read" in said.output


ROWS = "".join(f"{number},Bad,{'Nope' if number % 2 else 'Maybe'},Acme,,,\n" for number in range(100))
MANY = "Id,Deal,Stage,Account,Owner,Amount,Close\n" + ROWS


def test_faults_of_one_kind_are_said_once_with_their_count_and_first_places(tmp_path: Path) -> None:
    said = playbook(tmp_path, *crm(tmp_path, MANY))
    lines = [line for line in said.output.splitlines() if line.startswith("export.csv:") and "note:" not in line]
    says = "50 deals: Stage is not among the values that the map knows:"
    assert [line.partition(" (")[0] for line in lines] == [
        f"export.csv:2:1: {says} 'Maybe'; rows 2, 4, 6 and 47 more",
        f"export.csv:3:1: {says} 'Nope'; rows 3, 5, 7 and 47 more",
        "export.csv: 100 rows = 0 new + 0 changed + 0 unchanged + 0 left out + 100 refused",
    ]
    assert said.exit_code == 1


def test_all_names_every_row(tmp_path: Path) -> None:
    said = playbook(tmp_path, *crm(tmp_path, MANY), "--all")
    assert len([line for line in said.output.splitlines() if "Stage is not among" in line]) == 100


def test_a_program_gets_the_counts_and_the_kinds(tmp_path: Path) -> None:
    said = json.loads(playbook(tmp_path, *crm(tmp_path, ONE_DEAL + MANY.partition("\n")[2]), "--json").output)
    counts = {"new": 1, "changed": 0, "unchanged": 0, "left_out": 0, "refused": 100}
    assert said["files"] == [{"file": "export.csv", "part": "deals", "rows": 101, **counts}]
    assert [(each["count"], each["rows"], each["effect"]) for each in said["remarks"] if each["rows"]] == [
        (50, [3, 5, 7], "refused"),
        (50, [4, 6, 8], "refused"),
    ]
    every = json.loads(playbook(tmp_path, *crm(tmp_path, MANY), "--json", "--all").output)
    assert len(every["remarks"][0]["rows"]) == 50


def test_files_of_one_name_are_told_apart_and_the_same_one_is_not_read_twice(tmp_path: Path) -> None:
    crm(tmp_path)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "export.csv").write_text(ONE_DEAL)
    said = playbook(tmp_path, "import", "a/export.csv", "b/export.csv", "--map", "map.yml")
    assert "b/export.csv:2:1: row 2: has the id '7' that row 2 of a/export.csv has" in said.output
    said = playbook(tmp_path, "import", "export.csv", "export.csv", "--map", "map.yml")
    assert (said.exit_code, "export.csv is given twice" in said.output) == (2, True)


def test_contacts_without_an_account_are_a_note_behind_the_deals(tmp_path: Path) -> None:
    shutil.copytree(FAILING / "hidden", tmp_path, dirs_exist_ok=True)
    said = playbook(tmp_path, "import", "Opportunity.csv", "Account.csv", "Contact.csv", "--map", "salesforce")
    lines = said.output.splitlines()
    stage, note = (next(line for line in lines if words in line) for words in ("StageName", "has no account"))
    assert stage.startswith("Opportunity.csv:2:1: row 2: StageName is not among the values that the map knows")
    assert note.startswith("Contact.csv:2:1: note: 45 people: has no account")
    assert lines.index(stage) < lines.index(note)
    assert "Contact.csv: 45 rows = 0 new + 0 changed + 0 unchanged + 45 left out + 0 refused" in lines
    assert said.exit_code == 1
