"""On a phone a row is a card, and each of its cells has the name of its column before it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import KINDS

KINDS_WITH_CARDS = ("deal, the fullest", "deal, closed", "plan", "value", "partner worksheet")
OTHER_WORDS = {
    "What we know": "",
    "How a partner can help": "For example",
    "How this one helps here": "Here",
    "Pellucid Data Engineering": "They",
    "Marlowe Tarn Consulting": "They",
    **dict.fromkeys(("Part", "Support", "Standing", "Change", "What they want"), ""),
}
"""Columns with another label, or with none where their values say by themselves what they are."""
LABELS = """[...document.querySelectorAll("table:is(.pb-stack, .pb-cases, .pb-score, .pb-sheet)")].flatMap(table => {
  const names = [...table.tHead.rows[0].cells].map(each => each.textContent);
  return [...table.querySelectorAll("td:not(:empty, [colspan])")].map(
    cell => [names[cell.cellIndex], getComputedStyle(cell, "::before").content]
  );
})"""


@pytest.mark.parametrize("kind", KINDS_WITH_CARDS)
def test_a_cell_is_labelled_with_the_name_of_its_column(page: Page, kind: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(KINDS[kind])
    labels = {(name, shown.strip('": ').replace("none", "")) for name, shown in page.evaluate(LABELS)}
    assert labels
    assert {(name, OTHER_WORDS.get(name, name)) for name, _ in labels} == labels


def test_a_figure_of_a_deal_is_labelled_in_the_first_rows_and_in_those_from_the_file(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(KINDS["findings"])
    rows = "[data-deals] tbody td[data-col=count]"
    assert page.locator(rows).first.evaluate('td => getComputedStyle(td, "::before").content') == '"In this deal "'
    page.goto(f"{KINDS['findings']}?sort=-count")
    page.wait_for_selector("th[data-col=count][aria-sort]", state="attached")
    assert page.locator(rows).first.evaluate('td => getComputedStyle(td, "::before").content') == '"In this deal "'
