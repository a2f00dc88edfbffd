"""What holds for every kind of page, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.browser.kinds import KINDS

pytestmark = pytest.mark.xdist_group("browser")

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
every_kind = pytest.mark.parametrize("path", [pytest.param(path, id=kind) for kind, path in KINDS.items()])


@every_kind
def test_it_asks_no_other_host_and_complains_of_nothing(page: Page, address: str, path: str) -> None:
    foreign: list[str] = []
    complaints: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            foreign.append(request.url)

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "status of 404" not in message.text:
            complaints.append(message.text)

    page.on("request", asked)
    page.on("console", said)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path, wait_until="networkidle")
    assert foreign == []
    assert complaints == []
    assert page.locator("h1").count() == 1


@every_kind
def test_a_phone_never_scrolls_sideways(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(path)
    assert page.evaluate(SIDEWAYS) == 0


@every_kind
def test_it_reads_without_scripts(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(path)
    assert page.locator(".md-content h1").is_visible()
    assert len(page.locator(".md-content").inner_text()) > 60
    context.close()


@every_kind
def test_the_dark_scheme_is_dark(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(base_url=address, color_scheme="dark")
    page = context.new_page()
    page.goto(path)
    lightness = page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).slice(0, 3).reduce((a, b) => a + +b, 0)"
    )
    assert lightness < 3 * 80, "the page's ground is light in the dark scheme"
    context.close()
