"""The page of the method: how long it is, and what opens the items that it folds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect

from benchmarks.paint import OBSERVE
from tests.browser.kinds import KINDS

METHOD = KINDS["method"]
HEIGHT = "document.documentElement.scrollHeight"
PLACES = ("criterion-access_to_funds", "finding-milestone-unowned", "stage-propose")
"""Places that the page folds: a line of the list of criteria, one of a section that folds itself, and plain text."""


@pytest.fixture(scope="module", params=[True, False], ids=["with scripts", "without scripts"])
def desk(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Return a profile with the window of a laptop."""
    size: ViewportSize = {"width": 1440, "height": 900}
    context = browser.new_context(base_url=address, viewport=size, java_script_enabled=request.param)
    yield context
    context.close()


def test_it_is_short_and_does_not_jump(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address, viewport={"width": 1440, "height": 900})
    page.add_init_script(OBSERVE)
    page.goto(METHOD, wait_until="load")
    assert page.evaluate("window.shifts") <= 0.01
    assert page.evaluate(HEIGHT) <= 3_500
    page.set_viewport_size({"width": 360, "height": 640})
    assert page.evaluate(HEIGHT) <= 5_000
    page.close()


@pytest.mark.parametrize("place", PLACES)
def test_a_link_from_elsewhere_opens_what_it_leads_to_below_the_line_that_names_it(
    desk: BrowserContext, place: str
) -> None:
    page = desk.new_page()
    page.goto(f"{METHOD}#{place}")
    target = page.locator(f"#{place}")
    expect(target).to_be_in_viewport()
    fold = target.locator("xpath=ancestor::details[1]")
    expect(fold.locator("summary").first).to_be_in_viewport()
    page.close()


def test_what_nothing_opens_stays_folded_until_a_click_and_is_on_paper(desk: BrowserContext) -> None:
    page = desk.new_page()
    page.goto(METHOD)
    asked = page.locator(f"#{PLACES[0]}")
    expect(asked).not_to_be_visible()
    page.get_by_role("heading", name="4 Access to funds").click()
    expect(asked).to_be_visible()
    finding = page.locator(f"#{PLACES[1]}")
    expect(finding).not_to_be_visible()
    page.emulate_media(media="print")
    expect(finding).to_be_visible()
    page.close()
