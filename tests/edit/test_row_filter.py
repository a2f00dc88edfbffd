"""A map says which rows count; those that its filter leaves out are counted and nothing happens to their files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.edit.crm import FAILING, MAP, deals_in, fates, imported, notes, said
from tests.edit.test_maps import SALESFORCE

ROWS = """\
Id,Deal,Stage,Account,Amount,Currency,Pipeline,IsClosed,IsDeleted
1,Open one,Early,Acme,"60,000",EUR,Enterprise,FALSE,FALSE
2,Small one,Early,Acme,100,EUR,Enterprise,FALSE,FALSE
3,Other line,Early,Acme,"EUR 90,000",,Retail,0,0
4,Closed one,Early,Acme,"90,000",EUR,enterprise,true,false
5,Deleted one,Early,Acme,"90,000",EUR,Enterprise,No,TRUE
6,No amount,Early,Acme,,EUR,Enterprise,No,
"""


def only(conditions: str, by: str = MAP) -> str:
    """Return the map with a filter of its deals."""
    return by.replace("  headers: [Deal, Stage]\n", f"  headers: [Deal, Stage]\n  only: {{{conditions}}}\n")


@pytest.mark.parametrize(
    ("conditions", "left"),
    [
        ("IsClosed: no", "open-one small-one other-line deleted-one no-amount"),
        ("IsClosed: false", "open-one small-one other-line deleted-one no-amount"),
        ("IsDeleted: {not: yes}", "open-one small-one other-line closed-one no-amount"),
        ("Pipeline: Enterprise", "open-one small-one closed-one deleted-one no-amount"),
        ("Pipeline: [Retail, Public sector]", "other-line"),
        ("Amount: {at_least: 60000}", "open-one other-line closed-one deleted-one"),
        ("Amount: {given: no}", "no-amount"),
        ("IsClosed: no, Pipeline: Enterprise, Amount: {at_least: 1000}, IsDeleted: {not: [yes]}", "open-one"),
    ],
)
def test_rows_count_where_all_tests_hold(tmp_path: Path, conditions: str, left: str) -> None:
    plan = imported(tmp_path, ROWS, by=only(conditions))
    assert sorted(deals_in(tmp_path)) == sorted(f"acme/{name}" for name in left.split())
    new = len(left.split())
    assert (fates(plan), said(plan)) == ([(new, 0, 0, 6 - new, 0)], [])


def test_what_is_left_out_is_counted_by_the_column_that_did_it(tmp_path: Path) -> None:
    plan = imported(tmp_path, ROWS, by=only("IsClosed: no, Amount: {at_least: 1000}"))
    assert [note.partition("note: ")[2] for note in notes(plan) if "`only`" in note] == [
        "2 deals: left out by `only`, Amount: '100'; rows 3, 7",
        "row 5: left out by `only`, IsClosed: 'true'",
    ]


def test_a_row_for_which_a_test_cannot_be_decided_is_refused(tmp_path: Path) -> None:
    plan = imported(tmp_path, ROWS.replace(",100,", ",some,"), by=only("Amount: {at_least: 1000}"))
    assert fates(plan) == [(4, 0, 0, 1, 1)]
    assert "export1.csv:3:1: row 3: Amount is not a number: 'some'" in said(plan)


def test_a_file_without_the_column_of_the_filter_is_refused_and_named_with_the_nearest(tmp_path: Path) -> None:
    plan = imported(tmp_path, ROWS, by=only("IsClosd: no"))
    assert fates(plan) == [(0, 0, 0, 0, 6)]
    assert said(plan) == [
        "export1.csv:1:1: there is no column IsClosd, by which `only` chooses the rows (did you mean 'IsClosed'?)"
    ]
    assert fates(imported(tmp_path, ROWS, by=only("Archived: {not: yes}"))) == [(6, 0, 0, 0, 0)]


def test_the_filter_of_a_map_with_a_plain_no_is_read(tmp_path: Path) -> None:
    by = (FAILING / "filter/m.yml").read_text()
    plan = imported(tmp_path, "Id,Deal,Company,IsDeleted\n1,A,Acme,false\n2,B,Acme,true\n", by=by)
    assert (list(deals_in(tmp_path)), fates(plan)) == (["acme/a"], [(1, 0, 0, 1, 0)])


def test_a_file_whose_row_is_left_out_later_stays_and_is_named(tmp_path: Path) -> None:
    imported(tmp_path, ROWS)
    plan = imported(tmp_path, ROWS, by=only("IsClosed: no"))
    assert (plan.writes, plan.gone, fates(plan)) == ({}, [], [(0, 0, 5, 1, 0)])
    assert any("its file deals/acme/closed-one.md was left" in note for note in notes(plan))


def test_what_salesforce_deleted_is_left_out_of_every_file(tmp_path: Path) -> None:
    deals = (
        "Id,IsDeleted,AccountId,Name,StageName,CloseDate\n"
        "1,FALSE,a1,Kept,Prospecting,2027-03-31\n2,TRUE,a1,Gone,Prospecting,2027-03-31\n"
    )
    accounts = "Id,IsDeleted,Name,Industry\na1,FALSE,Acme,Rail\na2,TRUE,Old,Rail\n"
    contacts = "Id,IsDeleted,AccountId,LastName\np1,FALSE,a1,Roe\np2,TRUE,a1,Poe\n"
    roles = "Id,IsDeleted,OpportunityId,ContactId,Role\n1,TRUE,1,p1,Evaluator\n"
    plan = imported(tmp_path, deals, accounts, contacts, roles, by=SALESFORCE)
    assert (fates(plan), said(plan)) == ([(1, 0, 0, 1, 0)] * 3 + [(0, 0, 0, 1, 0)], [])
    assert list(deals_in(tmp_path)) == ["acme/kept"]
