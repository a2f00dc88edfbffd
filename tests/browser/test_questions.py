"""The questions of a pipeline call, put to the sample and to realistic deals: each is answered within two clicks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.questions import build, write
from generator.cli.options.judged_deals import judged_deals
from tests.browser.questions import ASKED, Questions, Walk
from tests.browser.serving import served
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


@pytest.fixture(scope="module")
def pipeline(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Questions]]:
    """Return a tab on a site of three hundred deals, of which some changed last week, and its questions."""
    folder = tmp_path_factory.mktemp("call") / "pipeline"
    write(300, folder)
    build(folder)
    with served(folder / "site") as address:
        context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
        yield context.new_page(), Questions(judged_deals(folder, "deals", TODAY), folder / "deals")
        context.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", ASKED)
def test_so_it_is_in_a_pipeline_that_moved_last_week(pipeline: tuple[Page, Questions], name: str) -> None:
    tab, questions = pipeline
    walk = questions.walk(name)
    shown = walk.arrive(tab)
    assert walk.answer
    assert walk.is_answered(shown), (walk.question, shown, walk.answer)
