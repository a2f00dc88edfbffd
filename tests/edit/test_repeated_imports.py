"""Whatever an export says and people do in between, importing it again changes nothing, and its counts add up."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from generator.read.files import WorkTree
from generator.read.playbook import load
from tests.edit.crm import fates, imported, planned

MAP = """\
system: our
deals:
  headers: [Id, Deal]
  id: Id
  account: {id: AccountId, name: Account, empty: Nobody yet}
  fields: {title: Deal, stage: {constant: propose}, owner: Owner}
  players: {of_account: yes}
  owns: [owner]
accounts: {headers: [Id, Firm], id: Id, fields: {title: Firm}, owns: [title]}
people: {headers: [Id, Person], id: Id, account: AccountId, fields: {name: Person}}
roles:
  headers: [DealId, PersonId]
  deal: DealId
  person: PersonId
  part: {column: Role, values: {Boss: approver, Tester: evaluator}, others: ignored}
"""
LONG = "Federal Ministry for Economic Affairs and Climate Action Department"
FIRMS = (
    "Acme",
    "ACME",
    "Acme, Inc.",
    "中文公司",
    "---",
    "Partners",
    "con",
    f"{LONG} Paris",
    f"{LONG} London",
    "A1",
    "",
)
TITLES = ("One", "Two", "日本", "con", "index", "---")
NAMES = ("Ann", "王", "---", "Bob")
IDS = ("A1", "A2", "A3", "")


def export(dice: random.Random) -> list[str]:
    """Return a random export: deals always, accounts, contacts and roles often."""
    pick = dice.choice
    deals = "".join(f'D{n},{pick(TITLES)},{pick(IDS)},"{pick(FIRMS)}",{pick(("Dana", "Jo", ""))}\n' for n in range(4))
    accounts = "".join(f'{id_},"{pick(FIRMS) or "Birch"}"\n' for id_ in IDS if id_)
    people = "".join(f"P{n},{pick(NAMES)},{pick((*IDS, 'A9'))}\n" for n in range(4))
    roles = "".join(f"D{pick('0129')},P{pick('0129')},{pick(('Boss', 'Tester', ''))}\n" for _ in range(4))
    others = [f"Id,Firm\n{accounts}", f"Id,Person,AccountId\n{people}", f"DealId,PersonId,Role\n{roles}"]
    return [f"Id,Deal,AccountId,Account,Owner\n{deals}", *(each for each in others if dice.random() < 0.7)]


def meddle(folder: Path, dice: random.Random) -> None:
    """Delete, rename or edit a file, or rename an account's folder, as people do."""
    files = sorted((folder / "deals").glob("*/*.md"))
    deal = dice.choice([file for file in files if file.name != "index.md"])
    ways = (
        deal.unlink,
        lambda: deal.rename(deal.with_name("renamed.md")),
        lambda: deal.parent.rename(deal.parent.with_name("moved")),
        lambda: deal.write_text(deal.read_text().replace("owner: Dana", "owner: Somebody else")),
    )
    dice.choice(ways)()


@pytest.mark.parametrize("seed", range(12))
def test_a_repeated_import_changes_nothing(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - the same in every run
    for _ in range(3):
        files = export(dice)
        fates(imported(tmp_path, *files, by=MAP))
        again = planned(tmp_path, *files, by=MAP)
        fates(again)
        assert (again.writes, again.renames) == ({}, {})
        assert not load(WorkTree(tmp_path / "deals")).problems
        if not (tmp_path / "deals/moved").exists():
            meddle(tmp_path, dice)
