"""A deal that has ended shows what its criteria said some days before, beside what was known at the end."""

from __future__ import annotations

from typing import Any

from generator.show.deal.pages import deal_pages
from generator.show.page import Setting
from tests.assess.judging import METHOD, judge
from tests.making import TODAY, make_surroundings, rated
from tests.show.markup import Element, parse

LOST: dict[str, Any] = {"result": "lost", "date": "2026-11-01"}


def page(**changes: Any) -> Element:
    pages = deal_pages(judge(**changes), make_surroundings(METHOD), Setting(TODAY, "Playbook"), None)
    return parse(pages[0].html)


def ended() -> Element:
    early = {name: each | {"date": "2026-09-02"} for name, each in rated(METHOD, "+++++ +++++ +++++ +++++").items()}
    late = early | {"political_alignment": {"us": "-", "date": "2026-10-30"}}
    return page(assessment=late, outcome=LOST)


def test_the_verdict_then_stands_with_its_day_and_what_it_was_judged_by() -> None:
    tree = ended()
    section = next(
        each for each in tree.find("section") if each.attributes.get("aria-labelledby") == "before-the-end"
    )
    said = " ".join(section.text.split())
    assert "Strengthen" in said
    assert "2 Sep 2026, 60 days before the end. Judged under today's method by today's file" in said
    assert "where what was dated later reads ?." in said


def test_every_criterion_shows_its_rating_of_that_day() -> None:
    table = ended().one("table", class_="pb-table pb-stack pb-before")
    marks = {each.attributes["title"]: each.text for each in table.find("a")}
    assert len(marks) == 20
    assert marks["Customer's application or project"] == "1 +"
    assert marks["Political alignment"] == "15 ?"


def test_what_reads_otherwise_at_the_end_is_named_with_both_ratings_and_its_day() -> None:
    said = " ".join(ended().text.split())
    assert "Read otherwise at the end: 15 Political alignment ? → − (30 Oct 2026)." in said


def test_a_deal_that_was_known_all_along_says_so() -> None:
    said = " ".join(page(assessment={"risk": {"us": "-", "date": "2026-01-05"}}, outcome=LOST).text.split())
    assert "No criterion was rated differently at the end." in said


def test_an_open_deal_has_no_such_section() -> None:
    assert "before-the-end" not in {each.attributes.get("id") for each in page().walk()}
