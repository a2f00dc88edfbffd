"""What stands around the deals of these tests: one account with two people, one partner, two offerings."""

from __future__ import annotations

from generator.model.account import Account, Partner, Team
from generator.model.playbook import Surroundings
from generator.read.method import shipped

PEOPLE = {"r-okafor": {"name": "R. Okafor", "title": "CFO"}, "m-lind": "M. Lind"}
AROUND = Surroundings(
    method=shipped("target-account"),
    team=Team.model_validate({"path": "index.md", "offerings": {"platform": "Platform", "support": "Support"}}),
    accounts={"aldermoor": Account.model_validate({"path": "aldermoor/index.md", "people": PEOPLE})},
    partners={"bridgewell": Partner(path="partners/bridgewell.md")},
)
