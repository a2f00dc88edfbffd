"""Ways around the site: the search by keys, the neighbours in the list one came from, the sections on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import KINDS

FULLEST = KINDS["deal, the fullest"]


def test_ctrl_k_opens_the_search_and_escape_leads_back_to_where_one_was(page: Page) -> None:
    page.goto(FULLEST)
    crumb = page.locator(".pb-crumbs a").first
    crumb.focus()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.press("Escape")
    expect(crumb).to_be_focused()


QUICK = """() => {
  const press = (key, more) => document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, ...more}));
  press("k", {ctrlKey: true});
  const opened = document.activeElement.getAttribute("aria-label");
  press("Escape");
  return opened;
}"""


def test_escape_leads_back_for_a_reader_quicker_than_the_search_opens(page: Page) -> None:
    page.goto(FULLEST)
    crumb = page.locator(".pb-crumbs a").first
    crumb.focus()
    assert page.evaluate(QUICK) == "Search"
    expect(crumb).to_be_focused()
    expect(page.locator("[data-md-toggle=search]")).not_to_be_checked()


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Access to funds", "/method/#criterion-access_to_funds"),
        ("Ruth Okafor", "/aldermoor/#person-r-okafor"),
        ("Zeldrin", "/competitors/zeldrin/"),
        ("Pellucid", "/partners/pellucid-data/"),
        ("Aldermoor", "/aldermoor/"),
        ("migraton", "/aldermoor/core-banking/"),
    ],
    ids=["criterion", "person", "competitor", "partner", "account", "deal with a slip"],
)
def test_a_name_and_enter_lead_there(page: Page, typed: str, place: str) -> None:
    page.goto("owners/")
    page.keyboard.press("Control+k")
    page.keyboard.type(typed)
    page.locator(".md-search-result__item").first.wait_for()
    page.keyboard.press("Enter")
    path, _, anchor = place.partition("#")
    expect(page).to_have_url(re.compile(rf"{path}(\?h=[^#]*)?{'#' + anchor if anchor else ''}$"))


def test_a_deal_leads_to_its_neighbours_in_the_list_one_came_from_and_its_pages_do_too(page: Page) -> None:
    page.goto("deals/?sort=deal")
    page.locator("[aria-sort=ascending]").wait_for()
    rows = page.locator("[data-deals=open] tbody [data-col=deal] a")
    second, third = (re.compile(f"/{rows.nth(at).get_attribute('href').lstrip('./')}$") for at in (1, 2))  # type: ignore[union-attr]  # a link has one
    count = rows.count()
    rows.nth(1).click()
    expect(page).to_have_url(second)
    way = page.get_by_role("navigation", name="The list you came from")
    expect(way.locator("a:not([rel])")).to_have_text(f"2 of {count}")
    way.locator("[rel=next]").click()
    expect(page).to_have_url(third)
    page.locator(".pb-bar .pb-tabs a").nth(1).click()
    expect(way.locator("a:not([rel])")).to_have_text(f"3 of {count}")
    page.keyboard.press("p")
    expect(page).to_have_url(second)
    way.locator("a:not([rel])").click()
    expect(page).to_have_url(re.compile(r"/deals/\?sort=deal$"))


@pytest.mark.parametrize(
    ("start", "lines"), [("", ".pb-today__deal > a"), ("aldermoor/", "#deals + .pb-scroll th > a")]
)
def test_the_attention_and_the_deals_of_an_account_are_lists_to_go_through(
    page: Page, start: str, lines: str
) -> None:
    page.goto(start)
    names = page.locator(lines).all_inner_texts()
    page.locator(lines).first.click()
    way = page.get_by_role("navigation", name="The list you came from")
    expect(way.locator("a:not([rel])")).to_have_text(f"1 of {len(names)}")
    way.locator("[rel=next]").click()
    expect(page.locator("h1").first).to_have_text(names[1])


def test_a_page_that_no_list_led_to_names_none(page: Page) -> None:
    page.goto(FULLEST)
    expect(page.locator(".pb-crumbs")).to_be_visible()
    expect(page.locator(".pb-neighbours")).to_have_count(0)


def test_on_a_phone_a_button_unfolds_the_sections_of_a_page(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(FULLEST)
    fold = page.locator(".pb-sections")
    fold.locator("summary").click()
    fold.get_by_role("link", name="Findings").click()
    expect(page).to_have_url(re.compile("#findings$"))
    expect(page.locator("#findings")).to_be_in_viewport()
    expect(fold.locator("ul")).not_to_be_visible()


def test_without_scripts_a_phone_shows_the_sections(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False, viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(FULLEST)
    expect(page.locator(".md-sidebar--secondary").get_by_role("link", name="Findings")).to_be_visible()
    context.close()
