"""Search entries of a deal's pages: their words for the index, and their sections in a file beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.show.page import Page, SearchEntry
from generator.site.search.figures import figures, without_figures
from generator.site.search.index_format import PageEntry
from generator.site.search.tokenizer import vocabulary, words
from generator.storage.compact_json import compact_json

SECTIONS = "search.json"
MOST_INITIALS = 5
LEAST_WORDS = 3
"""Words that a title of one capital letter needs to be known by its initials."""
TITLE, NAME, TEXT = "0", "1", "2"
"""Rank of a word by where it stands, written before it; of each word the index knows the first of these alone."""


class SearchRecord(NamedTuple):
    """A file for the site, and the record from which the index is made."""

    path: str
    content: bytes
    entry: bytes


def findable(pages: Sequence[Page]) -> SearchRecord | None:
    """Return what is found of `pages`, which lie below the address of the first; None where that is nothing."""
    entries = [(page.address, entry) for page in pages for entry in page_first(page)]
    if not entries:
        return None
    top, (_, first) = pages[0].address, entries[0]
    sections = [_section(top, address, entry) for address, entry in entries]
    line = " ".join(sorted(_placed([entry for _, entry in entries])))
    return SearchRecord(f"{top}{SECTIONS}", compact_json(sections), compact_json(PageEntry(top, first.title, line)))


def page_first(page: Page) -> Iterator[SearchEntry]:
    """Yield the entries of a page, one of the page itself before those of its sections."""
    if page.entries and page.entries[0].anchor:
        yield SearchEntry("", page.title, "")
    yield from page.entries


def _section(top: str, address: str, entry: SearchEntry) -> list[str]:
    """Return a section as the browser shows it: its place below the first page, its title and its text."""
    place = address.removeprefix(top) + (f"#{entry.anchor}" if entry.anchor else "")
    return [place, entry.title, entry.text]


def _placed(entries: Sequence[SearchEntry]) -> Iterator[str]:
    top = entries[0]
    in_title = _spoken([name for name in top.names if name in top.title] or [top.title])
    names = _spoken(name for entry in entries for name in entry.names) - in_title
    parts = [part for entry in entries for part in (entry.title, entry.text)]
    texts = vocabulary(parts).union(figures("\n".join(parts))) - names - in_title
    for place, each in ((TITLE, in_title), (NAME, names), (TEXT, texts)):
        yield from (place + word for word in each)


def _spoken(names: Iterable[str]) -> set[str]:
    """Return the words of names, their initials, and neighbours among the words as one: full names come first."""
    return {word for name in names for word in _of_name(name)}


def _of_name(name: str) -> Iterator[str]:
    yield from figures(name)
    said = words(without_figures(name) if any(map(str.isdigit, name)) and any(figures(name)) else name)
    yield from said
    yield from map("".join, pairwise(said))
    yield from initials(name)


def initials(name: str) -> Iterator[str]:
    """Yield the initials of a name as people type them: `dr` for Dana Reyes, `cbm` for Core banking migration."""
    every = re.split(r"[\s-]+", name)
    parts = [part for part in every if part[:1].isupper()]
    if len(parts) == 1 and every[0] in parts and len(every) >= LEAST_WORDS and all(map(str.isalpha, every)):
        parts = every
    if 1 < len(parts) <= MOST_INITIALS:
        yield "".join(word[0] for part in parts for word in words(part)[:1])
