"""Rows of the portfolio: one record per deal for the pages over several deals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal

from generator.assess.contact import last_contact
from generator.assess.dated_ahead import first_day
from generator.assess.judgement import Finding, Gap, Gate, Judgement, OpenQuestion, Tally, Verdict, Worksheet
from generator.assess.past import UNKNOWN, Past
from generator.assess.portfolio.contest import ContestWithEvidence, contest_of
from generator.assess.portfolio.help import PartnerHelp, helps_of
from generator.assess.portfolio.stood import StoodThen, stood_then
from generator.model.account import Crm
from generator.model.deal import Action, Deal, Decision, Outcome, Player
from generator.model.money import Money
from generator.model.plain_fields import plain_values
from generator.model.playbook import Surroundings


@dataclass(frozen=True, slots=True)
class ValueSum:
    """Net value of the worksheet in the expected case, and the part of its benefit that is confirmed.

    `in_full` tells that revenue counts in it without a margin.
    """

    net: Money
    confirmed_benefit: Money
    unconfirmed: bool
    in_full: bool


@dataclass(frozen=True, slots=True)
class DealGlance:
    """A deal at a glance: the part that is needed when all deals are ranked, summed and listed.

    `plain` holds the plain fields of which something is known, by key. `rival_gaps` holds our winnable range minus
    each competitor's. `began` is the first day of which anything is known, by git, the deal's past or the dates in
    its file, None where there is none. `verdict_then` is set on closed deals alone: the verdict by what
    was known as many days before the end as the method looks back.
    """

    path: str
    identity: str
    account: str
    title: str
    stage: str
    plain: Mapping[str, str]
    amount: Money | None
    close: dt.date | None
    effort_spent: Decimal | None
    effort_left: Decimal | None
    outcome: Outcome | None
    began: dt.date | None
    verdict: Verdict
    verdict_then: Verdict | None
    winnable: Tally
    stood_then: StoodThen | None
    worth: Tally | None
    competitors: tuple[str, ...]
    primary_competitor: str | None
    rival_gaps: Mapping[str, Gap]
    partners: tuple[str, ...]
    partner_roles: Mapping[str, str]

    @property
    def owner(self) -> str:
        """Name of the owner; empty where there is none yet."""
        return self.plain.get("owner", "")

    @property
    def closed(self) -> bool:
        """Whether the deal has ended."""
        return self.outcome is not None

    @property
    def word(self) -> str:
        """Outcome of a deal that has ended, else its verdict."""
        return self.outcome.result if self.outcome else self.verdict.word


@dataclass(frozen=True, slots=True)
class AccountDeal(DealGlance):
    """A deal as its account's page shows it."""

    actions: Mapping[str, Action]
    players: Mapping[str, Player]
    value: ValueSum | None


@dataclass(frozen=True, slots=True)
class DealRow(AccountDeal):
    """One deal among many, with everything that the pages over several deals draw on.

    `names` are those of people of ours, each once; `owners` are those among them who own the deal, its account, or
    anything in it. `contact` is the last day on which the customer said what a rating rests on, or was in a meeting;
    `symptoms` holds the days on which each symptom of the method was seen.
    """

    decision: Decision | None
    gates: tuple[Gate, ...]
    open_questions: tuple[OpenQuestion, ...]
    findings: tuple[Finding, ...]
    stale_since: Mapping[str, dt.date]
    contested: ContestWithEvidence
    helps: tuple[PartnerHelp, ...]
    past: Past = UNKNOWN
    names: tuple[str, ...] = ()
    crm: Crm | None = None
    owners: tuple[str, ...] = ()
    contact: dt.date | None = None
    symptoms: Mapping[str, tuple[dt.date, ...]] = field(default_factory=dict)


def glance_of(row: DealGlance) -> DealGlance:
    """Return the part of a row that is needed of every deal."""
    return DealGlance(*(getattr(row, name) for name in GLANCE))


def sheet_of(row: AccountDeal) -> AccountDeal:
    """Return the part of a row that its account's page shows."""
    return AccountDeal(*(getattr(row, name) for name in SHEET))


GLANCE, SHEET = (tuple(field.name for field in fields(kind)) for kind in (DealGlance, AccountDeal))


def row_of(judgement: Judgement, surroundings: Surroundings, past: Past = UNKNOWN) -> DealRow:
    """Return a judged deal as one small record, with its known past."""
    deal = judgement.deal
    glance = _glance(judgement, surroundings, past)
    return DealRow(
        **{name: getattr(glance, name) for name in GLANCE},
        actions=deal.plan.actions,
        players=deal.players,
        value=value_sum(judgement.worksheet),
        decision=deal.decision,
        gates=judgement.gates,
        open_questions=judgement.open_questions,
        findings=judgement.findings,
        stale_since={name: day for name, each in judgement.assessed.items() if (day := each.stale_since)},
        contested=contest_of(judgement, surroundings.method),
        helps=tuple(helps_of(judgement, surroundings.method)),
        past=replace(past, before_the_end=None),
        names=tuple(dict.fromkeys(name for _, name in deal.names)),
        crm=deal.crm,
        owners=_owners(deal, surroundings),
        contact=last_contact(judgement, surroundings),
        symptoms=_symptoms(deal, surroundings),
    )


def _glance(judgement: Judgement, surroundings: Surroundings, past: Past) -> DealGlance:
    deal = judgement.deal
    primary = judgement.primary_rival
    return DealGlance(
        path=deal.path,
        identity=deal.identity,
        account=deal.account,
        title=deal.title,
        stage=deal.stage,
        plain=plain_values(deal, surroundings.account(deal.account)),
        amount=deal.amount,
        close=deal.close,
        effort_spent=deal.effort.spent,
        effort_left=deal.effort.left,
        outcome=deal.outcome,
        began=_began(deal, past),
        verdict=judgement.verdict,
        verdict_then=judgement.before.verdict if judgement.before else None,
        winnable=judgement.winnable,
        stood_then=stood_then(judgement.before, surroundings.method),
        worth=judgement.worth,
        competitors=deal.competitors,
        primary_competitor=primary.slug if primary else None,
        rival_gaps={rival.slug: rival.winnable_gap for rival in judgement.rivals},
        partners=tuple(deal.partners),
        partner_roles={slug: role.role for slug, role in deal.partners.items()},
    )


def _symptoms(deal: Deal, surroundings: Surroundings) -> Mapping[str, tuple[dt.date, ...]]:
    """Return the days on which each symptom that the method knows was seen, the first one first."""
    known = surroundings.method.symptoms
    return {
        name: tuple(sorted(sighting.seen))
        for name, sighting in deal.control.items()
        if sighting.seen and name in known
    }


def _began(deal: Deal, past: Past) -> dt.date | None:
    """Return the first day of which anything is known; a file may be younger than the deal that it tells of."""
    days = [day for day in (past.began, first_day(deal)) if day is not None]
    ended = [deal.outcome.date] if days and deal.outcome else []
    return min((*days, *ended), default=None)


def _owners(deal: Deal, surroundings: Surroundings) -> tuple[str, ...]:
    account = surroundings.account(deal.account)
    owners = [account.owner if account else "", *(name for at, name in deal.names if at[-1] == "owner")]
    return tuple(dict.fromkeys(filter(None, map(str.strip, owners))))


def value_sum(worksheet: Worksheet | None) -> ValueSum | None:
    """Return the net value of the worksheet in the expected case."""
    if worksheet is None:
        return None
    net = worksheet.cases["expected"].net
    return ValueSum(net, worksheet.confirmed_benefit, worksheet.unconfirmed, worksheet.in_full)
