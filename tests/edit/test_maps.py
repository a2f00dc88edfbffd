"""Maps: mistakes in one are placed and named; the shipped ones read what the tools write."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.edit.crm.cells import UnreadableCell
from generator.edit.crm.maps import SHIPPED, read_map, shipped_maps
from generator.edit.crm.records.parts import part_of
from generator.edit.crm.tables import read_table
from generator.problems import Refused
from tests.edit.crm import MAP, deals_in, imported, reading, said

HUBSPOT = (SHIPPED / "hubspot.yml").read_text()
SYSTEMS = {
    "dynamics": "dynamics",
    "hubspot": "hubspot",
    "hubspot-tables": "hubspot",
    "pipedrive": "pipedrive",
    "salesforce": "salesforce",
    "salesforce-reports": "salesforce",
    "zoho": "zoho",
}
"""The name of the CRM in the files, by map: two maps of one CRM know each other's deals."""
SALESFORCE = (SHIPPED / "salesforce.yml").read_text()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("owns: [stage, owner", "owns: [stage, ownr", "map.yml:20:17: item 2 of owns is not one of the known words"),
        (
            "    title: Deal",
            "    titel: Deal",
            "map.yml:8:5: 'titel' is not a usable key in fields (did you mean 'title'?)",
        ),
        ("    title: Deal\n", "", "does not say where title come from (name a column)"),
        ("YYYY-MM-DD", "YYYY-MM", "is not a date pattern: 'YYYY-MM' (write it like DD/MM/YYYY)"),
        ("currency: EUR", "currency: euro", "is not a currency: 'euro'"),
        ('"+": Approved, "?": Asked for, "-": None', "", "says neither or both ways of reading a rating"),
        ("formats: {", "formats: {delimiter: ab, ", "is not a delimiter: 'ab'"),
        ("formats: {", "formats: {encoding: klingon, ", "is not a known encoding: 'klingon'"),
        ("  headers: [Deal, Stage]\n", "", "map.yml:3:1: headers is missing in deals (add a line `headers: ...`)"),
        ("system: acme-crm", "systm: acme-crm", "unknown entry 'systm' (did you mean 'system'?)"),
    ],
)
def test_a_mistake_in_a_map_is_placed_and_named(old: str, new: str, problem: str) -> None:
    assert old in MAP
    with pytest.raises(Refused) as caught:
        reading(MAP.replace(old, new, 1))
    assert problem in str(caught.value)


def test_every_shipped_map_is_sound() -> None:
    assert shipped_maps() == tuple(sorted(SYSTEMS))
    for name in shipped_maps():
        assert read_map(name, (SHIPPED / f"{name}.yml").read_bytes()).system == SYSTEMS[name]


def part(header: str, by: str, file: str = "export.csv") -> str:
    """Return the part that a file of this header plays."""
    map_ = reading(by)
    return part_of(read_table(file, header.encode(), map_.formats), map_)


@pytest.mark.parametrize(
    ("header", "by", "expected"),
    [
        ("Id,IsDeleted,AccountId,Name,Description,StageName,Amount,Probability,CloseDate,Type", SALESFORCE, "deals"),
        ("Id,IsDeleted,Name,Type,ParentId,BillingCity,Industry", SALESFORCE, "accounts"),
        ("Id,IsDeleted,AccountId,LastName,FirstName,Phone,Email,Title", SALESFORCE, "people"),
        ("Id,OpportunityId,ContactId,Role,IsPrimary", SALESFORCE, "roles"),
        ('"Record ID","Deal Name","Last Activity Date","Deal Stage","Close Date","Amount"', HUBSPOT, "deals"),
        ("Record ID,Company name,Website URL,Company owner,Create Date", HUBSPOT, "accounts"),
        ("Record ID,First Name,Last Name,Email,Associated Company IDs", HUBSPOT, "people"),
    ],
)
def test_a_file_plays_the_part_that_its_header_has(header: str, by: str, expected: str) -> None:
    assert part(header, by) == expected


def test_a_stage_history_is_not_taken_for_opportunities() -> None:
    header = "Id,OpportunityId,CreatedById,CreatedDate,StageName,Amount,CloseDate"
    assert part(header, SALESFORCE) == "history"
    with pytest.raises(UnreadableCell, match="fits no part"):
        part(header, HUBSPOT)


def test_of_several_parts_that_fit_the_file_name_decides() -> None:
    both = "Id,Deal,Stage,Company,Sector"
    by = MAP.replace("headers: [Company, Sector]", 'headers: [Company, Sector]\n  named: "*firm*"').replace(
        "headers: [Deal, Stage]", 'headers: [Deal, Stage]\n  named: "*deal*"'
    )
    assert part(both, by, "our-firms.csv") == "accounts"
    assert part(both, by, "Deals 2026.csv") == "deals"
    with pytest.raises(UnreadableCell, match="could be deals or accounts"):
        part(both, by, "export.csv")


def test_hubspots_deals_companies_and_contacts(tmp_path: Path) -> None:
    deals = (
        '"Record ID","Deal Name","Deal Stage","Close Date","Deal owner","Amount","Associated Company IDs",'
        '"Associated Contact IDs","Closed Lost Reason"\n'
        '"11","New line","Decision Maker Bought-In","2027-03-31 10:00","D. Reyes","250000","501;502","901; 902",""\n'
        '"12","Old line","closedlost","2026-02-01","Dana Reyes","(No value)","501","","Price"\n'
        '"13","No firm","Appointment Scheduled","","","","","",""\n'
    )
    companies = "Record ID,Company name,Company Domain Name,Industry\n501,Larkfield,larkfield.example,Rail\n"
    contacts = (
        "Record ID,First Name,Last Name,Job Title,Email,Associated Company IDs\n"
        "901,Ada,Roe,CFO,a@b.example,501\n"
        "902,,Poe,,,501\n"
    )
    plan = imported(tmp_path, deals, companies, contacts, by=HUBSPOT)
    assert said(plan) == []
    found = deals_in(tmp_path)
    assert sorted(found) == ["larkfield/new-line", "larkfield/old-line", "without-a-company/no-firm"]
    new, old = found["larkfield/new-line"], found["larkfield/old-line"]
    assert (new.stage, str(new.amount), str(new.close), list(new.players)) == (
        "propose",
        "USD 250,000",
        "2027-03-31",
        ["ada-roe", "poe"],
    )
    assert old.outcome
    assert (old.outcome.result, old.outcome.reason, old.amount) == ("lost", "Price", None)


def test_salesforces_roles_say_who_plays_which_part(tmp_path: Path) -> None:
    opportunities = (
        "Id,AccountId,Name,StageName,CloseDate,Amount,CurrencyIsoCode\n"
        "006bm00000LKJNNAA5,001bm00001ZL8U9AAL,One,Qualification,2027-03-31,5000,EUR\n"
        "006bm00000LKJNOAA5,001bm00001ZL8U9AAL,Two,Qualification,2027-03-31,5000,EUR\n"
    )
    accounts = "Id,Name,Industry\n001bm00001ZL8U9AAL,Larkfield,Rail\n"
    contacts = (
        "Id,AccountId,LastName,FirstName,Title\n003A,001bm00001ZL8U9AAL,Roe,Ada,CFO\n003B,001bm00001ZL8U9AAL,Poe,,\n"
    )
    roles = (
        "Id,OpportunityId,ContactId,Role\n00K1,006bm00000LKJNN,003A,Economic Buyer\n00K2,006bm00000LKJNN,003X,Other\n"
    )
    assert said(imported(tmp_path, opportunities, accounts, contacts, roles, by=SALESFORCE)) == []
    one, two = (deals_in(tmp_path)[f"larkfield/{each}"] for each in ("one", "two"))
    assert {key: player.part for key, player in one.players.items()} == {"ada-roe": "approver"}
    assert {key: player.part for key, player in two.players.items()} == {"ada-roe": None, "poe": None}
    assert str(one.amount) == "EUR 5,000"


CONDITIONS = MAP.replace(
    '    access_to_funds: {column: Budget, "+": Approved, "?": Asked for, "-": None}\n',
    "    access_to_funds:\n"
    '      - {rating: "-", when: {Budget: {is: [None, Refused]}}}\n'
    '      - {rating: "+", when: {Budget: {not: Asked for}, Chance: {at_least: 50}}}\n'
    '      - {rating: "?", when: {Chance: {given: yes, at_most: 20}}}\n',
)


@pytest.mark.parametrize(
    ("budget", "chance", "rating"),
    [
        ("None", "90", "-"),
        ("refused", "90", "-"),
        ("Approved", "50%", "+"),
        ("Approved", "49", None),
        ("Asked for", "90", None),
        ("", "90", "+"),
        ("Asked for", "20", "?"),
        ("Approved", "", None),
        ("", "", None),
    ],
)
def test_the_first_rule_whose_tests_all_hold_rates(
    tmp_path: Path, budget: str, chance: str, rating: str | None
) -> None:
    row = f"Id,Deal,Stage,Account,Budget,Chance\n1,One,Early,Acme,{budget},{chance}\n"
    imported(tmp_path, row, by=CONDITIONS)
    found = deals_in(tmp_path)["acme/one"].assessment.get("access_to_funds")
    assert (found.us if found and found.evidence else None) == rating
