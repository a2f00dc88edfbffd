"""A team's method file changes the shipped one key by key; stages and verdict rules it replaces whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.model.method import VERDICTS, Method
from generator.problems import Refused
from generator.read.method import laid_over, read_method, shipped, shipped_names


def method(written: str) -> Method:
    reading = read_method("deals/method.yml", written.encode())
    assert reading.problems == ()
    assert reading.noun
    return reading.noun


def test_without_a_file_the_usual_method_holds() -> None:
    assert read_method("deals/method.yml", None).noun is shipped("target-account")
    assert method("# nothing changed yet\n").criteria == shipped("target-account").criteria


def test_a_team_picks_the_method_that_it_extends() -> None:
    assert shipped_names() == ("common", "meddpicc", "target-account")
    assert method("extends: meddpicc\n").criteria == shipped("meddpicc").criteria


def test_what_is_not_a_method_by_itself_cannot_be_shipped_as_one() -> None:
    with pytest.raises(Refused, match="criteria is missing"):
        shipped("common")


def test_an_item_keeps_what_the_team_does_not_write() -> None:
    risk = method("criteria:\n  risk: {weight: 2.5, label: Danger}\n").criteria["risk"]
    usual = shipped("target-account").criteria["risk"]
    assert (risk.weight, risk.label) == (Decimal("2.5"), "Danger")
    assert (risk.low, risk.high, risk.ask, risk.question) == (usual.low, usual.high, usual.ask, usual.question)


def test_a_new_item_stands_after_the_shipped_ones() -> None:
    added = method(
        "criteria:\n  data_protection:\n    {label: Data protection, question: compete, low: open, high: settled,"
        " ask: [Who signs?], due: evaluate, stale: 90}\n"
    )
    assert list(added.criteria) == [*shipped("target-account").criteria, "data_protection"]


def test_a_team_says_a_verdict_s_duty_in_its_own_words_and_keeps_the_others() -> None:
    duties, usual = method("duties:\n  qualify: Two calls, then decide.\n").duties, shipped("target-account").duties
    assert set(usual) == {*VERDICTS}
    assert duties["qualify"].says == "Two calls, then decide."
    assert duties["pursue"] == usual["pursue"]
    (problem,) = read_method("deals/method.yml", b"duties:\n  persue: Go.\n").problems
    assert (problem.code, problem.line, problem.column) == ("unknown-verdict", 2, 3)


def test_stages_and_verdict_rules_are_replaced_whole() -> None:
    changed = method(
        "stages:\n  meet: {label: Meet, like: prospect}\n  test: {label: Test, like: qualify}\n"
        "  offer: {label: Offer, like: evaluate}\n  sign: {label: Sign, like: propose}\n"
        "  haggle: {label: Haggle, like: negotiate}\n  over: {label: Over, closed: yes}\n"
        "verdict:\n  poor: {label: Poor, verdict: walk-away, when: {weakest.high: '< 0'}}\n"
        "  rest: {label: Rest, verdict: pursue}\n"
    )
    assert list(changed.stages) == ["meet", "test", "offer", "sign", "haggle", "over"]
    assert list(changed.verdict) == ["poor", "rest"]


def test_forecast_categories_are_replaced_whole_and_read_as_crms_write_them() -> None:
    usual = shipped("target-account")
    spellings = ("Commit", "COMMITTED", "best-case", "Best Case", "Upside", "pipeline", "omitted", "", "?")
    read = ["commit", "commit", "best_case", "best_case", "best_case", "pipeline", None, None, None]
    assert [usual.category(each) for each in spellings] == read
    assert [usual.category_of(each) for each in VERDICTS] == [None, "pipeline", "best_case", "commit"]
    changed = method("forecast:\n  sure: {label: Sure thing, verdicts: [pursue, strengthen]}\n")
    assert list(changed.forecast) == ["sure"]
    assert changed.category("SURE THING") == changed.category_of("strengthen") == "sure"
    assert changed.category("commit") is None


def test_no_two_forecast_categories_claim_the_same() -> None:
    written = """forecast:
  commit: {label: Commit, verdicts: [pursue]}
  sure: {label: Sure, written: [commit!], verdicts: [strengthen, pursue]}
"""
    reading = read_method("deals/method.yml", written.encode())
    assert [str(problem) for problem in reading.problems] == [
        "deals/method.yml:3:3: 'commit!' is read as the category 'commit', too (delete it in one of the two)",
        "deals/method.yml:3:66: 'pursue' speaks for the category 'commit', too (delete it in one of the two)",
    ]


def test_a_list_is_replaced_and_an_empty_value_changes_nothing() -> None:
    assert laid_over({"a": {"b": ["x", "y"], "c": "1"}, "d": "2"}, {"a": {"b": ["z"]}}) == {
        "a": {"b": ["z"], "c": "1"},
        "d": "2",
    }
    assert method("criteria:\n  risk: {weight: }\n").criteria["risk"].weight == 1


def test_a_wrong_value_does_not_hide_a_rule_that_names_nothing() -> None:
    written = "closing_days: soon\nstrategies:\n  frontal: {when: {leeds: '>= 3'}}\n"
    reading = read_method("deals/method.yml", written.encode())
    assert [str(problem) for problem in reading.problems] == [
        "deals/method.yml:1:15: closing_days is not a whole number: 'soon' (write it like 3)",
        "deals/method.yml:3:20: the rule names something unknown: 'leeds' (did you mean 'leads'?)",
    ]
    assert reading.noun is None
