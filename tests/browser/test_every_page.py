"""What holds for every kind of page, in a real browser: each is visited once for all of its claims."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.kinds import KINDS
from tests.browser.visits import Seen, visit


@pytest.fixture(scope="module", params=[pytest.param(path, id=kind) for kind, path in KINDS.items()])
def seen(browser: Browser, address: str, request: pytest.FixtureRequest) -> Seen:
    """Return what a visit to this kind of page has seen."""
    return visit(browser, address, request.param)


@pytest.fixture(scope="module")
def scriptless(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """Return a profile in which no script runs."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    yield context
    context.close()


def test_it_asks_no_other_host(seen: Seen) -> None:
    assert seen.foreign == []


def test_nothing_complains_in_the_console(seen: Seen) -> None:
    assert seen.complaints == []


def test_it_has_one_first_heading(seen: Seen) -> None:
    assert seen.headings == 1


def test_no_word_is_smaller_than_twelve_pixels(seen: Seen) -> None:
    assert seen.small == []


def test_no_line_of_a_text_is_longer_than_the_eye_follows(seen: Seen) -> None:
    assert seen.long == []


def test_a_phone_never_scrolls_sideways(seen: Seen) -> None:
    assert seen.sideways == 0


def test_on_a_phone_only_drawings_and_grids_of_figures_scroll_in_their_own_box(seen: Seen) -> None:
    wide = {"pb-map", "pb-map pb-map--fits", "pb-table pb-level", "pb-table pb-ranges"}
    assert set(seen.cut_off) <= wide


def test_at_four_times_the_size_it_scrolls_in_one_dimension_and_each_box_can_be_reached_by_keys(seen: Seen) -> None:
    assert seen.enlarged_sideways == 0
    assert seen.out_of_reach == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(seen: Seen, scheme: str) -> None:
    assert seen.violations[scheme] == []


def test_the_dark_scheme_is_dark(seen: Seen) -> None:
    assert seen.lightness["dark"] < 3 * 80, "the page's ground is light in the dark scheme"


@pytest.mark.parametrize("path", [pytest.param(path, id=kind) for kind, path in KINDS.items()])
def test_it_reads_without_scripts(scriptless: BrowserContext, path: str) -> None:
    page = scriptless.new_page()
    page.goto(path)
    assert page.locator(".md-content h1").is_visible()
    assert len(page.locator(".md-content").inner_text()) > 60
    page.close()
