"""A page loads the scripts that find something on it, and no others."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pytest

from generator.show.page import Heading, Page
from generator.show.templating.environment import theme_folder
from generator.site.layout.scripts import ON_SOME, tags

BARE = Page("aldermoor/core-banking/", "owner", "A page", "<h1>A page</h1>")
FULL = {
    "choose.js": replace(BARE, html='<div class="pb-people" data-compare="../compare/"></div>'),
    "compare.js": replace(BARE, kind="compare"),
    "copy.js": replace(BARE, html='<p class="pb-plain" data-copy>Words</p>'),
    "evidence.js": replace(BARE, html='<div data-strip="Zeldrin"></div>'),
    "folds.js": replace(BARE, html="<details open><summary>More</summary></details>"),
    "influence.js": replace(BARE, html='<svg class="pb-map pb-map--fits"></svg>'),
    "neighbours.js": replace(BARE, kind="plan"),
    "portfolio.js": replace(BARE, html='<div class="pb-deals" data-deals="open"></div>'),
    "sections.js": replace(BARE, toc=tuple(Heading(each, each, 2) for each in "abcd")),
}


def test_every_script_that_some_pages_load_is_in_the_theme() -> None:
    assert set(ON_SOME) <= {path.name for path in (theme_folder() / "assets").glob("*.js")}
    assert set(ON_SOME) == set(FULL)


def test_a_page_without_anything_for_them_loads_none() -> None:
    assert tags(BARE) == ""


@pytest.mark.parametrize("name", FULL)
def test_a_page_loads_the_script_that_finds_something_on_it(name: str) -> None:
    assert tags(FULL[name]) == f'\n<script src="../../assets/{name}" defer></script>'


def test_no_word_of_an_author_loads_a_script() -> None:
    text = "".join(page.html for page in FULL.values())
    assert tags(replace(BARE, html=f"<p>{escape(text)}</p>")) == ""
