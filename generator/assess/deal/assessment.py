"""The assessment of a deal: the deal, its surroundings and a day, turned into a judgement."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from generator.assess.dated_ahead import DatedFact, dated_ahead, so_far
from generator.assess.deal.partners import cited_by_partners, covers_of, uncovered
from generator.assess.deal.plan import unaddressed, worked_on
from generator.assess.deal.strategy import chosen_is_supported, strategies_of
from generator.assess.findings.facts import deal_facts
from generator.assess.findings.findings import Findings, findings_of
from generator.assess.findings.rule_context import RuleContext
from generator.assess.judgement import BeforeEnd, Judgement, primary_of
from generator.assess.past import UNKNOWN, Past, day_before
from generator.assess.score.gates import gates_of
from generator.assess.score.level import level_of
from generator.assess.score.position import rivals_of
from generator.assess.score.questions import open_questions
from generator.assess.score.rating import assess_criteria, day_of, set_aside, written_keys
from generator.assess.score.score import tally_questions, winnable, worth
from generator.assess.score.thresholds import from_numbers, number_readings
from generator.assess.score.verdict import verdict_of
from generator.assess.score.verdict_figures import standings_of
from generator.assess.state import state_of
from generator.assess.value import worksheet_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.assess.judgement import (
        Assessed,
        Gate,
        NumberReading,
        OpenQuestion,
        Rival,
        StrategyView,
        Tally,
        Verdict,
    )
    from generator.assess.score.verdict_figures import Standings
    from generator.assess.state import DealState
    from generator.model.deal import Deal
    from generator.model.method import Method
    from generator.model.playbook import Surroundings


class Scored(NamedTuple):
    """The criteria of a deal with the score and the verdict that follow from them."""

    thresholds: Mapping[str, NumberReading]
    assessed: Mapping[str, Assessed]
    tallies: Mapping[str, Tally]
    gates: tuple[Gate, ...]
    standings: Standings
    verdict: Verdict


def score(deal: Deal, method: Method, today: dt.date, known_by: dt.date | None = None) -> Scored:
    """Return the score of a deal on a day; ratings known later than `known_by` read `?`."""
    thresholds = number_readings(deal, method, today)
    assessed = assess_criteria(deal, method, day_of(deal, method, today, known_by), thresholds)
    ratings = {name: each.rating for name, each in assessed.items()}
    tallies = tally_questions(method, ratings, {name: each.standing for name, each in assessed.items()})
    gates = gates_of(method, assessed)
    standings = standings_of(method, tallies, gates)
    return Scored(thresholds, assessed, tallies, gates, standings, verdict_of(method, standings, gates))


def assess(deal: Deal, surroundings: Surroundings, today: dt.date, past: Past = UNKNOWN) -> Judgement:
    """Return the judgement of a deal on a day. A deal that has ended asks no more questions.

    What is dated after that day has not happened yet: the deal is judged, and shown, without it. `past` is the known
    history of the deal.
    """
    method = surroundings.method
    ahead = dated_ahead(deal, today)
    deal = so_far(deal, today) if ahead else deal
    scored = score(deal, method, today)
    rivals = rivals_of(deal, method, scored.assessed, scored.tallies)
    ground = ground_of(deal, surroundings, today, scored, primary_of(rivals), past, ahead)
    findings, strategies = ruled(ground)
    closed = deal.outcome is not None
    return Judgement(
        deal=deal,
        today=today,
        assessed=scored.assessed,
        set_aside=set_aside(deal, method),
        tallies=scored.tallies,
        winnable=winnable(method, scored.tallies),
        worth=worth(method, scored.tallies),
        gates=scored.gates,
        verdict=scored.verdict,
        rivals=rivals,
        open_questions=ground.open_questions,
        numbers={name: numbers_of(name, method, scored.thresholds) for name in method.criteria},
        findings=findings.said,
        unsaid=findings.unsaid,
        strategies=strategies,
        worksheet=worksheet_of(deal, method),
        covers=covers_of(deal, method, scored.assessed),
        uncovered_by_partners=uncovered(scored.assessed, ground.cited_by_partners),
        unaddressed=unaddressed(scored.assessed, ground.cited_by_partners | ground.worked_on, closed=closed),
        level=level_of(deal, method),
        before=before_the_end(deal, method, past),
    )


def before_the_end(deal: Deal, method: Method, past: Past) -> BeforeEnd | None:
    """Return the standing of a deal as long before its end as the method looks back; None while it is open.

    Where the history reaches back so far, the file of that day is judged. Elsewhere it is today's file: a rating that
    was dated later reads `?`, one without a date counts as known; amount and close are those of the day by `past`.
    """
    if deal.outcome is None:
        return None
    day = day_before(deal.outcome.date, method.odds.looking_back)
    file = past.before_the_end or with_state(deal, past.state_before_the_end)
    scored = score(file, method, day, known_by=day)
    return BeforeEnd(
        day=day,
        assessed=scored.assessed,
        tallies=scored.tallies,
        winnable=winnable(method, scored.tallies),
        worth=worth(method, scored.tallies),
        gates=scored.gates,
        verdict=scored.verdict,
        from_history=past.before_the_end is not None,
        state=state_of(past.before_the_end) if past.before_the_end else past.state_before_the_end,
    )


def with_state(deal: Deal, state: DealState | None) -> Deal:
    """Return a deal with the amount and the close date of another day, where these are known.

    An amount in another currency than the deal's is not taken: it would stand beside budgets that are in the deal's.
    """
    if state is None:
        return deal
    update: dict[str, object] = {"close": state.close} if state.knows("close") else {}
    if state.amount and deal.amount and state.amount.currency == deal.amount.currency:
        update["amount"] = state.amount
    return deal.model_copy(update=update)


def ground_of(
    deal: Deal,
    surroundings: Surroundings,
    today: dt.date,
    scored: Scored,
    primary: Rival | None,
    past: Past = UNKNOWN,
    ahead: tuple[DatedFact, ...] = (),
) -> RuleContext:
    """Return what the method's rules look at in a scored deal."""
    method = surroundings.method
    return RuleContext(
        deal=deal,
        account=surroundings.account(deal.account),
        method=method,
        today=today,
        assessed=scored.assessed,
        tallies=scored.tallies,
        standings=scored.standings,
        verdict=scored.verdict,
        primary=primary,
        thresholds=scored.thresholds,
        numbers={name: from_numbers(each, method, scored.thresholds) for name, each in method.criteria.items()},
        cited_by_partners=cited_by_partners(deal, method),
        worked_on=worked_on(deal, method),
        past=past,
        ahead=ahead,
        has_page=surroundings.has_page,
        open_questions=() if deal.outcome else questions_of(scored, method),
    )


def questions_of(scored: Scored, method: Method) -> tuple[OpenQuestion, ...]:
    """Return the unknowns of a scored deal, the one to ask about first in front."""
    return open_questions(method, scored.assessed, scored.tallies, scored.standings, scored.verdict.word)


def ruled(ground: RuleContext) -> tuple[Findings, tuple[StrategyView, ...]]:
    """Return the results of the method's rules: the findings, and the strategies that the scores support."""
    facts = deal_facts(ground)
    strategies = strategies_of(ground.method, facts)
    facts["strategy.supported"] = chosen_is_supported(ground.deal, strategies)
    return findings_of(ground, facts, written_keys(ground.deal, ground.method)), strategies


def numbers_of(criterion: str, method: Method, thresholds: Mapping[str, NumberReading]) -> tuple[NumberReading, ...]:
    """Return the numbers that speak to a criterion beside their thresholds."""
    return tuple(thresholds[name] for name in method.criteria[criterion].numbers)
