"""People in a browser: whom nobody covers within two clicks, and the influence map that leads to them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds import KINDS

NEAR = "map => [...map.querySelectorAll('a.lit')].map(each => each.getAttribute('href'))"


def test_whose_decision_makers_nobody_covers_is_two_clicks_from_the_tab(page: Page) -> None:
    page.goto(KINDS["people"])
    page.get_by_text("Decision maker or approver not covered").first.click()
    page.get_by_role("link", name="Just these in the table").and_(page.locator("#lack-decider a")).click()
    page.wait_for_selector("[data-deals=people] .pb-tools:not([hidden])")
    assert "lacks=Decision+maker" in page.url
    parts = page.locator("[data-deals=people] tbody td[data-col=part]").all_inner_texts()
    coverages = page.locator("[data-deals=people] tbody td[data-col=coverage]").all_inner_texts()
    assert (set(parts), set(coverages)) == ({"decision maker", "approver"}, {"none", "brief"})
    counted = page.locator("#lack-decider summary .pb-number").inner_text()
    assert page.locator("[data-deals=people] [data-count]").inner_text().startswith(f"{counted} of ")


def test_lines_of_a_person_light_up_under_the_pointer_and_the_focus_and_enter_leads_to_their_row(page: Page) -> None:
    page.goto(KINDS["plan"])
    drawn = page.locator("svg.pb-map")
    drawn.locator("a", has_text="Pia Nakata-Broom").hover()
    assert set(drawn.evaluate(NEAR)) == {"#player-b-tunde", "#player-f-marchetti", "#player-p-nakata"}
    assert drawn.locator("path.lit").count() == 2, "who reports and who influences"
    page.mouse.move(0, 0)
    expect(drawn.locator(".lit")).to_have_count(0)
    drawn.locator("a", has_text="Ivo Rask").focus()
    assert "#player-i-rask" in drawn.evaluate(NEAR)
    page.keyboard.press("Enter")
    assert page.url.endswith("#player-i-rask")


@pytest.mark.parametrize("path", ["brackwell/", "brackwell/claims-automation/plan/"])
def test_a_map_of_sixteen_people_fits_a_laptop_without_shrinking_its_words(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(path)
    drawn = page.locator("svg.pb-map")
    assert drawn.locator(":scope > a").count() == 16
    assert page.locator(".pb-map__box").evaluate("box => box.scrollWidth <= box.clientWidth")
    assert drawn.evaluate("map => map.getBoundingClientRect().width / map.viewBox.baseVal.width") == 1


def test_on_a_phone_a_list_stands_in_place_of_the_map(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(KINDS["plan"])
    assert page.locator("svg.pb-map").is_hidden()
    listed = page.locator(".pb-map__list")
    assert listed.locator("li").count() == page.locator("svg.pb-map > a").count()
    listed.get_by_role("link", name="Ivo Rask").click()
    assert page.url.endswith("#player-i-rask")
