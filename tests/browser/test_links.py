"""Links in running text: told by more than their colour, whatever the width of the window."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

COLOUR_ALONE = """() => {
  const lined = (each) => {
    const style = getComputedStyle(each);
    return style.textDecorationLine.includes("underline") || parseFloat(style.borderBottomWidth) > 0;
  };
  const inText = (each) => [...each.parentElement.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim().length > 2
  );
  const links = [...document.querySelectorAll("#__content .pb a[href]:not(.headerlink, svg a, nav a)")];
  const seen = links.filter((each) => each.offsetParent && each.textContent.trim() && inText(each));
  return [seen.length, seen.filter((each) => !lined(each)).map((each) => each.textContent.trim())];
}"""


@pytest.mark.parametrize("path", ["", "aldermoor/core-banking/", "findings/"])
def test_no_link_beside_text_is_told_by_its_colour_alone(page: Page, path: str) -> None:
    page.goto(path)
    for width in (1280, 640, 320):
        page.set_viewport_size({"width": width, "height": 700})
        seen, alone = page.evaluate(COLOUR_ALONE)
        assert seen
        assert alone == [], width
