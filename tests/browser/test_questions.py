"""The questions of a pipeline call, put to the sample site: each is answered within two clicks from the home page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from generator.cli.options.judged_deals import judged_deals
from tests.browser.questions import ASKED, Questions, Walk
from tests.house.imports import ROOT
from tests.making import TODAY


@pytest.fixture(scope="module")
def walks() -> dict[str, Walk]:
    questions = Questions(judged_deals(ROOT, "deals", TODAY), ROOT / "deals")
    return {name: questions.walk(name) for name in ASKED}


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """Return one tab for all walks."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", ASKED)
def test_a_question_is_answered_within_two_clicks_from_the_home_page(
    walks: dict[str, Walk], tab: Page, name: str
) -> None:
    walk = walks[name]
    assert len(walk.steps) <= 2
    shown = walk.arrive(tab)
    assert walk.is_answered(shown), (walk.question, shown, walk.answer)
