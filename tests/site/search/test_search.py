"""Search documents: plain text made harmless, pages before their sections."""

from __future__ import annotations

import json

import pytest

from generator.show.page import Page, SearchEntry
from generator.site.search.material import documents, filled

INDEX = b'{"config":{"lang":["en"]},"docs":[]}'


def found(*pages: Page, directory_addresses: bool = True) -> list[dict[str, str]]:
    """Return the documents of some pages as the browser reads them."""
    index = filled(INDEX, [documents([page], directory_addresses=directory_addresses) for page in pages])
    docs: list[dict[str, str]] = json.loads(index)["docs"]
    return docs


def test_what_looks_like_markup_is_escaped_and_quotes_stay() -> None:
    page = Page("a/", "deal", "A", "", entries=(SearchEntry("", "<img onerror=x>", 'R&D "now"\u2028'),))
    assert found(page) == [
        {"location": "a/", "title": "&lt;img onerror=x&gt;", "text": 'R&amp;D "now"\u2028'},
    ]  # fmt: skip


def test_a_section_has_its_page_before_it() -> None:
    page = Page("a/b/", "deal", "B", "", entries=(SearchEntry("notes", "Notes", "x"),))
    assert [each["location"] for each in found(page)] == ["a/b/", "a/b/#notes"]


def test_the_home_page_stands_at_the_top() -> None:
    page = Page("", "portfolio", "Home", "", entries=(SearchEntry("", "Home", ""), SearchEntry("table", "Table", "")))
    assert [each["location"] for each in found(page)] == ["", "#table"]


def test_without_directory_addresses_a_file_is_named() -> None:
    page = Page("a/", "account", "A", "", entries=(SearchEntry("", "A", ""), SearchEntry("people", "People", "")))
    locations = [each["location"] for each in found(page, directory_addresses=False)]
    assert locations == ["a/index.html", "a/index.html#people"]


def test_pages_that_the_search_does_not_know_leave_no_gap() -> None:
    silent = Page("a/", "deal", "A", "")
    spoken = Page("b/", "deal", "B", "", entries=(SearchEntry("", "B", ""),))
    assert [each["location"] for each in found(silent, spoken, silent)] == ["b/"]


def test_an_index_of_another_form_is_not_filled() -> None:
    with pytest.raises(ValueError, match="does not end in an empty list"):
        filled(b'{"docs":[{"location":""}]}', [])
