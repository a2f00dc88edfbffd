"""Deals worked out by hand, in the order of the criteria; every + is proven."""

from __future__ import annotations

import pytest

from tests.assess.judging import Figures, figures, judge

CASES = {
    "good": (
        "+++++ ++-?+ ++??+ +?+-+",
        {"opportunity": (100, 100, 100), "compete": (20, 40, 60), "win": (20, 60, 100), "worth": (20, 40, 60)},
        (46.7, 66.7, 86.7),
        12,
        ("pursue", "clear"),
    ),
    "good, but who has power is not known": (
        "+++++ ++-?+ ++??? +?+-+",
        {"opportunity": (100, 100, 100), "compete": (20, 40, 60), "win": (-20, 40, 100), "worth": (20, 40, 60)},
        (33.3, 60.0, 86.7),
        11,
        ("strengthen", "otherwise"),
    ),
    "good, but its worth is not known": (
        "+++++ ++-?+ ++??+ ?????",
        {"worth": (-100, 0, 100)},
        (46.7, 66.7, 86.7),
        12,
        ("qualify", "worth-unknown"),
    ),
    "unknown": (
        "++??? ?+?-? +???? +???+",
        {"opportunity": (-20, 40, 100), "compete": (-60, 0, 60), "win": (-60, 20, 100), "worth": (-20, 40, 100)},
        (-46.7, 20.0, 86.7),
        5,
        ("qualify", "too-unknown"),
    ),
    "doomed": (
        "++++- -+--- --?-- ++--+",
        {"opportunity": (60, 60, 60), "compete": (-60, -60, -60), "win": (-100, -80, -60), "worth": (20, 20, 20)},
        (-33.3, -26.7, -20.0),
        14,
        ("walk-away", "cannot-win"),
    ),
    "masked by a good start": (
        "+++++ -++-- +--?- +++++",
        {"opportunity": (100, 100, 100), "compete": (-20, -20, -20), "win": (-60, -40, -20)},
        (6.7, 13.3, 20.0),
        14,
        ("walk-away", "cannot-win"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_worked_case_gives_its_figures_and_its_verdict(case: str) -> None:
    signs, questions, winnable, known, verdict = CASES[case]
    judgement = judge(signs)
    found: dict[str, Figures] = {name: figures(judgement.tallies[name].range) for name in questions}
    assert found == questions
    assert figures(judgement.winnable.range) == winnable
    assert (judgement.winnable.known, judgement.winnable.total) == (known, 15)
    assert (judgement.verdict.word, judgement.verdict.rule) == verdict


RULES = {
    "not-worth": ("+++++ +++++ +++++ ---??", "walk-away"),
    "no-opportunity": ("---?? +++++ +++++ +++++", "walk-away"),
    "cannot-win": ("+++++ ---++ ---++ +++++", "walk-away"),
    "shut-out": ("+++++ +++++ ----+ +++++", "walk-away"),
    "gates-lost": ("++++- ++++- +++++ +++++", "walk-away"),
    "too-unknown": ("+++++ +???? +???? +++++", "qualify"),
    "gates-unknown": ("++++? ++++? +++++ +++++", "qualify"),
    "worth-unknown": ("+++++ +++++ +++++ +????", "qualify"),
    "clear": ("+++++ +++++ +++++ +++--", "pursue"),
    "otherwise": ("+++++ ---++ +++++ +++++", "strengthen"),
}


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_fires_on_a_deal_of_its_kind(rule: str) -> None:
    signs, word = RULES[rule]
    verdict = judge(signs).verdict
    assert (verdict.rule, verdict.word) == (rule, word)


def test_three_of_five_good_in_every_question_is_enough_to_pursue() -> None:
    assert judge("-+-++ --+++ --+++ --+++").verdict.word == "pursue"


def test_two_of_five_good_in_one_question_is_not_enough_to_pursue() -> None:
    assert judge("+++++ ---++ +++++ +++++").verdict.rule == "otherwise"
