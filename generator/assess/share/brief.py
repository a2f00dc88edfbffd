"""Material of a brief: a judged deal, its surroundings, and the assessment in counts and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from generator.assess.judgement import Judgement
from generator.assess.past import UNKNOWN, Past
from generator.assess.score.verdict import rule_label
from generator.assess.share.extract import Extract, extracted
from generator.model.account import Account, Competitor
from generator.model.method import Audience
from generator.model.money import Money
from generator.model.playbook import Surroundings

Titled = TypeVar("Titled", Account, Competitor)
WINDOW = 30
"""Days back to which a brief compares."""


@dataclass(frozen=True, slots=True)
class QuestionCounts:
    """Counts of the criteria of one question: for us, against us, unknown."""

    question: str
    plus: int
    minus: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes of a deal in 30 days: verdict or outcome, share known (0 to 1), close date."""

    word: str
    known: Fraction
    close: dt.date | None
    word_then: str
    known_then: Fraction
    close_then: dt.date | None


@dataclass(frozen=True, slots=True)
class BriefJudgement:
    """Assessment of a deal without a score. Texts are the method's own words."""

    verdict: str
    why: str
    standing: tuple[QuestionCounts, ...]
    not_green: tuple[str, ...]
    risk: str
    changes: Changes | None
    net: Money | None
    years: int | None
    benefit: Money | None
    confirmed: Money | None
    in_full: bool | None


def brief(
    judgement: Judgement, surroundings: Surroundings, audience: Audience, partner: str | None, past: Past = UNKNOWN
) -> Extract:
    """Return the extract of a judged deal that an audience may see; no later step has anything else."""
    worked_out = {"judged": judged(judgement, surroundings, audience, past)}
    return extracted({**written(judgement, surroundings), **worked_out}, audience, partner)


def written(judgement: Judgement, surroundings: Surroundings) -> Mapping[str, object]:
    """Return the nouns that people wrote of which a brief may hold fields, by the roots of those fields."""
    deal, rival = judgement.deal, judgement.primary_rival
    return {
        "deal": deal,
        "account": titled(surroundings.account(deal.account)),
        "competitor": titled(surroundings.competitor(rival.slug)) if rival else None,
    }


def titled(noun: Titled) -> Titled:
    """Return a noun with a title: its own, or its key as words."""
    return noun if noun.title else noun.model_copy(update={"title": noun.slug.replace("-", " ").capitalize()})


def judged(judgement: Judgement, surroundings: Surroundings, audience: Audience, past: Past) -> BriefJudgement:
    """Return the assessment for a brief; of a deal that has ended only its value and its changes."""
    method, sheet = surroundings.method, judgement.worksheet
    is_open = not judgement.closed
    case = sheet.cases["expected"] if sheet else None
    return BriefJudgement(
        verdict=judgement.verdict.word if is_open else "",
        why=rule_label(method, judgement.verdict) if is_open else "",
        standing=tuple(standing(judgement, surroundings)) if is_open else (),
        not_green=tuple(gate.says for gate in judgement.gates if gate.state != "proven") if is_open else (),
        risk=risk(judgement, audience) if is_open else "",
        changes=changes(judgement, past),
        net=case.net if case else None,
        years=sheet.years if sheet else None,
        benefit=case.benefit if case else None,
        confirmed=sheet.confirmed_benefit if sheet else None,
        in_full=sheet.in_full if sheet else None,
    )


def standing(judgement: Judgement, surroundings: Surroundings) -> Iterator[QuestionCounts]:
    """Yield the counts of every question that decides whether we win."""
    method = surroundings.method
    for name in method.questions_on("winnable"):
        tally = judgement.tallies[name]
        yield QuestionCounts(method.questions[name].ask, tally.plus, tally.minus, tally.unknown)


def risk(judgement: Judgement, audience: Audience) -> str:
    """Return the finding that bears most on the verdict among those that the audience may see.

    A finding about a gate that is not proven comes after the others: the reason why the deal is not green says it
    already.
    """
    shut = {gate.criterion for gate in judgement.gates if gate.state != "proven"}
    shown = [each for each in judgement.findings if each.code in audience.findings and not each.accepted]
    first = sorted(shown, key=lambda each: each.subject in shut)
    return first[0].says if first else ""


def changes(judgement: Judgement, past: Past) -> Changes | None:
    """Return the changes of the deal in 30 days, None where that is not known."""
    then = past.then.get(WINDOW)
    if then is None or then.word is None or then.winnable is None:
        return None
    outcome = judgement.deal.outcome
    word = outcome.result if outcome else judgement.verdict.word
    known = judgement.winnable.range.known
    return Changes(word, known, judgement.deal.close, then.word, then.winnable.known, then.state.close)
