"""Scripts of ours that a page loads: some serve every page, each other one what it finds on some pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Final

from generator.show.page import Page
from generator.show.urls import page_urls

ROWS_LEAD_TO: Final = frozenset({"account", "deal", "plan", "value", "partner worksheet", "review", "broken"})
"""Kinds of pages that rows of tables lead to, which therefore have a previous and a next row."""
FEWEST_SECTIONS: Final = 4
"""Sections of a page from which on a phone has a button for them."""


def _holds(mark: str) -> Callable[[Page], bool]:
    """Return a test for a piece of a tag, which no text of an author contains, since quotes in it are escaped."""
    return lambda page: mark in page.html


ON_SOME: Final[Mapping[str, Callable[[Page], bool]]] = {
    "choose.js": _holds('" data-compare="'),
    "compare.js": lambda page: page.kind == "compare",
    "copy.js": _holds('" data-copy>'),
    "evidence.js": _holds('<div data-strip="'),
    "folds.js": _holds("<details"),
    "influence.js": _holds('<svg class="pb-map'),
    "neighbours.js": lambda page: page.kind in ROWS_LEAD_TO or ' data-list="' in page.html,
    "portfolio.js": _holds('<div class="pb-deals" data-deals="'),
    "sections.js": lambda page: len(page.toc) >= FEWEST_SECTIONS,
}
"""Scripts that only some pages load, and which these are; a script of the theme that is not here serves all."""


def tags(page: Page) -> str:
    """Return the tags of the scripts that a page loads beyond those of every page."""
    needed = (name for name, needs in ON_SOME.items() if needs(page))
    links = (escape(page_urls.href(page.address, f"assets/{name}")) for name in needed)
    return "".join(f'\n<script src="{link}" defer></script>' for link in links)
