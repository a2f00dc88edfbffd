"""Who owns something becomes the member of the team whose name or key is written, and stays plain text otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.read.files import WorkTree
from generator.read.playbook import Playbook, load

TEAM = """\
members:
  dana: {name: Dana Reyes, team: North}
  zoe: {name: "Zoë Straße"}
"""
DEAL = """\
title: One
stage: evaluate
owner: OWNER
decision: {go: yes, by: OWNER}
players: {ann: {relationship: {owner: OWNER}}}
partners: {pel: {owner: OWNER}}
plan:
  milestones: {legal: {what: Contract, owner: OWNER}}
  actions: {call: {what: Call, owner: OWNER}}
accepted: {owner-missing: {reason: R, until: 2027-01-01, by: OWNER}}
reviews: {first: {held: 2026-11-01, led_by: OWNER}}
"""
ACCOUNT = "owner: OWNER\npeople: {ann: Ann}\nteam: {us: OWNER}\n"
PARTNER = "owner: OWNER\n"


def read(folder: Path, owner: str, team: str = TEAM) -> Playbook:
    files = {"index.md": team, "a/index.md": ACCOUNT, "a/one.md": DEAL, "partners/pel.md": PARTNER}
    for path, text in files.items():
        file = folder / "deals" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{text.replace('OWNER', owner)}---\n", "utf-8")
    return load(WorkTree(folder / "deals"))


def owners(playbook: Playbook) -> set[str]:
    """Return everybody who is named anywhere; one name where all places say the same."""
    deal, around = playbook.deals["a/one"], playbook.surroundings
    relationship, decision = deal.players["ann"].relationship, deal.decision
    assert relationship
    assert decision
    return {
        deal.owner,
        decision.by,
        relationship.owner,
        deal.partners["pel"].owner,
        deal.plan.milestones["legal"].owner,
        deal.plan.actions["call"].owner,
        deal.accepted["owner-missing"].by,
        deal.reviews["first"].led_by,
        around.accounts["a"].owner,
        around.accounts["a"].team["us"].name,
        around.partners["pel"].owner,
    }


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Dana Reyes", "Dana Reyes"),
        ("dana", "Dana Reyes"),
        ("DANA", "Dana Reyes"),
        ("dana  REYES", "Dana Reyes"),
        ("Ｄａｎａ\u00a0Reyes", "Dana Reyes"),
        ("ZOE\u0308 STRASSE", "Zoë Straße"),
        ("Marek Olin", "Marek Olin"),
        ("Dana Reyes-Holt", "Dana Reyes-Holt"),
        ("Reyes", "Reyes"),
    ],
)
def test_a_member_is_found_by_name_or_key_wherever_somebody_of_ours_is_named(
    tmp_path: Path, written: str, name: str
) -> None:
    playbook = read(tmp_path, written)
    assert (playbook.problems, owners(playbook)) == ((), {name})


def test_without_members_everybody_stays_as_written(tmp_path: Path) -> None:
    assert owners(read(tmp_path, "dana", "title: Us\n")) == {"dana"}


def test_a_mistake_in_one_member_leaves_the_others(tmp_path: Path) -> None:
    playbook = read(tmp_path, "dana", f"{TEAM}  eve: {{name: Eve, capacity: 99}}\n  dan: {{nam: Dana Reyes}}\n")
    assert sorted(problem.code for problem in playbook.problems) == ["not-a-capacity", "unknown-key"]
    assert owners(playbook) == {"Dana Reyes"}
