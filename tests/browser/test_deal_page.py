"""The page of a deal: how long it is, what it folds, and what opens that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from benchmarks.paint import OBSERVE
from tests.browser.kinds import KINDS
from tests.browser.serving import served
from tests.plugin.trees import planted

FULLEST = KINDS["deal, the fullest"]
HEIGHT = "document.documentElement.scrollHeight"
CLOSED = "document.querySelectorAll('#__content details:not([open], .pb-sections details)').length"

IMPORTED = """---
title: Quay side cranes
stage: prospect
owner: Dana Reyes
amount: EUR 220000
close: 2027-06-30
crm: {system: Salesforce, id: 006AL00999, forecast: pipeline, url: "https://crm.example.com/006AL00999"}
competitors: [zeldrin]
plan:
  actions:
    call: {what: Call the harbour master about the tender, owner: Dana Reyes, due: 2026-12-01}
    send: {what: Send the reference of the port of Tarnwick, owner: Dana Reyes, due: 2026-12-03}
    price: {what: Ask for the price list of last year, owner: Owen Brisk, due: 2026-11-20}
    visit: {what: Visit the quay, owner: Owen Brisk, due: 2027-01-20}
---

## 12 Nov 2026, call

They asked for a reference and a price by the end of the month.

## 3 Nov 2026, mail

We sent the leaflet. No answer yet.
"""


class Length(NamedTuple):
    """Height of a page in pixels on a laptop and on a phone, and how much it shifted while it loaded."""

    laptop: int
    phone: int
    shift: float


@pytest.fixture(scope="module")
def desk(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """Return a profile with a window as wide as most laptops have it, which adds up what shifts."""
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
    context.add_init_script(OBSERVE)
    yield context
    context.close()


@pytest.fixture
def deal(desk: BrowserContext) -> Iterator[Page]:
    """Return a tab on the fullest deal."""
    tab = desk.new_page()
    tab.goto(FULLEST, wait_until="load")
    yield tab
    tab.close()


def test_the_fullest_deal_is_short_and_does_not_jump(deal: Page) -> None:
    laptop = deal.evaluate(HEIGHT)
    shift = deal.evaluate("window.shifts")
    deal.set_viewport_size({"width": 360, "height": 640})
    length = Length(laptop, deal.evaluate(HEIGHT), shift)
    assert length.laptop <= 3_500, length
    assert length.phone <= 6_500, length
    assert length.shift <= 0.01, length


@pytest.mark.parametrize(
    "place",
    [
        f"{FULLEST}#criterion-access_to_funds",
        f"{FULLEST}#history",
        f"{FULLEST}#notes",
        f"{KINDS['method']}#criterion-access_to_funds",
    ],
)
def test_a_link_into_a_folded_section_arrives_without_a_jump(desk: BrowserContext, place: str) -> None:
    tab = desk.new_page()
    tab.goto(place)
    tab.wait_for_function("document.documentElement.dataset.folds === 'placed'")
    expect(tab.locator(f"#{place.partition('#')[2]}")).to_be_in_viewport()
    assert tab.evaluate("window.shifts") <= 0.01
    tab.close()


def test_tables_and_cards_use_the_width_of_a_laptop_beside_the_sections(deal: Page) -> None:
    deal.set_viewport_size({"width": 1440, "height": 900})
    box = deal.locator("table.pb-score").first.bounding_box()
    assert box
    assert box["width"] > 1_050


def test_a_deal_that_nobody_has_rated_is_one_screen(desk: BrowserContext) -> None:
    page = desk.new_page()
    page.goto(KINDS["deal, the barest"])
    assert page.evaluate(HEIGHT) <= 900
    page.close()


def test_an_imported_deal_with_actions_and_notes_is_one_screen(browser: Browser, tmp_path: Path) -> None:
    tree = planted(tmp_path, {"ivorsund/quay.md": IMPORTED, "competitors/zeldrin.md": "---\ntitle: Zeldrin\n---\n"})
    tree.build()
    with served(tree.site) as base:
        page = browser.new_page(base_url=base, viewport={"width": 1440, "height": 900})
        page.goto("ivorsund/quay/")
        assert page.evaluate(HEIGHT) <= 900
        page.locator("summary", has=page.locator("#notes")).click()
        expect(page.locator(".pb-notes")).to_be_visible()
        width = page.locator("section:has(> details[open])").evaluate("each => each.offsetWidth")
        assert width > 1_050
        page.close()


def test_a_bar_keeps_verdict_gates_and_tabs_in_sight(deal: Page) -> None:
    bar = deal.locator(".pb-bar")
    verdict = bar.get_by_text("Strengthen")
    expect(verdict).not_to_be_visible()
    for width, height in ((1440, 900), (360, 640)):
        deal.set_viewport_size({"width": width, "height": height})
        deal.evaluate("scrollTo(0, 2000)")
        for each in (verdict, bar.get_by_role("link", name="Review"), bar.get_by_title("Compelling event: proven")):
            expect(each).to_be_in_viewport()
        box = bar.bounding_box()
        assert box
        assert box["height"] < 45, width


def test_one_button_opens_all_that_is_folded_and_folds_it_again(deal: Page) -> None:
    assert deal.evaluate(CLOSED) > 5
    button = deal.get_by_role("button", name="Open all sections")
    button.click()
    assert deal.evaluate(CLOSED) == 0
    button.click()
    assert deal.evaluate(CLOSED) == deal.locator("#__content details:not(.pb-sections details)").count()


@pytest.mark.parametrize("place", ["criterion-customer_project", "findings-stale", "strategy"])
def test_a_link_opens_what_it_leads_to(deal: Page, place: str) -> None:
    target = deal.locator(f"#{place}")
    fold = target.locator("xpath=ancestor::details[1]")
    assert not fold.evaluate("fold => fold.open")
    deal.evaluate("place => document.querySelector(`a[href$='#${place}']`).click()", place)
    expect(fold).to_have_attribute("open", "")
    expect(target).to_be_in_viewport()
    fold.evaluate("fold => { fold.open = false; }")
    deal.evaluate("place => document.querySelector(`a[href$='#${place}']`).click()", place)
    expect(fold).to_have_attribute("open", "")


def test_an_address_with_a_place_opens_it(desk: BrowserContext) -> None:
    page = desk.new_page()
    page.goto(f"{FULLEST}#criterion-customer_project")
    expect(page.locator("#criterion-customer_project")).to_be_in_viewport()
    page.close()


def test_paper_shows_all_and_without_scripts_a_click_opens(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(FULLEST)
    row = page.locator("#criterion-customer_project")
    expect(row).not_to_be_visible()
    expect(page.locator("[data-unfold]")).not_to_be_visible()
    page.get_by_text("15 more criteria").click()
    expect(row).to_be_visible()
    page.get_by_text("15 more criteria").click()
    page.emulate_media(media="print")
    expect(row).to_be_visible()
    expect(page.locator(".pb-notes")).to_be_visible()
    context.close()


def test_the_fullest_deal_weighs_less_than_sixty_kilobytes(site: Path) -> None:
    assert len((site / FULLEST / "index.html").read_bytes()) < 60_000


def test_a_table_in_the_notes_stands_between_their_lines(deal: Page) -> None:
    deal.locator("summary", has=deal.locator("#notes")).click()
    table = deal.locator(".pb-notes table")
    expect(table).to_be_visible()
    places = [
        each.bounding_box()
        for each in (deal.locator(".pb-notes blockquote"), table, deal.get_by_text("Zeldrin's year ends"))
    ]
    tops = [place["y"] for place in places if place]
    assert tops == sorted(tops)
    assert len(tops) == 3


def test_the_players_of_a_plan_can_be_used_on_a_phone_and_stand_open_where_there_is_room(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(KINDS["plan"])
    rows = page.locator(".pb-players tbody tr")
    assert rows.count() > 12
    box = page.locator(".pb-players tbody").bounding_box()
    assert box
    assert box["height"] < 100 * rows.count()
    wanted = rows.nth(1).get_by_text("Two claims sites and five days")
    expect(wanted).not_to_be_visible()
    expect(rows.nth(1)).to_contain_text("decision maker")
    rows.nth(1).get_by_text("What they want").click()
    expect(wanted).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.reload()
    expect(wanted).to_be_visible()
    expect(rows.nth(1).locator("summary")).not_to_be_visible()
    context.close()
