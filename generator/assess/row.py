"""A deal in one small record: all that the pages over several deals draw on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.assess.judgement import Finding, Gap, Gate, OpenQuestion, Tally, Verdict
from generator.model.deal import Action, Decision, Outcome, Player
from generator.model.money import Money


@dataclass(frozen=True, slots=True)
class ValueSum:
    """What the value worksheet promises in the expected case and how much of its benefit is confirmed."""

    net: Money
    confirmed_benefit: Money
    unconfirmed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One deal among many. `rival_gaps` holds our winnable range minus each competitor's.

    `verdict_60_days_before` is set on closed deals alone: the verdict by what was known 60 days before the end.
    """

    path: str
    identity: str
    account: str
    title: str
    stage: str
    owner: str
    amount: Money | None
    close: dt.date | None
    forecast: str | None
    effort_spent: Decimal | None
    effort_left: Decimal | None
    decision: Decision | None
    outcome: Outcome | None
    verdict: Verdict
    verdict_60_days_before: Verdict | None
    winnable: Tally
    worth: Tally | None
    gates: tuple[Gate, ...]
    open_questions: tuple[OpenQuestion, ...]
    findings: tuple[Finding, ...]
    actions: Mapping[str, Action]
    players: Mapping[str, Player]
    competitors: tuple[str, ...]
    primary_competitor: str | None
    rival_gaps: Mapping[str, Gap]
    partners: tuple[str, ...]
    partner_roles: Mapping[str, str]
    value: ValueSum | None
    oldest_evidence_days: int | None

    @property
    def closed(self) -> bool:
        """Whether the deal has ended."""
        return self.outcome is not None
