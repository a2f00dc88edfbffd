"""MEDDPICC is a method file like any other, with its own questions, gates and rules and without a worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assess.deal.assessment import assess
from generator.model.method import VERDICTS
from generator.read.files import WorkTree
from generator.read.method import shipped
from generator.read.playbook import load
from tests.making import TODAY, make_deal, make_surroundings, rated

if TYPE_CHECKING:
    from pathlib import Path

METHOD = shipped("meddpicc")
OTHER = shipped("target-account")


def test_eight_criteria_in_the_order_of_the_name() -> None:
    assert [*METHOD.criteria] == [
        "metrics",
        "economic_buyer",
        "decision_criteria",
        "decision_process",
        "paper_process",
        "pain",
        "champion",
        "competition",
    ]


def test_the_gates_are_the_buyer_the_pain_and_the_champion() -> None:
    assert METHOD.gates == ("economic_buyer", "pain", "champion")


def test_it_does_not_ask_what_a_deal_is_worth() -> None:
    assert not METHOD.has_worth
    assert not [name for rule in METHOD.verdict.values() for _, name in rule.when.quantities() if "worth" in name]


def test_each_question_has_two_or_three_criteria() -> None:
    assert [len([*METHOD.of_question(question)]) for question in METHOD.questions] == [2, 3, 3]


def test_every_criterion_of_the_other_method_is_read_or_set_aside_and_not_both() -> None:
    for one, other in ((METHOD, OTHER), (OTHER, METHOD)):
        read = [name for criterion in one.criteria.values() for name in criterion.reads]
        aside = [name for name in one.set_aside if name in other.criteria]
        assert sorted(read + aside) == sorted(other.criteria)


def test_what_one_method_reads_the_other_reads_back() -> None:
    for name, criterion in METHOD.criteria.items():
        for read in criterion.reads:
            assert OTHER.criterion(name) == read


def test_every_finding_of_the_other_method_exists_or_is_set_aside() -> None:
    for one, other in ((METHOD, OTHER), (OTHER, METHOD)):
        assert set(other.findings) - set(one.findings) == {name for name in one.set_aside if name in other.findings}


def test_both_methods_know_the_same_strategies_stages_symptoms_and_levels() -> None:
    for part in ("strategies", "stages", "symptoms", "levels", "value_heads", "patterns", "functions", "milestones"):
        assert [*getattr(METHOD, part)] == [*getattr(OTHER, part)]


def fired(signs: str) -> str:
    """Return the rule that fires on a deal whose every `+` is proven."""
    deal = make_deal(assessment=rated(METHOD, signs))
    return assess(deal, make_surroundings(METHOD), TODAY).verdict.rule


@pytest.mark.parametrize(
    ("signs", "rule"),
    [
        ("++++++++", "clear"),
        ("++++?++-", "clear"),  # at worst: reason 100, people 33, process 33
        ("-+++++++", "otherwise"),  # reason 0: the pain is real and nobody counted it
        ("++++++?+", "otherwise"),  # a gate is open
        ("-++++-++", "no-pain"),  # reason -100
        ("+-++++-+", "no-people"),  # people -33, and two gates against
        ("++---+++", "shut-out"),  # process -100
        ("+-+++-++", "gates-lost"),  # reason 0, people 33, process 100
        ("+++????+", "too-unknown"),  # known: 1/2, 2/3 and 1/3, in the mean 1/2
        ("+?+++?++", "gates-unknown"),  # known: 1/2, 2/3 and 1, in the mean 13/18
    ],
)
def test_the_first_rule_that_holds_fires(signs: str, rule: str) -> None:
    assert fired(signs) == rule


@given(st.text("+-?", min_size=8, max_size=8), st.integers(0, 7))
def test_learning_something_good_never_worsens_the_verdict(signs: str, place: int) -> None:
    better = signs[:place] + "+" + signs[place + 1 :]
    words = [VERDICTS.index(METHOD.verdict[fired(each)].verdict) for each in (signs, better)]
    assert words[0] <= words[1]


@pytest.mark.parametrize(
    ("written_for", "read_under"), [("target-account", "meddpicc"), ("meddpicc", "target-account")]
)
def test_a_deal_written_for_the_one_method_is_read_under_the_other(
    written_for: str, read_under: str, tmp_path: Path
) -> None:
    method = shipped(written_for)
    lines = [
        "---",
        "title: Core banking",
        "stage: evaluate",
        "assessment:",
        *(f'  {name}: "+"' for name in method.criteria),
        "accepted:",
        *(f"  {code}: {{reason: We live with it, until: 2027-01-31}}" for code in method.findings),
        "---",
        "",
    ]
    (tmp_path / "aldermoor").mkdir()
    (tmp_path / "aldermoor" / "core-banking.md").write_text("\n".join(lines), "utf-8")
    (tmp_path / "method.yml").write_text(f"extends: {read_under}\n", "utf-8")
    assert load(WorkTree(tmp_path)).problems == ()


def test_a_rating_read_from_the_other_method_counts() -> None:
    proof = {"us": "+", "date": "2026-11-02", "by": "customer", "evidence": "said so"}
    deal = make_deal(assessment={"inside_support": proof, "risk": proof})
    judgement = assess(deal, make_surroundings(METHOD), TODAY)
    assert judgement.assessed["champion"].standing == "proven"
    assert judgement.set_aside == ("risk",)
