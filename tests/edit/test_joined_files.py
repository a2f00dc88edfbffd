"""Ids become names: owners through users and members, stages by their labels, deals by their accounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.edit.crm.maps import SHIPPED
from tests.edit.crm import deals_in, fates, imported, planned, remarks, said

MAP = """\
system: our
deals:
  headers: [Id, Deal]
  id: Id
  account: {id: AccountId, empty: Nobody yet}
  fields:
    title: Deal
    stage: {stages: StageId, values: {Early: qualify, s9: propose}}
    owner: {column: Owner, users: OwnerId}
  owns: [owner, stage]
accounts:
  headers: [Id, Firm]
  id: Id
  fields: {title: Firm}
deal_accounts: {headers: [DealId, FirmId], deal: DealId, account: FirmId}
users: {headers: [UserId], id: UserId, name: {text: ["{First} {Last}", "{Last}"]}}
stages: {headers: [StageId, Label], without: [Deal], id: StageId, name: Label}
"""
DEALS = "Id,Deal,AccountId,StageId,OwnerId\n1,One,A1,s1,u1\n"
FIRMS = "Id,Firm\nA1,Acme\nA2,Birch\n"
USERS = "UserId,First,Last\nu1,Dana,Reyes\nu2,,Park\n"
STAGES = "StageId,Label\ns1,Early\ns9,Something else\n"
MEMBERS = """\
---
title: Us
members:
  dana: {name: Dana R. Reyes, crm: {system: our, id: u1}}
  jo: {name: Jo Park, crm: {system: another, id: u2}}
---
"""


def owner(folder: Path) -> str:
    """Return the owner as the file of the one deal has it."""
    (deal,) = deals_in(folder).values()
    return deal.owner


def test_an_owners_id_becomes_a_name_and_is_remembered(tmp_path: Path) -> None:
    plan = imported(tmp_path, DEALS, FIRMS, USERS, STAGES, by=MAP)
    assert (said(plan), remarks(plan), owner(tmp_path)) == ([], [], "Dana Reyes")
    assert fates(plan)[2:] == [(2, 0, 0, 0, 0), (2, 0, 0, 0, 0)]
    assert planned(tmp_path, DEALS, FIRMS, by=MAP).writes == {}
    plan = imported(tmp_path, DEALS.replace("u1", "u2"), FIRMS, by=MAP)
    assert owner(tmp_path) == "Park"
    plan = imported(tmp_path, DEALS, FIRMS, USERS.replace("Reyes", "Ruiz"), STAGES, by=MAP)
    assert (owner(tmp_path), fates(plan)[2:]) == ("Dana Ruiz", [(0, 1, 1, 0, 0), (0, 0, 2, 0, 0)])


def test_a_member_of_the_team_with_the_id_goes_first(tmp_path: Path) -> None:
    (tmp_path / "deals").mkdir()
    (tmp_path / "deals/index.md").write_text(MEMBERS)
    imported(tmp_path, DEALS, FIRMS, STAGES, by=MAP)
    assert owner(tmp_path) == "Dana R. Reyes"


def test_an_id_that_is_nobodys_is_said_once_and_changes_nothing(tmp_path: Path) -> None:
    imported(tmp_path, DEALS, FIRMS, USERS, STAGES, by=MAP)
    plan = imported(tmp_path, DEALS.replace("u1", "u7"), FIRMS, by=MAP)
    assert (owner(tmp_path), said(plan)) == ("Dana Reyes", [])
    (note,) = remarks(plan)
    says = "row 2: OwnerId is nobody's id in a file of users, nor under members of deals/index.md: 'u7'"
    assert note.partition("note: ")[2] == f"{says} (export the users too, or give the member `crm: {{id: ...}}`)"


def test_a_name_in_the_export_goes_before_the_id(tmp_path: Path) -> None:
    deals = "Id,Deal,AccountId,StageId,Owner,OwnerId\n1,One,A1,s1,Ada Roe,u1\n"
    imported(tmp_path, deals, FIRMS, USERS, STAGES, by=MAP)
    assert owner(tmp_path) == "Ada Roe"


def test_a_plain_owner_column_with_ids_is_read_the_same_way(tmp_path: Path) -> None:
    by = MAP.replace("{column: Owner, users: OwnerId}", "OwnerId")
    imported(tmp_path, DEALS, FIRMS, USERS, STAGES, by=by)
    assert owner(tmp_path) == "Dana Reyes"


def test_without_any_users_a_column_of_ids_counts_as_missing(tmp_path: Path) -> None:
    plan = imported(tmp_path, DEALS, FIRMS, STAGES, by=MAP)
    assert owner(tmp_path) == ""
    (note,) = [str(each.problem) for each in plan.accounting.groups()]
    assert "there is no column for owner (Owner, or OwnerId with a file of users)" in note


@pytest.mark.parametrize(("stage", "expected"), [("s1", "qualify"), ("s9", "propose")])
def test_a_stage_is_read_by_its_label_unless_the_map_lists_its_id(tmp_path: Path, stage: str, expected: str) -> None:
    imported(tmp_path, DEALS.replace("s1", stage), FIRMS, USERS, STAGES, by=MAP)
    assert deals_in(tmp_path)["acme/one"].stage == expected


def test_a_stage_that_nothing_names_is_refused_with_its_id(tmp_path: Path) -> None:
    plan = imported(tmp_path, DEALS.replace("s1", "s7"), FIRMS, USERS, STAGES, by=MAP)
    assert "StageId is not among the values that the map knows: 's7'" in said(plan)[0]


def test_a_file_of_links_says_whose_a_deal_is(tmp_path: Path) -> None:
    deals = DEALS.replace("A1", "")
    links = "DealId,FirmId\n1,A2\n1,A1\n9,A1\n,A1\n"
    plan = imported(tmp_path, deals, FIRMS, links, USERS, STAGES, by=MAP)
    assert list(deals_in(tmp_path)) == ["birch/one"]
    assert [note.partition("note: ")[2] for note in remarks(plan)] == [
        "row 3: its deal has another account by an earlier row, which is taken: 'A1'",
        "row 4: its deal is not in the export: '9' (export that deal too, if it is to be here)",
    ]
    assert "row 5: names no deal" in said(plan)[0]
    assert fates(plan)[2] == (1, 0, 0, 2, 1)


def test_a_file_of_users_without_names_is_refused_with_one_sentence(tmp_path: Path) -> None:
    by = MAP.replace('{text: ["{First} {Last}", "{Last}"]}', "Full Name")
    plan = imported(tmp_path, DEALS, FIRMS, USERS, STAGES, by=by)
    assert "there is no column for the name: the map looks for Full Name" in said(plan)[0]


def test_salesforces_users_name_the_owners(tmp_path: Path) -> None:
    by = (SHIPPED / "salesforce.yml").read_text()
    deals = (
        "Id,AccountId,Account.Name,Name,StageName,CloseDate,OwnerId\n"
        "006Qy00000AbCdE,001Qy00000LmNoP,Larkfield,Dock,Qualification,2027-03-31,005Qy00000XyZabIAF\n"
    )
    users = (
        "Id,Username,LastName,FirstName,Name,Email\n005Qy00000XyZab,d@x.example,Reyes,Dana,Dana Reyes,d@x.example\n"
    )
    plan = imported(tmp_path, deals, users, by=by)
    assert (said(plan), owner(tmp_path)) == ([], "Dana Reyes")


def test_hubspots_tables_are_joined(tmp_path: Path) -> None:
    by = (SHIPPED / "hubspot-tables.yml").read_text()
    plan = imported(
        tmp_path,
        "deal_id,property_dealname,deal_pipeline_stage_id,owner_id,property_closedate\n1,Dock,881,77,2027-03-31\n",
        "id,property_name\n5,Larkfield\n",
        "id,property_firstname,property_lastname,property_associatedcompanyid\n8,Ada,Roe,5\n",
        "owner_id,first_name,last_name,email\n77,Dana,Reyes,d@x.example\n",
        "deal_id,company_id,type_id\n1,5,1\n",
        "deal_id,contact_id,type_id\n1,8,1\n",
        "stage_id,pipeline_id,label,closed_won\n881,1,Contract Sent,false\n",
        by=by,
    )
    (deal,) = deals_in(tmp_path).values()
    assert said(plan) == []
    assert (deal.account, deal.owner, deal.stage, list(deal.players)) == (
        "larkfield",
        "Dana Reyes",
        "negotiate",
        ["ada-roe"],
    )
    assert fates(plan)[4:6] == [(1, 0, 0, 0, 0), (1, 0, 0, 0, 0)]


def test_hubspots_buying_role_is_the_part_in_every_deal(tmp_path: Path) -> None:
    by = (SHIPPED / "hubspot.yml").read_text()
    plan = imported(
        tmp_path,
        "Record ID,Deal Name,Deal Stage,Associated Company IDs,Associated Contact IDs\n1,Dock,Contract Sent,5,8;9\n",
        "Record ID,Company name\n5,Larkfield\n",
        "Record ID,Last Name,Associated Company IDs,Buying Role\n8,Roe,5,Budget Holder\n9,Poe,5,Champion\n",
        by=by,
    )
    (deal,) = deals_in(tmp_path).values()
    assert said(plan) == []
    assert {key: player.part for key, player in deal.players.items()} == {"roe": "approver", "poe": None}
