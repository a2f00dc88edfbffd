"""Pages in the colours that a reader forces: what is drawn by its ground alone is still there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

DRAWN = """() => {
  const drawn = [];
  for (const each of document.querySelectorAll("#__content .pb *:not(input, td, svg *)")) {
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(each, part);
      const empty = part ? style.content === '""' : !each.childNodes.length;
      if (empty && parseFloat(style.width) > 0) drawn.push([each.className, part, style.backgroundColor]);
    }
  }
  return drawn;
}"""
GROUNDS = {"rgba(0, 0, 0, 0)", "rgba(255, 255, 255, 0)", "rgb(255, 255, 255)"}


@pytest.mark.parametrize(
    ("path", "some"),
    [
        pytest.param("", "pb-verdict pb-verdict--won", id="portfolio"),
        pytest.param("aldermoor/core-banking/", "pb-gate pb-gate--proven", id="deal"),
        pytest.param("brackwell/claims-automation/plan/", "pb-line__stop pb-line__stop--done", id="plan"),
    ],
)
def test_a_shape_that_its_ground_alone_draws_is_drawn_in_forced_colours(page: Page, path: str, some: str) -> None:
    page.goto(path)
    before = page.evaluate(DRAWN)
    page.emulate_media(forced_colors="active")
    after = page.evaluate(DRAWN)
    drawn = [(name, part) for name, part, ground in before if ground not in GROUNDS]
    assert some in {name for name, _ in drawn}
    assert drawn == [(name, part) for name, part, ground in after if ground not in GROUNDS]


def test_the_page_that_is_open_is_told_among_its_tabs_in_forced_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto("aldermoor/core-banking/")
    lines = page.locator(".pb-tabs a").evaluate_all(
        "all => all.map((each) => [each.ariaCurrent, getComputedStyle(each).borderBottomColor])"
    )
    (opened,) = [colour for current, colour in lines if current]
    assert opened not in {colour for current, colour in lines if not current}
