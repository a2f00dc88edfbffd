"""Finding one's way: tabs, the keyboard, links that are fetched ahead."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def test_a_deals_pages_are_tabs_of_one_another(page: Page) -> None:
    page.goto("aldermoor/core-banking/")
    for tab, heading in (
        ("Plan", "plan/"),
        ("Value", "value/"),
        ("Partners", "partners/"),
        ("Deal", "core-banking/"),
    ):
        page.locator("article nav").get_by_role("link", name=tab, exact=True).click()
        expect(page).to_have_url(re.compile(re.escape(heading) + "$"))


def test_the_keyboard_alone_reaches_a_deal(page: Page) -> None:
    page.goto("")
    for _ in range(60):
        page.keyboard.press("Tab")
        target = page.evaluate("document.activeElement.getAttribute('href') || ''")
        if target.startswith("eskelund/grid-data-platform"):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("eskelund/grid-data-platform"))


def test_the_focus_on_a_step_of_the_position_strip_shows_the_evidence(page: Page) -> None:
    page.goto("aldermoor/core-banking/")
    page.locator("#rival-zeldrin summary").click()
    step = page.locator("#rival-zeldrin .pb-strip a[href='#criterion-access_to_funds']")
    places = page.locator("#rival-zeldrin .pb-strip li").evaluate_all("all => all.map(each => each.className)")
    assert places[3:10] == ["level", "level", "level", "level", "trail", "lead", ""]
    assert len(places) == 20
    said = step.locator("span")
    small = said.bounding_box()
    assert small is not None
    assert small["width"] <= 1
    page.keyboard.press("Tab")
    step.focus()
    shown = said.bounding_box()
    assert shown is not None
    assert shown["width"] > 200
    expect(said).to_contain_text("Access to funds: level")
    expect(said).to_contain_text("EUR 1.35m approved by the board")


def test_pointing_at_a_link_fetches_its_page_ahead_and_no_other(page: Page, address: str) -> None:
    page.goto("")
    with page.expect_request(f"{address}actions/") as asked:
        page.locator(".md-tabs").get_by_role("link", name="Actions").hover()
    assert asked.value.resource_type == "other"
    assert page.locator("link[rel=prefetch]").count() == 1


def test_the_headline_of_a_deal_fits_a_phones_first_screen(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto("aldermoor/core-banking/")
    decision = page.get_by_text("The team decided").bounding_box()
    assert decision is not None
    assert decision["y"] + decision["height"] <= 640
