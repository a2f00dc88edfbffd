"""What the sample portfolio shows: every rule, every ending, and every part of a deal file at least once."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from generator.assess.deal.assessment import score
from generator.assess.judgement import Judgement
from generator.model.account import Account
from generator.model.deal import (
    ActionKind,
    Adaptability,
    Coverage,
    Deal,
    Part,
    Plan,
    Relation,
    Result,
    Standing,
    State,
    Support,
    Word,
)
from generator.model.file_noun import FileNoun, SharedFields
from generator.model.method import Family, Method
from tests.making import TODAY
from tests.sample.conftest import DEALS, Sample, sample_in

FILLED = "aldermoor/core-banking"
BARE = "ivorsund/shore-power"


def method(sample: Sample) -> Method:
    return sample.playbook.surroundings.method


def test_no_file_has_a_problem(sample: Sample) -> None:
    assert sample.playbook.problems == ()


def test_it_is_large_enough_to_look_like_a_team_at_work(sample: Sample) -> None:
    around = sample.playbook.surroundings
    written = [each for each in around.accounts.values() if each.title]
    assert len(written) >= 7
    assert len(sample.deals) >= 16
    assert (len(around.partners), len(around.competitors)) == (3, 4)
    assert len({deal.amount.currency for deal in sample.deals if deal.amount}) == 4


def test_every_verdict_rule_fires_on_an_open_deal(sample: Sample) -> None:
    assert {each.verdict.rule for each in sample.open.values()} == set(method(sample).verdict)


@pytest.mark.parametrize(
    ("identity", "rule"),
    [
        ("fennick/plant-maintenance", "not-worth"),
        ("dunmere/leakage-analytics", "no-opportunity"),
        ("corvane/customs-clearance", "cannot-win"),
        ("eskelund/grid-data-platform", "shut-out"),
        ("eskelund/trading-surveillance", "gates-lost"),
        ("corvane/depot-scanning", "too-unknown"),
        ("aldermoor/payments-hub", "gates-unknown"),
        ("gravenhall/patient-flow", "worth-unknown"),
        ("brackwell/claims-automation", "clear"),
        ("corvane/network-planning", "clear"),
        ("aldermoor/core-banking", "otherwise"),
    ],
)
def test_each_deal_is_where_its_story_puts_it(sample: Sample, identity: str, rule: str) -> None:
    assert sample.judgements[identity].verdict.rule == rule


def test_every_stage_holds_a_deal(sample: Sample) -> None:
    assert {deal.stage for deal in sample.deals} == set(method(sample).stages)


def test_one_gate_is_only_claimed(sample: Sample) -> None:
    claimed = [
        (name, gate.criterion)
        for name, each in sample.open.items()
        for gate in each.gates
        if each.assessed[gate.criterion].standing == "claimed"
    ]
    assert claimed == [(FILLED, "business_value")]


def test_a_mean_above_zero_hides_a_deal_that_is_lost(sample: Sample) -> None:
    masked = sample.judgements["corvane/customs-clearance"]
    assert masked.winnable.range.score > 0
    assert masked.tallies["compete"].range.high < 0
    assert masked.tallies["win"].range.high < 0
    assert masked.verdict.word == "walk-away"


def test_a_walk_away_was_overridden_and_its_review_is_past(sample: Sample) -> None:
    overridden = sample.judgements["eskelund/grid-data-platform"]
    decision = overridden.deal.decision
    assert overridden.verdict.word == "walk-away"
    assert decision
    assert decision.go
    assert decision.reason
    assert decision.review
    assert decision.review < TODAY
    assert "go-unreviewed" in codes(overridden)


def test_every_outcome_occurs(sample: Sample) -> None:
    ended = Counter(deal.outcome.result for deal in sample.deals if deal.outcome)
    assert set(ended) == set(get_args(Result))
    assert 4 <= ended.total() <= 6


def test_a_deal_not_worth_winning_was_won_anyway(sample: Sample) -> None:
    won = sample.playbook.deals["hollin/service-contracts"]
    assert won.outcome
    before = score(won, method(sample), TODAY, won.outcome.date - dt.timedelta(days=60))
    assert (won.outcome.result, before.verdict.rule) == ("won", "not-worth")


def test_every_strategy_is_chosen_and_one_choice_contradicts_the_scores(sample: Sample) -> None:
    chosen = {each.deal.strategy.approach for each in sample.open.values() if each.deal.strategy.approach}
    assert chosen == set(method(sample).strategies)
    contradicted = [name for name, each in sample.open.items() if "strategy-unsupported" in codes(each)]
    assert contradicted == ["corvane/customs-clearance"]


def test_every_pattern_of_a_statement_is_used_with_all_slots_filled_and_with_a_blank(sample: Sample) -> None:
    statements = [each for deal in sample.deals for each in deal.proposition.values()]
    patterns = method(sample).patterns
    assert {each.pattern for each in statements} == set(patterns)
    filled = [set(each.slots) == set(patterns[each.pattern].slots) for each in statements]
    assert set(filled) == {True, False}


def test_two_worksheets_are_full_and_one_ranges_from_loss_to_gain(sample: Sample) -> None:
    heads = set(method(sample).value_heads)
    full = {
        name
        for name, each in sample.judgements.items()
        if each.worksheet and {line.line.head for line in each.worksheet.lines} == heads
    }
    assert {FILLED, "brackwell/claims-automation"} <= full
    claims = sample.judgements["brackwell/claims-automation"].worksheet
    assert claims
    assert claims.unconfirmed
    assert claims.cases["low"].net.amount < 0 < claims.cases["expected"].net.amount


def test_the_figure_that_a_proposition_names_is_the_controllers(sample: Sample) -> None:
    """Penalties 12 x 95,000, handling 640,000, leakage 12 x 38,000: GBP 2.236m in a full year."""
    deal = sample.playbook.deals["brackwell/claims-automation"]
    assert deal.value
    a_year = sum(
        line.amount.amount * (12 if line.every == "month" else 1)
        for line in deal.value.lines.values()
        if line.confirmed_by == "o-beaumont"
    )
    assert a_year == 2_236_000
    assert "GBP 2.2m a year" in deal.proposition["board"].slots["outcome"]


def test_partners_help_with_and_without_an_agreement(sample: Sample) -> None:
    helps = [each for deal in sample.deals for role in deal.partners.values() for each in role.helps.values()]
    assert {each.agreed for each in helps} == {True, False}
    assert {slug for deal in sample.deals for slug in deal.partners} == set(sample.playbook.surroundings.partners)


def test_influence_maps_come_small_middling_and_large(sample: Sample) -> None:
    sizes = {name: len(deal.players) for name, deal in sample.playbook.deals.items()}
    assert sizes["gravenhall/theatre-scheduling"] == 3
    assert sizes[FILLED] == 8
    assert sizes["brackwell/claims-automation"] >= 14


def test_every_word_for_a_player_is_used(sample: Sample) -> None:
    players = [player for deal in sample.deals for player in deal.players.values()]
    assert {each.part for each in players} >= set(get_args(Part))
    assert {each.support for each in players} >= set(get_args(Support))
    assert {each.adaptability for each in players} >= set(get_args(Adaptability))
    assert {each.coverage for each in players} >= set(get_args(Coverage))
    assert {each.standing for each in players} >= set(get_args(Standing))
    relations = [each.relationship for each in players if each.relationship]
    assert {each.now for each in relations} | {each.wanted for each in relations} >= set(get_args(Relation))


def test_every_kind_and_state_of_action_and_every_word_of_evidence_is_used(sample: Sample) -> None:
    actions = [each for deal in sample.deals for each in deal.plan.actions.values()]
    assert {each.kind for each in actions} >= set(get_args(ActionKind))
    assert {each.state for each in actions} == set(get_args(State))
    assert any(each.joint and each.agreed_with for each in actions)
    ratings = [each for deal in sample.deals for each in deal.assessment.values()]
    assert {each.by for each in ratings} >= set(get_args(Word))


def test_criteria_are_cited_by_id_so_that_another_method_can_read_them(sample: Sample) -> None:
    acted_on = [each.criteria for deal in sample.deals for each in deal.plan.actions.values()]
    helped = [
        each.criteria for deal in sample.deals for role in deal.partners.values() for each in role.helps.values()
    ]
    cited = [criterion for criteria in acted_on + helped for criterion in criteria]
    assert set(cited) <= set(method(sample).criteria)


def test_two_competitors_are_rated_side_by_side_on_every_winnable_criterion(sample: Sample) -> None:
    rivals = sample.judgements["brackwell/claims-automation"].rivals
    assert [each.slug for each in rivals] == ["zeldrin", "status-quo"]
    assert all("not known" in each.places.values() and "trail" in each.places.values() for each in rivals)
    assert rivals[0].winnable.known == 15


def test_control_levels_reviews_and_asks_are_seen(sample: Sample) -> None:
    heads = {method(sample).symptoms[symptom].head for deal in sample.deals for symptom in deal.control}
    assert heads == {"sales", "personal"}
    assert any(set(deal.level) == set(method(sample).levels) for deal in sample.deals)
    assert any(len(deal.level) < len(method(sample).levels) for deal in sample.deals if deal.level)
    assert any(len(deal.reviews) >= 2 for deal in sample.deals)
    assert sum(deal.ask is not None for deal in sample.deals) >= 2
    assert len({deal.crm.id for deal in sample.deals if deal.crm and deal.crm.id}) >= 8


def test_findings_of_every_family_are_there_on_purpose(sample: Sample) -> None:
    found = [each for judgement in sample.judgements.values() for each in judgement.findings]
    assert {each.family for each in found} == set(get_args(Family))
    assert any(each.accepted for each in found)


def test_an_acceptance_past_its_end_is_a_finding_again(sample: Sample) -> None:
    deal = sample.judgements["eskelund/grid-data-platform"]
    (cited,) = deal.deal.accepted
    code, _, subject = cited.partition(":")
    (again,) = [each for each in deal.findings if (each.code, each.subject) == (code, subject)]
    assert deal.deal.accepted[cited].until < TODAY
    assert again.accepted is None


OF_SOME = set(SharedFields.model_fields) - FileNoun.FROM_THE_FILE
"""Plain fields, which an account or a deal need not have."""


def test_one_deal_has_everything_but_an_outcome(sample: Sample) -> None:
    deal = sample.playbook.deals[FILLED]
    assert not_given(deal) - OF_SOME == {"outcome"}
    assert {name for name in Plan.model_fields if not getattr(deal.plan, name)} == set()


def not_given(deal: Deal) -> set[str]:
    blank = Deal(path=deal.path, title=deal.title, stage=deal.stage)
    required = {"path", "title", "stage", "cut_short"}
    return {
        name for name in Deal.model_fields if name not in required and getattr(deal, name) == getattr(blank, name)
    }


def test_one_deal_has_only_what_a_deal_must_have_and_no_account_file(sample: Sample) -> None:
    deal = sample.playbook.deals[BARE]
    assert not_given(deal) == set(Deal.model_fields) - {"path", "title", "stage", "notes_line", "cut_short"}
    assert deal.account not in sample.playbook.surroundings.accounts


def test_every_account_file_is_filled(sample: Sample) -> None:
    wanted = set(Account.model_fields) - FileNoun.FROM_THE_FILE - {"crm", "compelling_events"} - OF_SOME
    for account in sample.playbook.surroundings.accounts.values():
        assert {name for name in wanted if not getattr(account, name)} == set()
        assert any(person.reports_to for person in account.people.values())


def test_the_team_describes_each_function_of_its_value_chain(sample: Sample) -> None:
    assert set(sample.playbook.surroundings.team.us) == set(method(sample).functions)


def test_doing_nothing_and_doing_it_in_house_are_competitors(sample: Sample) -> None:
    kinds = Counter(each.kind for each in sample.playbook.surroundings.competitors.values())
    assert kinds == {"company": 2, "in-house": 1, "status quo": 1}


def test_notes_use_tables_tasks_links_and_code(sample: Sample) -> None:
    notes = sample.playbook.deals[FILLED].notes
    for written in ("|---|", "- [x]", "- [ ]", "](http", "`"):
        assert written in notes


def test_evidence_is_dated_in_the_past(sample: Sample) -> None:
    dates = [each.date for deal in sample.deals for each in deal.assessment.values() if each.date]
    assert max(dates) <= TODAY


def test_it_reads_without_problems_under_the_other_method(tmp_path: Path) -> None:
    other = tmp_path / "deals"
    shutil.copytree(DEALS, other)
    written = (other / "method.yml").read_text(encoding="utf-8")
    (other / "method.yml").write_text(written.replace("target-account", "meddpicc"), encoding="utf-8")
    sample = sample_in(other)
    assert sample.playbook.problems == ()
    assert not method(sample).has_worth
    assert len({each.verdict.rule for each in sample.judgements.values()}) >= 4


def codes(judgement: Judgement) -> set[str]:
    return {each.code for each in judgement.findings}


def test_members_own_deals_and_a_deal_and_accounts_have_the_plain_fields(sample: Sample) -> None:
    around = sample.playbook.surroundings
    names = {member.name for member in around.team.members.values()}
    assert {deal.owner for deal in sample.playbook.deals.values()} & names > {"Dana Reyes", "Marek Olin"}
    assert "marek" not in {deal.owner for deal in sample.playbook.deals.values()}
    for name in OF_SOME:
        assert len({getattr(account, name) for account in around.accounts.values()} - {""}) > 1
    assert any(
        deal.region not in ("", around.account(deal.account).region) for deal in sample.playbook.deals.values()
    )
