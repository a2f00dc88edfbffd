"""The column of a deal on the page that compares deals: a cell for each row, and nothing of anybody's as HTML."""

from __future__ import annotations

import json
from typing import Any

from generator.assess.deal.assessment import assess
from generator.model.deal import Deal
from generator.model.playbook import Surroundings
from generator.show.deal.column import ColumnContext, column_file
from tests.making import TODAY, make_deal, rated
from tests.show.markup import Element, parse
from tests.show.portfolios import page, pages, sample_rows
from tests.show.shown import SETTING, around, harmed_noun, sample

LOST = {"result": "lost", "date": "2026-11-01", "reason": "price"}


def handed(deal: Deal, known: Surroundings | None = None) -> dict[str, Any]:
    """Return what the script hands over for a deal."""
    known = known or around()
    script = column_file(ColumnContext(assess(deal, known, TODAY), known, SETTING, None, ""))
    parsed: dict[str, Any] = json.loads(script.removeprefix(b"comparedDeal(").removesuffix(b");\n"))
    return parsed


def cells(deal: Deal, known: Surroundings | None = None) -> dict[str, Element]:
    """Return the cells by the row that each belongs to, no two of them to one."""
    tree = parse(f"<table><tr>{handed(deal, known)['cells']}</tr></table>")
    found = [each for each in tree.walk() if "data-of" in each.attributes]
    by_row = {each.attributes["data-of"]: each for each in found}
    assert len(by_row) == len(found)
    return by_row


def test_every_deal_has_a_cell_for_each_row_of_the_page() -> None:
    rows = {
        each.attributes["data-row"]
        for each in page("compare/", sample_rows()).find("tr")
        if "data-row" in each.attributes
    }
    playbook = sample()
    for deal in playbook.deals.values():
        assert set(cells(deal, playbook.surroundings)) == rows, deal.identity


def test_the_marks_of_an_open_deal_are_todays() -> None:
    signs = "+-?++ +++++ +++?? -----"
    deal = make_deal(assessment=rated(around().method, signs))
    assert handed(deal)["marks"] == signs.replace(" ", "")
    assert [cells(deal)[place].text for place in "012"] == ["+ proven", "− against us", "? unknown"]


def test_the_marks_of_a_closed_deal_are_those_known_before_its_end() -> None:
    early, late = {"us": "+", "date": "2026-08-01"}, {"us": "-", "date": "2026-10-20"}
    criteria = list(around().method.criteria)
    deal = make_deal(
        stage="closed", outcome=LOST, assessment={criteria[0]: early, criteria[1]: late, criteria[2]: {"us": "-"}}
    )
    assert handed(deal)["marks"] == "+" + "?" * 19
    assert cells(deal)["asof"].text == "2 Sep 2026 before its end"
    assert cells(deal)["verdict"].text == "Lost on 1 Nov 2026: price"


def test_what_a_deal_lacks_is_said() -> None:
    said = {key: cell.text for key, cell in cells(make_deal()).items()}
    assert [said[key] for key in ("owner", "position", "net", "covered", "next")] == [
        "nobody yet", "none named", "no worksheet", "nobody", "no open action",
    ]  # fmt: skip


def test_nothing_that_people_write_becomes_an_element() -> None:
    playbook, ours = sample(), {"th", "td", "a", "b", "p", "small", "span", "strong"}
    for deal in playbook.deals.values():
        harmed = cells(harmed_noun(deal), playbook.surroundings)
        assert {each.tag for cell in harmed.values() for each in cell.walk()} <= ours, deal.identity


def test_a_method_of_fewer_criteria_calls_deals_alike_by_half_of_them() -> None:
    for method, least in (("target-account", "10"), ("meddpicc", "4")):
        known = around(method)
        criteria = list(known.method.criteria)
        deal = make_deal(assessment={criteria[0]: {"us": "+"}})
        found = pages([], known)["compare/"].html
        assert f'data-least="{least}"' in found
        assert handed(deal, known)["marks"] == "+" + "?" * (len(criteria) - 1)
