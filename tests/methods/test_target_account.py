"""The twenty-criteria method holds what it is known for: its questions, poles, gates, days and rules."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.read.method import shipped

METHOD = shipped("target-account")

POLES = """
customer_project undefined defined
business_profile weak strong
financial_condition weak strong
access_to_funds no yes
compelling_event undefined defined
formal_criteria undefined defined
solution_fit poor good
sales_resources high low
current_relationship weak strong
business_value weak strong
inside_support weak strong
executive_credibility weak strong
cultural_fit poor good
informal_criteria undefined defined
political_alignment weak strong
short_term_revenue low high
future_revenue low high
profitability low high
risk high low
strategic_value no yes
"""

STALE = {
    45: {4, 5, 6, 8, 11, 12, 14, 15, 16},
    90: {1, 7, 9, 10, 17, 18, 19},
    365: {2, 3, 13, 20},
}

VERDICT = [
    ("not-worth", "walk-away", {"worth.high": "< 0"}),
    ("no-opportunity", "walk-away", {"opportunity.high": "< 0"}),
    ("cannot-win", "walk-away", {"compete.high": "< 0", "win.high": "< 0"}),
    ("shut-out", "walk-away", {"weakest.high": "<= -60"}),
    ("gates-lost", "walk-away", {"gates.against": ">= 2"}),
    ("too-unknown", "qualify", {"winnable.known": "< 0.6"}),
    ("gates-unknown", "qualify", {"gates.unknown": ">= 2"}),
    ("worth-unknown", "qualify", {"worth.known": "< 0.4"}),
    ("clear", "pursue", {"gates.proven": "all", "weakest.low": ">= 20", "worth.low": ">= 0"}),
    ("otherwise", "strengthen", {}),
]

CONTRADICTIONS = {
    "access_to_funds": {"funds-without-budget"},
    "compelling_event": {"event-without-date", "event-without-consequence", "event-past", "close-after-event"},
    "formal_criteria": {"criteria-not-listed"},
    "solution_fit": {"fit-on-our-word"},
    "sales_resources": {"resources-over-limit"},
    "current_relationship": {"relationship-uncovered"},
    "business_value": {"value-not-confirmed"},
    "inside_support": {"support-without-supporter"},
    "executive_credibility": {"executives-uncovered"},
    "informal_criteria": {"informal-not-listed"},
    "political_alignment": {"alignment-without-circle", "alignment-not-ours"},
}


def test_the_twenty_criteria_stand_in_order_with_both_poles() -> None:
    written = [f"{name} {each.low} {each.high}" for name, each in METHOD.criteria.items()]
    assert written == POLES.split("\n")[1:-1]


def test_four_questions_of_five_criteria_each_three_of_them_on_whether_we_win() -> None:
    assert [(each.letter, each.axis) for each in METHOD.questions.values()] == [
        ("A", "winnable"),
        ("B", "winnable"),
        ("C", "winnable"),
        ("D", "worth"),
    ]
    assert [METHOD.numbers[name] for question in METHOD.questions for name, _ in METHOD.of_question(question)] == [
        *range(1, 21)
    ]
    assert {len([*METHOD.of_question(question)]) for question in METHOD.questions} == {5}


def test_competitors_are_compared_on_the_second_and_the_third_question() -> None:
    assert [each.letter for each in METHOD.questions.values() if each.compared] == ["B", "C"]


def test_every_criterion_weighs_one() -> None:
    assert {each.weight for each in METHOD.criteria.values()} == {Decimal(1)}


def test_the_gates_are_the_event_the_value_and_the_politics() -> None:
    assert [METHOD.numbers[name] for name in METHOD.gates] == [5, 10, 15]


@pytest.mark.parametrize(("days", "numbers"), STALE.items())
def test_ratings_grow_old_after_their_days(days: int, numbers: set[int]) -> None:
    assert {METHOD.numbers[name] for name, each in METHOD.criteria.items() if each.stale == days} == numbers


def test_ratings_grow_old_twice_as_fast_in_the_last_thirty_days() -> None:
    assert METHOD.closing_days == 30


def test_whether_there_is_an_opportunity_is_due_before_the_evaluation() -> None:
    before = {METHOD.stage_place(each.due) for _, each in METHOD.of_question("opportunity")}
    assert before <= {METHOD.stage_place("prospect"), METHOD.stage_place("qualify")}


def test_the_verdict_has_ten_rules_in_this_order() -> None:
    assert [
        (name, rule.verdict, {quantity: test.written for quantity, test in rule.when.tests.items()})
        for name, rule in METHOD.verdict.items()
    ] == VERDICT


def test_numbers_speak_to_the_budget_the_order_the_future_and_the_profit() -> None:
    assert {METHOD.numbers[name]: each.numbers for name, each in METHOD.criteria.items() if each.numbers} == {
        4: ("budget",),
        16: ("amount", "close"),
        17: ("revenue_1y", "revenue_3y"),
        18: ("profit", "margin"),
    }


def test_short_term_revenue_needs_both_the_amount_and_the_date() -> None:
    assert not METHOD.thresholds["amount"].optional
    assert not METHOD.thresholds["close"].optional


def test_a_margin_may_be_left_out() -> None:
    assert METHOD.thresholds["margin"].optional
    assert not METHOD.thresholds["profit"].optional


@pytest.mark.parametrize(("criterion", "codes"), CONTRADICTIONS.items())
def test_a_plus_that_its_worksheet_contradicts_is_a_finding(criterion: str, codes: set[str]) -> None:
    found = {
        code
        for code, rule in METHOD.findings.items()
        if rule.family == "contradiction" and f"rating.{criterion}" in rule.when.tests
    }
    assert found == codes


def test_five_strategies_with_the_conditions_of_the_heuristic() -> None:
    tests = {
        name: {quantity: test.written for quantity, test in each.when.tests.items()}
        for name, each in METHOD.strategies.items()
    }
    assert tests == {
        "defend": {"incumbent": "us", "lead_margin": ">= 0"},
        "frontal": {
            "lead_ratio": ">= 3",
            "standing.business_value": "proven",
            "standing.political_alignment": "proven",
        },
        "flanking": {"lead_margin": "<= 0"},
        "fragment": {"rating.solution_fit": "not +"},
        "develop": {"verdict": "walk-away", "worth.low": ">= 0"},
    }


@pytest.mark.parametrize(
    ("symptom", "number"),
    [
        ("budget_disappearing", 4),
        ("criteria_slanted", 6),
        ("criteria_changing", 6),
        ("price_preoccupation", 10),
        ("no_inside_support", 11),
        ("meetings_delegated", 12),
        ("players_changing", 15),
    ],
)
def test_a_symptom_puts_its_criterion_in_doubt(symptom: str, number: int) -> None:
    assert [METHOD.numbers[name] for name in METHOD.symptoms[symptom].doubts] == [number]


def test_no_other_symptom_puts_a_criterion_in_doubt() -> None:
    assert sum(1 for each in METHOD.symptoms.values() if each.doubts) == 7
