"""Real exports import, read without a problem, and import again without a change."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.edit.crm.importing import plan_import
from generator.edit.crm.maps import SHIPPED, read_map
from generator.edit.crm.merge.plan import ImportPlan, carry_out
from generator.edit.crm.records.parts import part_of
from generator.edit.crm.tables import read_table
from generator.read.files import WorkTree
from generator.read.playbook import load
from tests.conftest import REAL_INPUT

pytestmark = pytest.mark.real

BENCHMARK_MAPS = Path(__file__).resolve().parents[2] / "benchmarks" / "real" / "maps"


def import_files(map_: Path, files: Sequence[str], deals: Path) -> ImportPlan:
    """Import files of the real input and return what came of it."""
    by = read_map(map_.name, map_.read_bytes())
    deals.mkdir(exist_ok=True)
    tables = [read_table(file, (REAL_INPUT / file).read_bytes(), by.formats) for file in files]
    plan = plan_import(WorkTree(deals), by, [(part_of(table, by), table) for table in tables])
    carry_out(plan, deals)
    return plan


@pytest.mark.parametrize(
    ("map_", "files", "deals", "accounts", "won"),
    [
        (
            SHIPPED / "salesforce.yml",
            ["salesforce/Opportunity.csv", "salesforce/Account.csv", "salesforce/Contact.csv"],
            36,
            18,
            12,
        ),
        (BENCHMARK_MAPS / "salvirt.yml", ["salvirt-b2b-sales.csv"], 448, 448, 227),
        (BENCHMARK_MAPS / "maven.yml", ["maven/sales_pipeline.csv", "maven/accounts.csv"], 8_800, 86, 4_238),
    ],
    ids=["salesforce", "salvirt", "maven"],
)
def test_every_row_becomes_a_sound_deal_and_a_second_import_writes_nothing(
    tmp_path: Path, map_: Path, files: list[str], deals: int, accounts: int, won: int
) -> None:
    begun = time.process_time()
    plan = import_files(map_, files, tmp_path / "deals")
    took = time.process_time() - begun
    assert (plan.problems, plan.deals.new, plan.accounts.new) == ([], deals, accounts)
    assert took < 60
    again = import_files(map_, files, tmp_path / "deals")
    assert (again.writes, again.deals.same, again.gone, again.by_hand) == ({}, deals, [], [])
    playbook = load(WorkTree(tmp_path / "deals"))
    assert playbook.problems == ()
    assert len(playbook.deals) == deals
    outcomes = [deal.outcome.result for deal in playbook.deals.values() if deal.outcome]
    assert outcomes.count("won") == won


def test_salesforces_contacts_are_people_of_their_accounts_and_players_of_its_deals(tmp_path: Path) -> None:
    files = ["salesforce/Opportunity.csv", "salesforce/Account.csv", "salesforce/Contact.csv"]
    import_files(SHIPPED / "salesforce.yml", files, tmp_path / "deals")
    playbook = load(WorkTree(tmp_path / "deals"))
    oil = playbook.surroundings.accounts["united-oil-and-gas-corp"]
    assert list(oil.people) == ["stella-pavlova", "lauren-boyle", "arthur-song", "avi-green"]
    assert list(playbook.deals["united-oil-and-gas-corp/united-oil-sla"].players) == list(oil.people)
    same_name = [name for name in playbook.deals if "united-oil-installations" in name]
    assert len(same_name) == 3


def test_salesforces_stage_history_is_the_past_of_its_deals(tmp_path: Path) -> None:
    files = ["salesforce/Opportunity.csv", "salesforce/Account.csv", "salesforce/OpportunityHistory.csv"]
    plan = import_files(SHIPPED / "salesforce.yml", files, tmp_path / "deals")
    assert plan.problems == []
    assert [(each.part, each.rows, each.fates["new"]) for each in plan.accounting.files][2] == ("history", 48, 48)
    deals = load(WorkTree(tmp_path / "deals")).deals.values()
    assert sum(len(deal.past) for deal in deals) == 43, "five deals have two rows of one day"
    assert import_files(SHIPPED / "salesforce.yml", files, tmp_path / "deals").writes == {}
