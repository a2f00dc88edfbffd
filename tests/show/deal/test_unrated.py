"""The page of a deal that nobody has rated: what to answer first, and nothing in rows of question marks."""

from __future__ import annotations

from typing import Any

from tests.making import make_deal, rated
from tests.show.markup import Element
from tests.show.shown import around, trees


def page(method: str = "target-account", **changes: Any) -> Element:
    return trees(make_deal(**changes), around(method))[""]


def card(tree: Element) -> list[Element]:
    return tree.one("section", aria_labelledby="open-questions").find("li")


def test_three_questions_stand_with_their_reason_the_command_and_the_line() -> None:
    tree = page()
    assert tree.one("h2", id="open-questions").text == "Answer these three for a first verdict"
    first, *others = card(tree)
    assert len(others) == 2
    assert first.text.startswith("5 Compelling event What forces you to do something at all? it is a gate")
    assert [each.text for each in first.find("code")] == [
        'playbook rate aldermoor/core-banking 5 + --by customer --evidence "..."',
        'compelling_event: {us: "+", date: 2026-11-23, by: customer, evidence: "..."}',
    ]


def test_the_card_stands_for_the_findings_and_the_history_to_which_other_pages_lead() -> None:
    spans = page().one("section", aria_labelledby="open-questions").find("span")
    assert {"findings", "history"} <= {each.attributes.get("id") for each in spans}


def test_no_row_is_a_question_mark() -> None:
    for method in ("target-account", "meddpicc"):
        assert not [each for each in page(method).find("b") if each.text == "?"]


def test_every_criterion_has_its_place_with_what_the_numbers_say() -> None:
    line = page(amount="EUR 1,200,000").one("tr", id="criterion-short_term_revenue")
    assert line.text.startswith("16 Short-term revenue low high Order amount: EUR 1,200,000, limit at least")


def test_what_nothing_is_written_in_is_named_with_its_key_and_the_rest_folds() -> None:
    tree = page(competitors="xsys", notes="Met them.")
    blank = [each.attributes["id"] for each in tree.one("section", aria_labelledby="blank").find("li")]
    assert "strategy" in blank
    assert "competitors" not in blank
    folds = tree.find("details", class_="pb-fold")
    titles = [each.find("h2")[0].text for each in folds]
    assert titles == ["Scorecard", "Not written yet", "Competitors", "Notes"]
    assert not [each for each in folds if "open" in each.attributes]


def test_what_comes_next_and_what_another_method_rates_is_not_lost() -> None:
    tree = page("meddpicc", assessment={"risk": "-"}, plan={"actions": {"call": {"what": "Call them"}}})
    assert "Call them" in tree.one("section", aria_labelledby="next-actions").text
    assert "not counted: risk." in tree.one("section", aria_labelledby="scorecard").text


def test_a_deal_with_one_rating_or_an_end_has_the_whole_page() -> None:
    assert not page(assessment=rated(around().method, "-" + "?" * 19)).find("h2", id="blank")
    assert not page(outcome={"result": "lost", "date": "2026-11-01"}).find("h2", id="blank")
