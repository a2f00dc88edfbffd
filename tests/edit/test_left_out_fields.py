"""One bad field does not cost a deal: it is imported without that field, and the field is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.edit.crm import MAP, deals_in, fates, imported, said

HEADER = "Id,Deal,Stage,Account,Owner,Amount,Currency,Close,Budget,Seen,Notes,Text\n"
ROW = "7,Big one,Early,Acme,Dana,1200,EUR,2027-03-31,Approved,2026-11-02,Ours,\n"
FILE = "deals/acme/big-one.md"


@pytest.mark.parametrize(
    ("cell", "bad", "field", "says"),
    [
        ("Ours", "x" * 3_501, "notes", "Notes has 3,501 characters"),
        ("1200", "many", "amount", "Amount is not an amount: 'many'"),
        ("2027-03-31", "soon", "close", "Close is not a date: 'soon'"),
        ("2026-11-02", "soon", "rated_on", "Seen is not a date: 'soon'"),
        ("Approved", "Approved;None", "assessment.access_to_funds", "the map does not rate: 'Approved;None'"),
        ("Dana", "x" * 3_501, "owner", "Owner has 3,501 characters"),
    ],
)
def test_a_deal_is_imported_without_the_field_that_cannot_be_read(
    tmp_path: Path, cell: str, bad: str, field: str, says: str
) -> None:
    plan = imported(tmp_path, HEADER + ROW.replace(cell, bad))
    assert list(deals_in(tmp_path)) == ["acme/big-one"]
    assert fates(plan) == [(1, 0, 0, 0, 0)]
    assert says in said(plan)[0]
    assert f"; {field} is left out" in said(plan)[0]


def test_a_field_that_cannot_be_read_leaves_the_file_as_it_is_and_is_no_hand_edit_later(tmp_path: Path) -> None:
    imported(tmp_path, HEADER + ROW)
    plan = imported(tmp_path, HEADER + ROW.replace("1200", "many").replace("Dana", "Jo"))
    deal = deals_in(tmp_path)["acme/big-one"]
    assert (str(deal.amount), deal.owner, fates(plan)) == ("EUR 1,200", "Jo", [(0, 1, 0, 0, 0)])
    again = imported(tmp_path, HEADER + ROW.replace("1200", "1300"))
    assert (str(deals_in(tmp_path)["acme/big-one"].amount), again.by_hand) == ("EUR 1,300", [])


def test_a_picklist_value_that_is_new_costs_its_field_and_of_a_stage_the_row(tmp_path: Path) -> None:
    by = MAP.replace("    owner: Owner\n", "    owner: {column: Owner, values: {Dana: Dana Reyes}}\n")
    plan = imported(
        tmp_path, HEADER + ROW.replace("Dana", "Jo") + ROW.replace("7,", "8,").replace("Early", "New"), by=by
    )
    assert fates(plan) == [(1, 0, 0, 0, 1)]
    assert "; owner is left out" in said(plan)[0]
    assert "Stage is not among the values that the map knows: 'New'" in said(plan)[1]


@pytest.mark.parametrize("known", [False, True])
def test_what_the_file_cannot_hold_is_left_out_like_what_cannot_be_read(tmp_path: Path, known: bool) -> None:
    """A criterion that the method does not have, and an amount that a deal cannot have."""
    if known:
        imported(tmp_path, HEADER + ROW.replace("Approved", "").replace("1200", ""))
    by = MAP.replace("access_to_funds:", "access_to_fun:").replace(
        "amount: {", "profit: {column: Amount}\n    budget: {"
    )
    plan = imported(tmp_path, HEADER + ROW.replace("Dana", "Jo"), by=by)
    deal = deals_in(tmp_path)["acme/big-one"]
    assert (str(deal.budget), deal.owner) == ("EUR 1,200" if not known else "None", "Jo")
    assert any("access_to_fun" in line and "is left out" in line for line in said(plan))


def test_of_a_closed_deal_the_outcomes_date_cannot_be_done_without(tmp_path: Path) -> None:
    plan = imported(tmp_path, HEADER + ROW.replace("Early", "Won").replace("2027-03-31", "soon"))
    assert fates(plan) == [(0, 0, 0, 0, 1)]
    assert said(plan) == [
        "export1.csv:2:1: row 2: Close is not a date: 'soon' (the map reads YYYY-MM-DD, DD/MM/YYYY)"
    ]
    assert not list((tmp_path / "deals").rglob("*.md"))
