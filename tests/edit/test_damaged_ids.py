"""Ids that a spreadsheet has damaged are told with the remedy and never taken for ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.edit.crm import FAILING, deals_in, fates, imported, notes, said

HEADER = "Id,Deal,Stage,Account Id,Account,People\n"
ACCOUNTS = "Account Id,Company,Sector\n"
PEOPLE = "Person Id,Person,Role,Account Id,Boss\n"
REMEDY = "take the file as the CRM exported it; if a spreadsheet has to open it, import that column as text"


def test_rounded_ids_are_told_and_make_no_deal(tmp_path: Path) -> None:
    export, by = ((FAILING / "excelid" / name).read_text() for name in ("d.csv", "m.yml"))
    plan = imported(tmp_path, export, by=by)
    assert fates(plan) == [(0, 0, 0, 0, 2)]
    says = "Id is a rounded number, not an id: a spreadsheet has changed it: '9.91214E+15'"
    assert said(plan) == [f"export1.csv:{row}:1: row {row}: {says} ({REMEDY})" for row in (2, 3)]
    assert not list((tmp_path / "deals").rglob("*.md"))


@pytest.mark.parametrize(
    ("id_", "says"),
    [
        ("9.91214E+15", "is a rounded number"),
        ('"9,91214E+15"', "is a rounded number"),
        ("1E+15", "is a rounded number"),
        ("12345.0", "is a number with decimal places"),
        ("#REF!", "is an error of a spreadsheet"),
        ("#N/A", "is an error of a spreadsheet"),
        ("########", "is an error of a spreadsheet"),
        ("5-Mar", "is a date"),
        ("Mar-05", "is a date"),
        ("05. Mrz", "is a date"),
        ("1-mai", "is a date"),
        ("05/03/2026", "is a date"),
        ("2026-03-05 00:00:00", "is a date"),
    ],
)
def test_an_id_that_is_none_any_more_refuses_its_row(tmp_path: Path, id_: str, says: str) -> None:
    plan = imported(tmp_path, f"{HEADER}{id_},One,Early,A1,Acme,\n7,Two,Early,A1,Acme,\n")
    assert (fates(plan), list(deals_in(tmp_path))) == ([(1, 0, 0, 0, 1)], ["acme/two"])
    assert f"row 2: Id {says}" in said(plan)[0]


@pytest.mark.parametrize(
    "id_", ["7E10", "006Qy00000AbCdE", "MAR-05", "DEC-2041", "5-MARS", "1.2", "2026-117", "#117", "9912141234567890"]
)
def test_an_id_that_only_looks_odd_is_one(tmp_path: Path, id_: str) -> None:
    plan = imported(tmp_path, f"{HEADER}{id_},One,Early,A1,Acme,\n")
    assert (fates(plan), said(plan)) == ([(1, 0, 0, 0, 0)], [])


def test_ids_whose_last_digits_are_all_zeros_have_lost_them(tmp_path: Path) -> None:
    plan = imported(tmp_path, f"{HEADER}4150868000000220000,One,Early,,Acme,\n4150868000000230000,Two,Early,,Acme,\n")
    assert fates(plan) == [(0, 0, 0, 0, 2)]
    assert "Id has lost its last digits: a spreadsheet keeps fifteen" in said(plan)[0]
    whole = f"{HEADER}4150868000000220000,One,Early,,Acme,\n4150868000000225013,Two,Early,,Acme,\n"
    assert fates(imported(tmp_path, whole)) == [(2, 0, 0, 0, 0)]


def test_an_id_without_its_zeros_is_the_deal_that_has_them_and_no_new_one(tmp_path: Path) -> None:
    imported(tmp_path, f"{HEADER}0012345,One,Early,,Acme,\n0067,Two,Early,,Acme,\n")
    plan = imported(tmp_path, f"{HEADER}12345,One,Late,,Acme,\n67,Two,Late,,Acme,\n99,New,Early,,Acme,\n")
    assert (fates(plan), plan.gone) == ([(1, 0, 0, 0, 2)], [])
    assert sorted(deals_in(tmp_path)) == ["acme/new", "acme/one", "acme/two"]
    assert "its id has lost the zeros of the id '0012345': a spreadsheet has cut them off: '12345'" in said(plan)[0]


def test_the_id_of_an_account_or_a_person_counts_alike(tmp_path: Path) -> None:
    deals = HEADER + "1,One,Early,42,,9.1E+15;P1\n2,Two,Early,9.9E+15,,\n"
    people = PEOPLE + "P1,Ruth,CFO,0042,3-Mar\nP2,Jan,CFO,42,\n1-Mar,Lou,CFO,0042,\n"
    plan = imported(tmp_path, deals, ACCOUNTS + "0042,Acme,Rail\n", people)
    assert fates(plan) == [(0, 0, 0, 0, 2), (1, 0, 0, 0, 0), (1, 0, 0, 0, 2)]
    assert [line.partition(": ")[2].partition(":")[0] for line in said(plan)] == [
        *["row 2", "row 2", "row 3", "row 2", "row 3", "row 4"]
    ]


def test_ids_that_are_shorter_than_nearly_all_others_are_noted(tmp_path: Path) -> None:
    rows = "".join(f"{number},D{number},Early,,Acme,\n" for number in [*range(200_001, 200_020), 4711])
    plan = imported(tmp_path, HEADER + rows)
    assert fates(plan) == [(20, 0, 0, 0, 0)]
    says = "note: 1 values of Id are shorter than the others, as if a spreadsheet had cut zeros: '4711'"
    assert any(says in note for note in notes(plan))


def test_where_an_id_is_damaged_no_file_is_said_to_be_gone(tmp_path: Path) -> None:
    imported(tmp_path, f"{HEADER}9912145678901234,One,Early,,Acme,\n")
    assert imported(tmp_path, f"{HEADER}9.91214E+15,One,Early,,Acme,\n").gone == []
    assert imported(tmp_path, f'{HEADER}"x"y,One,Early,,Acme,\n').gone == []
    assert imported(tmp_path, f"{HEADER}8,Other,Early,,Acme,\n").gone == ["deals/acme/one.md"]
