"""The next best question comes first, and says why."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assess.judging import GOOD, METHOD, judge
from tests.making import SIGNS

PROOF = {"us": "+", "date": "2026-11-02", "by": "customer", "evidence": "said so"}


def asked(signs: str, **changes: Any) -> list[str]:
    return [each.criterion for each in judge(signs, **changes).open_questions]


def test_what_flips_the_verdict_comes_before_a_gate() -> None:
    # ten of fifteen known; one more bad answer in A loses it, while the gates in B and C flip nothing
    signs = "--??? ++++? ++++? +++++"
    questions = judge(signs).open_questions
    assert [each.criterion for each in questions] == [
        "compelling_event",
        "financial_condition",
        "access_to_funds",
        "business_value",
        "political_alignment",
    ]
    assert questions[1].reasons[0] == "a bad answer turns the verdict to walk away"


def test_a_better_verdict_after_a_bad_answer_says_that_more_is_known_and_not_that_it_is_better() -> None:
    """Eight of fifteen are known, under 60 %: qualify. A `-` makes it nine, 60 %: too little is known no longer."""
    judgement = judge("++??? ++?++ +???+ +++++")
    assert (judgement.winnable.known, judgement.verdict.rule) == (8, "too-unknown")
    reasons = {each.criterion: each.reasons[0] for each in judgement.open_questions}
    assert reasons["financial_condition"] == (
        "either answer turns the verdict to strengthen (after a bad one more is known, not better)"
    )


def test_a_gate_comes_before_what_is_merely_due() -> None:
    assert asked("++++? +++?+ +++++ +++++", stage="negotiate")[0] == "compelling_event"


def test_what_is_due_comes_before_what_is_not() -> None:
    stages = {name: METHOD.stage_place(each.due) or 0 for name, each in METHOD.criteria.items()}
    found = [name for name in asked("????? ????? ????? ?????", stage="qualify") if not METHOD.criteria[name].gate]
    due = [stages[name] <= 1 for name in found]
    assert due == sorted(due, reverse=True)


def test_the_heavier_criterion_comes_first_among_equals() -> None:
    heavy = {
        name: each.model_copy(update={"weight": Decimal("1.5")}) if name == "cultural_fit" else each
        for name, each in METHOD.criteria.items()
    }
    method = METHOD.model_copy(update={"criteria": heavy})
    questions = judge("+++++ ++++? ++??+ +++++", method=method, stage="prospect").open_questions
    names = [each.criterion for each in questions]
    assert names.index("cultural_fit") < names.index("informal_criteria")
    assert "its weight is 1.5" in questions[names.index("cultural_fit")].reasons


def test_the_least_known_question_comes_first_then_the_methods_order() -> None:
    found = asked("+++++ +++++ +??++ +?+++", stage="prospect")
    assert found == ["executive_credibility", "cultural_fit", "future_revenue"]


@settings(max_examples=20)
@given(st.text(SIGNS, min_size=20, max_size=20))
def test_the_flips_are_those_that_answering_shows(signs: str) -> None:
    judgement = judge(signs)
    for question in judgement.open_questions:
        good = judge(signs, assessment={question.criterion: PROOF}).verdict.word
        bad = judge(signs, assessment={question.criterion: {"us": "-"}}).verdict.word
        words = " ".join(question.reasons)
        for answer, word in (("a good", good), ("a bad", bad)):
            turns = "answer turns the verdict to " + word.replace("-", " ")
            said = f"{answer} {turns}" in words or f"either {turns}" in words
            assert said is (word != judgement.verdict.word)


def test_every_unknown_is_asked_about_once_and_has_a_reason() -> None:
    judgement = judge(GOOD)
    unknown = [name for name, each in judgement.assessed.items() if each.rating == "?"]
    assert sorted(each.criterion for each in judgement.open_questions) == sorted(unknown)
    assert all(each.reasons for each in judgement.open_questions)


def test_a_closed_deal_asks_nothing() -> None:
    assert judge(GOOD, outcome={"result": "lost", "date": "2026-10-01"}).open_questions == ()
