"""Every row of an export has one fate, and the counts of a file add up."""

from __future__ import annotations

from pathlib import Path

from tests.edit.crm import fates, imported, said

DEALS = """\
Id,Deal,Stage,Account Id,Account,Owner,Amount,Close
1,One,Early,A1,,Dana,5,2027-01-01
2,Two faults,Nope,A1,,Dana,much,2027-01-01
1,Again,Early,A1,,Dana,5,2027-01-01
"Torn"x,Early
4,Too long,Early,A1,,Dana,5,2027-01-01,more
,No id,Early,A1,,Dana,5,2027-01-01
"""
ACCOUNTS = "Account Id,Company,Sector\nA1,Acme,Energy\nA2,,Energy\n"
PEOPLE = "Person Id,Person,Role,Account Id\nP1,Ruth,CFO,A1\nP2,Jan,CEO,\nP3,Lou,CEO,A9\n"


def test_rows_are_counted_once_by_their_fate_and_the_counts_add_up(tmp_path: Path) -> None:
    assert fates(imported(tmp_path, DEALS, ACCOUNTS, PEOPLE)) == [(1, 0, 0, 0, 5), (1, 0, 0, 0, 1), (1, 0, 0, 1, 1)]
    changed = DEALS.replace("One,Early,A1,,Dana", "One,Early,A1,,Jo")
    people = PEOPLE.replace("CFO", "CIO") + "P4,Ada,,A1\n"
    assert fates(imported(tmp_path, changed, ACCOUNTS, people)) == [
        (0, 1, 0, 0, 5),
        (0, 0, 1, 0, 1),
        (1, 1, 0, 1, 1),
    ]


def test_a_file_without_a_needed_column_has_all_of_its_rows_refused_with_one_sentence(tmp_path: Path) -> None:
    plan = imported(tmp_path, DEALS.replace("Id,Deal", "Nr,Deal"))
    assert fates(plan) == [(0, 0, 0, 0, 6)]
    assert sum("there is no column for the id" in line for line in said(plan)) == 1


def test_rows_of_an_account_that_cannot_be_written_are_refused(tmp_path: Path) -> None:
    (tmp_path / "deals/acme").mkdir(parents=True)
    (tmp_path / "deals/acme/index.md").write_text("---\ntitle: [\n---\n")
    plan = imported(tmp_path, DEALS, ACCOUNTS, PEOPLE)
    assert fates(plan) == [(0, 0, 0, 0, 6), (0, 0, 0, 0, 2), (0, 0, 0, 1, 2)]


def test_a_cell_is_repeated_short(tmp_path: Path) -> None:
    plan = imported(tmp_path, DEALS.replace("much", "m" * 3_000))
    assert max(map(len, said(plan))) < 250
