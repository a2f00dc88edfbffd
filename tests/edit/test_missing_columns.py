"""A column that the map names and the file lacks is named once; it says nothing and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.edit.crm import FAILING, MAP, ONE_DEAL, deals_in, fates, imported, notes, said
from tests.edit.test_maps import SALESFORCE

WHOLE = """\
Id,Deal,Stage,Account Id,Account,Owner,Amount,Currency,Close,Budget,Seen,Notes
7,Big one,Early,A1,Acme,Dana,1200,USD,2027-03-31,Approved,2026-11-02,Ours
8,Won one,Won,A1,Acme,Dana,5,USD,2027-03-31,,,
"""
ACCOUNTS = "Account Id,Company,Sector\nA1,Acme,Energy\n"
PEOPLE = "Person Id,Person,Role,Account Id\nP1,Ruth,CFO,A1\n"


def without(column: str, export: str = WHOLE) -> str:
    """Return an export without one of its columns."""
    lines = [line.split(",") for line in export.splitlines()]
    place = lines[0].index(column)
    return "".join(",".join(cells[:place] + cells[place + 1 :]) + "\n" for cells in lines)


@pytest.mark.parametrize("column", ["Owner", "Amount", "Close", "Budget", "Seen", "Notes", "Account"])
def test_a_column_that_the_next_export_lacks_changes_nothing_then_or_later(tmp_path: Path, column: str) -> None:
    imported(tmp_path, WHOLE)
    before = {path: path.read_bytes() for path in (tmp_path / "deals").rglob("*") if path.is_file()}
    plan = imported(tmp_path, without(column))
    assert (plan.writes, said(plan), fates(plan)) == ({}, [], [(0, 0, 2, 0, 0)])
    again = imported(tmp_path, WHOLE)
    assert (again.writes, again.by_hand) == ({}, [])
    assert before == {path: path.read_bytes() for path in before}


def test_a_value_that_the_crm_emptied_is_still_taken_away(tmp_path: Path) -> None:
    imported(tmp_path, WHOLE)
    imported(tmp_path, WHOLE.replace("Dana", ""))
    assert not deals_in(tmp_path)["acme/big-one"].owner


def test_columns_of_accounts_and_people_count_alike(tmp_path: Path) -> None:
    by = MAP.replace("headers: [Company, Sector]", "headers: [Company]").replace("id: Person Id", "id: Person Id")
    imported(tmp_path, WHOLE, ACCOUNTS, PEOPLE, by=by)
    plan = imported(tmp_path, WHOLE, without("Sector", ACCOUNTS), without("Role", PEOPLE), by=by)
    assert plan.writes == {}
    assert any("no column for industry (Sector)" in note for note in notes(plan))
    assert any("no column for title (Role)" in note or "no column for reports_to" in note for note in notes(plan))


def test_the_export_without_amount_and_owner_empties_neither(tmp_path: Path) -> None:
    whole = (
        "Id,AccountId,Name,StageName,CloseDate,Owner.Name,Amount\n1,a1,Big deal,Prospecting,2027-03-31,Dana,1200\n"
    )
    imported(tmp_path, whole, by=SALESFORCE)
    plan = imported(tmp_path, (FAILING / "dropped/Opportunity.csv").read_text(), by=SALESFORCE)
    (deal,) = deals_in(tmp_path).values()
    assert (deal.owner, str(deal.amount), plan.writes) == ("Dana", "USD 1,200", {})
    (note,) = notes(plan)
    assert note.startswith("export1.csv:1:1: note: there is no column for ")
    assert all(field in note for field in ("owner (Owner.Name", "amount (Amount)", "crm.forecast", "outcome.reason"))


def test_a_column_that_was_mistyped_in_the_map_is_named_with_the_nearest_header(tmp_path: Path) -> None:
    plan = imported(tmp_path, WHOLE, by=MAP.replace("owner: Owner", "owner: Onwer"))
    assert (
        "export1.csv:1:1: note: there is no column for owner (Onwer); nothing is changed by that " in notes(plan)[0]
    )
    assert "(did you mean 'Owner'?)" in notes(plan)[0]


def test_the_maps_currency_is_never_taken_in_silence(tmp_path: Path) -> None:
    plan = imported(tmp_path, ONE_DEAL)
    says = "there is no column for the currency of amount (Currency): a bare number is taken as EUR"
    assert any(says in note for note in notes(plan))
    blank = ONE_DEAL.replace("Id,", "Currency,Id,").replace("7,", ",7,")
    assert any("Currency is blank; amount is in EUR" in note for note in notes(imported(tmp_path, blank)))


def test_an_amount_keeps_its_currency_where_the_next_export_names_none(tmp_path: Path) -> None:
    imported(tmp_path, WHOLE)
    plan = imported(tmp_path, without("Currency").replace("1200", "1300"))
    assert str(deals_in(tmp_path)["acme/big-one"].amount) == "USD 1,200"
    assert said(plan)[0] == (
        "export1.csv:2:1: row 2: names no currency, and amount of its file is in another than the map's; "
        "amount is left out (export the column for the currency, too)"
    )


def test_a_rule_whose_column_is_missing_rates_nothing_and_one_before_it_does(tmp_path: Path) -> None:
    rule = '[{rating: "-", when: {Budget: None}}, {rating: "+", when: {Score: {given: no}}}, {rating: "?"}]'
    by = MAP.replace('{column: Budget, "+": Approved, "?": Asked for, "-": None}', rule)
    imported(tmp_path, WHOLE.replace("USD,2027-03-31,,", "USD,2027-03-31,None,"), by=by)
    deals = deals_in(tmp_path)
    assert "access_to_funds" not in deals["acme/big-one"].assessment
    assert deals["acme/won-one"].assessment["access_to_funds"].us == "-"


def test_a_missing_column_for_the_account_is_named(tmp_path: Path) -> None:
    plan = imported(tmp_path, without("Account", without("Account Id")))
    assert sorted(deals_in(tmp_path)) == ["nobody-yet/big-one", "nobody-yet/won-one"]
    assert any("no column for account (Account Id or Account)" in note for note in notes(plan))
