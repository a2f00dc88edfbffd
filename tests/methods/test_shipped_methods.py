"""Every method that ships is consistent in itself: whatever one part names, another part holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.model.method import Method, MethodItem
from generator.model.quantities import rule_names
from generator.read.consistency import method_faults
from generator.read.method import SHIPPED, shipped
from generator.read.yaml.document import parse_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

METHODS = pytest.mark.parametrize(
    "method", [shipped("target-account"), shipped("meddpicc")], ids=lambda each: each.name
)
BLANK = re.compile(r"\[([a-z_]+)\]")


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("*.yml")), ids=lambda each: each.stem)
def test_no_value_in_a_shipped_file_is_passed_over(file: Path) -> None:
    assert parse_whole(file.name, file.read_bytes()).problems == ()


@METHODS
def test_a_shipped_method_agrees_with_itself(method: Method) -> None:
    assert [*method_faults(method)] == []


@METHODS
def test_every_rule_looks_only_at_quantities_that_there_are(method: Method) -> None:
    scoped = [
        *((f"verdict {name}", rule.when, rule_names(method, "verdict")) for name, rule in method.verdict.items()),
        *((f"strategy {name}", each.when, rule_names(method, "deal")) for name, each in method.strategies.items()),
        *((f"finding {code}", rule.when, rule_names(method, rule.each)) for code, rule in method.findings.items()),
    ]
    unknown = [(rule, name) for rule, when, known in scoped for _, name in when.quantities() if name not in known]
    assert unknown == []


@METHODS
def test_only_the_last_verdict_rule_has_no_condition(method: Method) -> None:
    *others, last = method.verdict.values()
    assert all([*rule.when.quantities()] for rule in others)
    assert not [*last.when.quantities()]


@METHODS
def test_every_verdict_can_be_given(method: Method) -> None:
    assert {rule.verdict for rule in method.verdict.values()} == {"walk-away", "qualify", "strengthen", "pursue"}


@METHODS
def test_every_criterion_belongs_to_a_question_and_is_due_at_a_stage(method: Method) -> None:
    assert {each.question for each in method.criteria.values()} == set(method.questions)
    assert {each.due for each in method.criteria.values()} <= set(method.stages)


@METHODS
def test_every_criterion_has_two_poles_and_questions_that_a_seller_can_ask(method: Method) -> None:
    for name, each in method.criteria.items():
        assert each.low != each.high, name
        assert len(each.ask) >= 2, name
        assert all(question.endswith("?") for question in each.ask), name


@METHODS
def test_no_question_is_asked_twice(method: Method) -> None:
    asked = [question for each in method.criteria.values() for question in each.ask]
    assert len(asked) == len(set(asked))


@METHODS
def test_every_number_has_a_threshold_with_one_limit(method: Method) -> None:
    assert {name for each in method.criteria.values() for name in each.numbers} <= set(method.thresholds)
    for limit in method.thresholds.values():
        limits = (limit.at_least, limit.at_most_days, limit.at_least_share)
        assert sum(each is not None for each in limits) == 1


@METHODS
def test_the_last_stage_alone_is_closed(method: Method) -> None:
    assert [each.closed for each in method.stages.values()] == [False] * 5 + [True]


@METHODS
def test_seven_steps(method: Method) -> None:
    assert len(method.steps) == 7


@METHODS
def test_three_statement_patterns_whose_blanks_have_slots_and_filled_examples(method: Method) -> None:
    assert len(method.patterns) == 3
    for name, pattern in method.patterns.items():
        assert BLANK.findall(pattern.says) == [*pattern.slots] == [*pattern.example], name


@METHODS
def test_every_pattern_example_gives_a_number_and_a_period(method: Method) -> None:
    for name, pattern in method.patterns.items():
        told = " ".join(pattern.example.values())
        assert re.search(r"\d", told), name
        assert re.search(r"year|quarter|month|day|\b20\d\d\b", told), name


@METHODS
def test_benefits_and_costs_stand_under_their_heads(method: Method) -> None:
    assert {name: (head.side, len(head.items)) for name, head in method.value_heads.items()} == {
        "increase": ("benefit", 7),
        "decrease": ("benefit", 8),
        "acquisition": ("cost", 5),
        "possession": ("cost", 4),
        "usage": ("cost", 6),
        "opportunity": ("cost", 3),
    }


@METHODS
def test_depreciation_and_finance_charges_are_no_cash_and_revenue_counts_at_a_margin(method: Method) -> None:
    items = {name: item for head in method.value_heads.values() for name, item in head.items.items()}
    assert {name for name, item in items.items() if not item.cash} == {"depreciation", "finance_charges"}
    assert {name for name, item in items.items() if item.margin} == {"revenue"}


@METHODS
def test_eighteen_symptoms_thirteen_of_the_sale_and_five_of_ourselves(method: Method) -> None:
    heads = [each.head for each in method.symptoms.values()]
    assert heads == ["sales"] * 13 + ["personal"] * 5


@METHODS
def test_symptoms_put_only_known_criteria_in_doubt(method: Method) -> None:
    assert {name for each in method.symptoms.values() for name in each.doubts} <= set(method.criteria)


@METHODS
def test_ten_levels_five_of_versatility_and_five_of_development(method: Method) -> None:
    assert [each.group for each in method.levels.values()] == ["versatility"] * 5 + ["development"] * 5


@METHODS
def test_eleven_questions_about_a_partner_and_five_functions(method: Method) -> None:
    assert len(method.partner_questions) == 11
    assert len(method.functions) == 5


@METHODS
def test_every_question_says_how_a_partner_could_help(method: Method) -> None:
    assert all(each.partner_examples for each in method.questions.values())


@METHODS
def test_the_way_to_an_order_has_its_milestones(method: Method) -> None:
    assert {"legal", "security", "procurement", "signature"} <= set(method.milestones)


@METHODS
def test_every_family_of_findings_has_its_rules_and_none_speaks_of_closed_deals(method: Method) -> None:
    assert {rule.family for rule in method.findings.values()} == {
        "unproven",
        "stale",
        "contradiction",
        "uncovered",
        "overdue",
        "incomplete",
        "unbalanced",
    }
    assert all(rule.when.tests["open"].written == "yes" for rule in method.findings.values())


@METHODS
def test_a_finding_about_an_item_names_it_and_one_about_the_deal_names_none(method: Method) -> None:
    for code, rule in method.findings.items():
        assert ("{subject}" in rule.says) is (rule.each != "deal"), code
        assert rule.at or rule.each == "ahead", code  # which names the place itself


@METHODS
def test_words_that_rules_test_for_are_words_that_the_quantity_can_have(method: Method) -> None:
    for code, rule in method.findings.items():
        for name, test in rule.when.tests.items():
            if name.startswith("rating."):
                assert test.written in {"+", "-", "?"}, code
            if name.startswith("has.") or name == "open":
                assert test.written in {"yes", "no"}, code


def items_of(part: object) -> Iterator[MethodItem]:
    """Yield every item of a method, however deep it stands."""
    if isinstance(part, MethodItem):
        yield part
    if isinstance(part, Method | MethodItem):
        for name in type(part).model_fields:
            yield from items_of(getattr(part, name))
    if isinstance(part, dict):
        for each in part.values():
            yield from items_of(each)


@METHODS
def test_every_item_is_named_and_says_where_it_comes_from(method: Method) -> None:
    items = [*items_of(method)]
    assert len(items) > 150
    assert all(item.label for item in items)
    assert {item.source for item in items} <= {"deck", "field", "ours"}


@METHODS
def test_scoring_parts_are_marked_as_ours(method: Method) -> None:
    for part in (method.thresholds, method.verdict, method.findings):
        assert {item.source for item in part.values()} == {"ours"}
