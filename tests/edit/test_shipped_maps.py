"""The shipped maps read what the tools write: samples after observed headers, with invented deals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.edit.crm.export.tables_of_file import tables_of
from generator.edit.crm.importing import plan_import
from generator.edit.crm.maps import SHIPPED, read_map
from generator.edit.crm.merge.plan import ImportPlan, carry_out
from generator.edit.crm.records.parts import with_parts
from generator.model.deal import Deal
from generator.read.files import WorkTree
from tests.edit.crm import deals_in, imported, notes, said

EXPORTS = Path(__file__).parent / "exports"


class Expected(NamedTuple):
    """A deal as it is expected: stage, owner, amount, close, and how it ended and when."""

    stage: str
    owner: str
    amount: str
    close: str
    outcome: str = ""


def shipped(folder: Path, map_: str, files: Sequence[str]) -> ImportPlan:
    """Import samples by a shipped map."""
    by = read_map(map_, (SHIPPED / f"{map_}.yml").read_bytes())
    (folder / "deals").mkdir(exist_ok=True)
    contents = {file: (EXPORTS / map_ / file).read_bytes() for file in files}
    tables = [
        part for file, content in contents.items() for part in with_parts(tables_of(file, content, by.formats), by)
    ]
    plan = plan_import(WorkTree(folder / "deals"), by, tables)
    carry_out(plan, folder / "deals")
    return plan


def seen(deal: Deal) -> Expected:
    """Return what is expected of a deal."""
    outcome = f"{deal.outcome.result} {deal.outcome.date} {deal.outcome.reason}".strip() if deal.outcome else ""
    return Expected(deal.stage, deal.owner, str(deal.amount or ""), str(deal.close or ""), outcome)


SAMPLES: list[tuple[str, list[str], dict[str, Expected]]] = [
    (
        "salesforce",
        ["Opportunity.csv", "Account.csv", "Contact.csv", "OpportunityContactRole.csv"],
        {
            "larkfield/loading-bay": Expected("propose", "", "USD 120,000", "2027-03-31"),
            "larkfield/old-line": Expected("closed", "", "USD 80,000", "2026-06-30", "won 2026-06-30"),
            "ostrava-mills/night-shift": Expected("closed", "", "USD 45,000.50", "2026-09-15", "lost 2026-09-15"),
        },
    ),
    (
        "salesforce-reports",
        ["without-ids.csv"],
        {
            "larkfield/loading-bay": Expected("negotiate", "Dana Reyes", "EUR 485,000", "2027-03-31"),
            "larkfield/loading-bay-two": Expected("qualify", "Dana Reyes", "EUR 5,000", "2027-03-31"),
            "ostrava-mills/night-shift": Expected("qualify", "Jo Park", "USD 45,000.50", "2027-05-15"),
        },
    ),
    (
        "salesforce-reports",
        ["report.csv"],
        {
            "larkfield/loading-bay": Expected("negotiate", "", "USD 485,000", "2027-03-31"),
            "ostrava-mills/night-shift": Expected(
                "closed", "", "EUR 45,000.50", "2026-09-15", "lost 2026-09-15 Price"
            ),
        },
    ),
    (
        "hubspot",
        [f"hubspot-crm-exports-all-{kind}-2026-11-28.csv" for kind in ("deals", "companies", "contacts")],
        {
            "larkfield/loading-bay": Expected("negotiate", "Dana Reyes", "EUR 120,000", "2027-03-31"),
            "larkfield/old-line": Expected("closed", "Jo Park", "EUR 80,000", "2026-06-30", "won 2026-06-30"),
            "ostrava-mills/night-shift": Expected("closed", "Jo Park", "", "2026-09-15", "lost 2026-09-15"),
        },
    ),
    (
        "hubspot-tables",
        ["deal.csv", "company.csv"],
        {
            "larkfield/loading-bay": Expected("negotiate", "77001", "EUR 120,000", "2027-03-31"),
            "larkfield/old-line": Expected("closed", "77001", "EUR 80,000", "2026-06-30", "won 2026-06-30"),
            "ostrava-mills/night-shift": Expected("closed", "77002", "", "2026-09-15", "lost 2026-09-15 Price"),
        },
    ),
    (
        "pipedrive",
        ["deals.csv"],
        {
            "larkfield/loading-bay": Expected("negotiate", "Dana Reyes", "EUR 120,000", "2027-03-31"),
            "larkfield/old-line": Expected("closed", "Jo Park", "EUR 80,000", "2026-07-31", "won 2026-06-30"),
            "ostrava-mills/night-shift": Expected(
                "closed", "Jo Park", "EUR 45,000.50", "2026-10-31", "lost 2026-09-15 Price"
            ),
        },
    ),
    (
        "zoho",
        ["Deals.csv", "Accounts.csv"],
        {
            "larkfield/loading-bay": Expected("negotiate", "Dana Reyes", "EUR 120,000", "2027-03-31"),
            "ostrava-mills/night-shift": Expected(
                "closed", "Jo Park", "EUR 45,000.50", "2026-09-15", "lost 2026-09-15"
            ),
        },
    ),
    (
        "dynamics",
        ["All Opportunities.csv"],
        {
            "larkfield/loading-bay": Expected("propose", "Dana Reyes", "EUR 120,000", "2027-03-31"),
            "larkfield/old-line": Expected("closed", "Jo Park", "EUR 80,000", "2026-07-31", "won 2026-06-30 Won"),
            "ostrava-mills/night-shift": Expected(
                "closed", "Jo Park", "USD 45,000.50", "2026-10-31", "lost 2026-09-15 Out-Sold"
            ),
            "ostrava-mills/canteen": Expected(
                "closed", "Jo Park", "USD 5,000", "2026-10-31", "no-decision 2026-08-15 Canceled"
            ),
        },
    ),
]


@pytest.mark.parametrize(
    ("map_", "files", "expected"), SAMPLES, ids=[f"{map_}-{files[0]}" for map_, files, _ in SAMPLES]
)
def test_a_sample_becomes_its_deals_and_a_second_import_changes_nothing(
    tmp_path: Path, map_: str, files: list[str], expected: dict[str, Expected]
) -> None:
    assert said(shipped(tmp_path, map_, files)) == []
    assert {path: seen(deal) for path, deal in deals_in(tmp_path).items()} == expected
    again = shipped(tmp_path, map_, files)
    assert (again.writes, again.deals.same) == ({}, len(expected))


def test_a_report_without_ids_says_that_its_deals_are_known_by_name(tmp_path: Path) -> None:
    plan = shipped(tmp_path, "salesforce-reports", ["without-ids.csv"])
    assert any("there is no column 'Opportunity ID': rows are known by their names" in each for each in notes(plan))


RESULTS = """\
system: our
formats: {currency: EUR}
deals:
  headers: [Id, Deal]
  id: Id
  account: {name: Firm}
  fields: {title: Deal, stage: {column: Stage, values: {Early: qualify}}, outcome.date: Ended}
  result: RESULT
  owns: [stage, outcome]
"""
BY_COLUMN = "{column: State, won: Won, lost: [Lost, Dead], no-decision: Paused, withdrawn: Ours, open: [Open, New]}"
BY_RULES = """
    - {result: won, when: {State: Won}}
    - {result: lost, when: {State: {not: [Open, New, Won]}}}
"""


@pytest.mark.parametrize(
    ("result", "state", "stage", "ended"),
    [
        (BY_COLUMN, "won", "closed", "won"),
        (BY_COLUMN, "Dead", "closed", "lost"),
        (BY_COLUMN, "Paused", "closed", "no-decision"),
        (BY_COLUMN, "Ours", "closed", "withdrawn"),
        (BY_COLUMN, "Open", "qualify", ""),
        (BY_COLUMN, "", "qualify", ""),
        ("{column: State, won: Won, lost: Lost}", "Whatever", "qualify", ""),
        (BY_RULES, "Won", "closed", "won"),
        (BY_RULES, "Dead", "closed", "lost"),
        (BY_RULES, "Open", "qualify", ""),
    ],
)
def test_a_column_of_its_own_says_how_a_deal_ended(
    tmp_path: Path, result: str, state: str, stage: str, ended: str
) -> None:
    row_stage = "Early" if not ended else "No stage that the map knows"
    export = f"Id,Deal,Firm,Stage,State,Ended\n1,One,Acme,{row_stage},{state},2026-06-30\n"
    assert said(imported(tmp_path, export, by=RESULTS.replace("RESULT", result))) == []
    (deal,) = deals_in(tmp_path).values()
    assert (deal.stage, deal.outcome.result if deal.outcome else "") == (stage, ended)


def test_a_state_that_is_listed_nowhere_is_reported_where_the_open_ones_are(tmp_path: Path) -> None:
    export = "Id,Deal,Firm,Stage,State,Ended\n1,One,Acme,Early,Deleted,2026-06-30\n"
    (problem,) = said(imported(tmp_path, export, by=RESULTS.replace("RESULT", BY_COLUMN)))
    assert "State is not among the values that the map knows" in problem
    assert "Deleted" in problem


def test_a_reopened_deal_loses_its_outcome(tmp_path: Path) -> None:
    by = RESULTS.replace("RESULT", BY_COLUMN)
    export = "Id,Deal,Firm,Stage,State,Ended\n1,One,Acme,Early,Won,2026-06-30\n"
    imported(tmp_path, export, by=by)
    plan = imported(tmp_path, export.replace("Won", "Open"), by=by)
    assert plan.deals.changed == 1
    (deal,) = deals_in(tmp_path).values()
    assert (deal.stage, deal.outcome) == ("qualify", None)


def test_a_result_whose_column_is_gone_from_the_export_changes_nothing(tmp_path: Path) -> None:
    by = RESULTS.replace("RESULT", BY_COLUMN)
    imported(tmp_path, "Id,Deal,Firm,Stage,State,Ended\n1,One,Acme,Early,Won,2026-06-30\n", by=by)
    plan = imported(tmp_path, "Id,Deal,Firm\n1,One,Acme\n", by=by)
    (deal,) = deals_in(tmp_path).values()
    assert deal.outcome
    assert any("result (State)" in each for each in [*notes(plan), *said(plan)])


FURTHER = [
    "Opportunity.csv",
    "OpportunityHistory.csv",
    "OpportunityFieldHistory.csv",
    "Task.csv",
    "Note.csv",
    "OpportunityLineItem.csv",
    "OpportunityCompetitor.csv",
]


def test_salesforces_further_objects_belong_to_their_deals(tmp_path: Path) -> None:
    plan = shipped(tmp_path, "salesforce", FURTHER)
    deals = {deal.title: deal for deal in deals_in(tmp_path).values()}
    bay, line = deals["Loading bay"], deals["Old line"]
    assert [(str(day), each.stage, str(each.amount or ""), each.emptied) for day, each in bay.past.items()] == [
        ("2026-05-04", "qualify", "USD 90,000", ()),
        ("2026-06-15", "Discovery", "", ("amount",)),
        ("2026-09-07", "propose", "USD 120,000", ()),
    ]
    assert [(str(day), each.stage, str(each.close or "")) for day, each in line.past.items()] == [
        ("2026-01-04", "qualify", "2026-04-30"),
        ("2026-03-02", "negotiate", ""),
        ("2026-04-20", "", "2026-06-30"),
    ]
    assert [each.what for each in bay.plan.actions.values()] == ["Site visit", "Send the drawings"]
    assert {key: str(amount) for key, amount in bay.offerings.items()} == {
        "yard-plan": "USD 100,000",
        "setup": "USD 20,000",
    }
    assert bay.competitors == ("norrin-systems",)
    assert (
        "### 2026-09-08 · Visit to the yard\n\n> Two gates, one of them shut.\n> \\- Ask about the second\n"
        in bay.notes
    )
    assert said(plan) == []
    again = shipped(tmp_path, "salesforce", FURTHER)
    assert (again.writes, again.by_hand) == ({}, [])


def test_hubspots_history_of_properties_is_the_past_of_its_deals(tmp_path: Path) -> None:
    files = ["deal.csv", "deal_property_history.csv"]
    plan = shipped(tmp_path, "hubspot-tables", files)
    (bay,) = (deal for deal in deals_in(tmp_path).values() if deal.title == "Loading bay")
    told = [(str(day), each.stage, str(each.amount or ""), str(each.close or "")) for day, each in bay.past.items()]
    assert told == [
        ("2026-05-04", "qualify", "", "2026-12-31"),
        ("2026-07-01", "", "EUR 120,000", ""),
        ("2026-10-05", "negotiate", "", "2027-03-31"),
    ]
    assert said(plan) == []
    assert shipped(tmp_path, "hubspot-tables", files).writes == {}
