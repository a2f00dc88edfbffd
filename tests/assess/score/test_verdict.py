"""The verdict: rules in their order, gates that cannot be talked away, and a sentence that says why."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assess.deal.assessment import assess
from generator.assess.score.verdict import rule_label
from generator.model.method import VERDICTS, Method, VerdictRule
from generator.model.rules import Conditions
from tests.assess.judging import GOOD, MEDDPICC, METHOD, judge
from tests.making import SIGNS, TODAY, make_deal, make_surroundings, rated

PROOF = {"us": "+", "date": "2026-11-02", "by": "customer", "evidence": "said so"}


def worsens(method: Method, signs: str, turned: int) -> bool:
    around = make_surroundings(method)
    before = rated(method, signs)
    after = before | {[*method.criteria][turned]: PROOF}
    words = [assess(make_deal(assessment=each), around, TODAY).verdict.word for each in (before, after)]
    return VERDICTS.index(words[1]) < VERDICTS.index(words[0])


@settings(max_examples=150)
@given(st.text(SIGNS, min_size=20, max_size=20), st.integers(0, 19))
def test_a_rating_that_turns_out_proven_never_worsens_the_verdict(signs: str, turned: int) -> None:
    assert not worsens(METHOD, signs, turned)


@given(st.text(SIGNS, min_size=8, max_size=8), st.integers(0, 7))
def test_nor_does_it_under_the_other_method(signs: str, turned: int) -> None:
    assert not worsens(MEDDPICC, signs, turned)


def test_a_claimed_gate_keeps_a_good_deal_from_green_and_the_sentence_says_which_and_why() -> None:
    verdict = judge(GOOD, assessment={"compelling_event": {"us": "+", "by": "us", "date": "2026-11-02"}}).verdict
    assert verdict.word == "strengthen"
    assert (
        'No "pursue" while Compelling event is only claimed: no evidence, nobody\'s word but our own.' in verdict.says
    )


def test_the_sentence_names_what_is_lost() -> None:
    verdict = judge("++++- -+--- --?-- ++--+").verdict
    assert verdict.says.startswith(
        "Walk away: we can neither compete nor win, since Competition is at best −60 (below 0) and "
        "Winning is at best −60 (below 0). "
    )


def test_the_sentence_of_a_rule_without_conditions_says_what_a_better_verdict_lacks() -> None:
    verdict = judge("+++++ ---++ +++++ +++++").verdict
    assert verdict.says == (
        "Strengthen: something is missing, since the weakest question (Competition) is at worst −20 "
        "(wanted: at least 20)."
    )


def test_a_green_deal_needs_no_sentence_on_its_gates() -> None:
    assert 'No "pursue"' not in judge(GOOD).verdict.says


def test_no_rule_of_a_team_makes_a_deal_green_before_its_gates_are_proven() -> None:
    eager = {"always": VerdictRule(label="Always", verdict="pursue", when=Conditions())}
    method = METHOD.model_copy(update={"verdict": eager})
    assert judge("++++? +++++ +++++ +++++", method=method).verdict.word == "strengthen"
    assert judge("+++++ +++++ +++++ +++++", method=method).verdict.word == "pursue"


def test_a_rule_that_gates_hold_back_says_so_and_not_that_it_is_why() -> None:
    """“Strengthen: clear” would be said under a team's own rule that forgets the gates: 2 of 3 are proven here."""
    rules = {"clear": VerdictRule(label="Clear", verdict="pursue", when=Conditions())}
    method = METHOD.model_copy(update={"verdict": rules})
    verdict = judge("++++? +++++ +++++ +++++", method=method).verdict
    assert verdict.says == (
        "Strengthen: not pursue, as the rule “Clear” has it, since 2 of 3 gates are proven (wanted: all). "
        'No "pursue" while Compelling event is not known.'
    )
    assert rule_label(method, verdict) == "Clear, but not every gate is proven"
    assert rule_label(method, judge("+++++ +++++ +++++ +++++", method=method).verdict) == "Clear"


def test_a_figure_just_below_its_limit_is_not_printed_as_the_limit() -> None:
    """A weight of 1.001 on one of five makes 3.000 of 5.001 known in C: 59.99 %, which would read as 60 %.

    Three of five known in each of A and B, and 3 / 5.001 in C: the mean is (0.6 + 0.6 + 0.59988) / 3 = 0.59996.
    """
    heavy = METHOD.criteria["political_alignment"].model_copy(update={"weight": Decimal("1.001")})
    method = METHOD.model_copy(update={"criteria": {**METHOD.criteria, "political_alignment": heavy}})
    verdict = judge("+++?? +++?? +++?? +++++", method=method).verdict
    assert verdict.says.startswith(
        "Qualify: too little is known, since 59.996% of what decides whether we win is known (below 60%)."
    )


def test_a_method_without_worth_knows_no_worth() -> None:
    judgement = judge("++++++++", method=MEDDPICC)
    assert judgement.worth is None
    assert judgement.verdict.word == "pursue"


def test_gates_say_how_they_stand() -> None:
    assessment = {"compelling_event": {"us": "+", "by": "document", "date": "2026-11-02", "evidence": "lease ends"}}
    gates = judge("+++++ ++++? ++++- +++++", assessment=assessment).gates
    assert [(gate.state, gate.says) for gate in gates] == [
        ("proven", "Compelling event is proven: a document showed it on 2 Nov 2026"),
        ("unknown", "Unique business value is not known"),
        ("against", "Political alignment is against us (weak)"),
    ]


def test_a_gate_that_is_read_from_the_numbers_stays_shut() -> None:
    criteria = dict(METHOD.criteria)
    criteria["profitability"] = criteria["profitability"].model_copy(update={"gate": True})
    given = {name: getattr(METHOD, name) for name in Method.model_fields}
    method = Method.model_construct(**given | {"criteria": criteria})
    judgement = judge("+++++ +++++ +++++ ++?++", method=method, profit="EUR 90,000")
    assert judgement.gates[-1].says == "Profitability is only read from the deal's numbers"
    assert judgement.verdict.word == "strengthen"
