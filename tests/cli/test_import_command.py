"""`import` says what it did; the rest of it is tested with the rooms that do it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import playbook
from tests.edit.crm import MAP, ONE_DEAL


def crm(folder: Path, export: str = ONE_DEAL) -> tuple[str, ...]:
    """Put a map and an export into a folder, and return how to import it."""
    (folder / "map.yml").write_text(MAP)
    (folder / "export.csv").write_text(export)
    return "import", "export.csv", "--map", "map.yml"


def test_it_counts_what_is_new_changed_and_as_it_was(tmp_path: Path) -> None:
    said = playbook(tmp_path, *crm(tmp_path))
    assert (said.exit_code, said.output) == (
        0,
        "deals: 1 new, 0 changed, 0 unchanged; accounts: 1 new, 0 changed, 0 unchanged\n",
    )
    said = playbook(tmp_path, *crm(tmp_path, ONE_DEAL.replace("Dana", "Jo")))
    assert said.output.startswith("deals: 0 new, 1 changed, 0 unchanged;")


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    said = playbook(tmp_path, *crm(tmp_path), "--dry-run")
    assert said.output.startswith("deals: 1 new,")
    assert not (tmp_path / "deals").exists()


def test_an_unreadable_row_ends_with_1_and_the_others_are_imported(tmp_path: Path) -> None:
    said = playbook(tmp_path, *crm(tmp_path, ONE_DEAL + "8,Bad,Early,Acme,Dana,x,\n"))
    assert said.exit_code == 1
    assert "export.csv:3:1: row 3: Amount is not an amount: 'x'" in said.output
    assert "deals: 1 new" in said.output


def test_a_file_that_fits_no_part_is_refused(tmp_path: Path) -> None:
    said = playbook(tmp_path, *crm(tmp_path, "What,Ever\n1,2\n"))
    assert said.exit_code == 1
    assert "export.csv:1:1: the file fits no part of the map by its header" in said.output


def test_a_column_that_is_there_twice_is_noted(tmp_path: Path) -> None:
    said = playbook(tmp_path, *crm(tmp_path, ONE_DEAL.replace("Close\n", "Close,Id\n").replace("31\n", "31,8\n")))
    assert "export.csv:1:1: note: 'Id' is there twice; the first one is read" in said.output


def test_many_lines_of_one_kind_are_cut_short(tmp_path: Path) -> None:
    rows = "".join(f"{number},Bad,Nope,Acme,,,\n" for number in range(100))
    said = playbook(tmp_path, *crm(tmp_path, "Id,Deal,Stage,Account,Owner,Amount,Close\n" + rows))
    assert len(said.output.splitlines()) < 50
    assert "... and 60 more like these" in said.output
