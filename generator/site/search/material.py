"""Search index in Material's form: a document per section, its text escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from generator.show.page import Page, SearchEntry
from generator.show.urls import page_urls
from generator.site.search.entries import page_first
from generator.storage.compact_json import compact_json

INDEX = "search/search_index.json"
SCRIPT = "search/search_index.js"
"""Address at which Material looks for the index, and for that of a page that was opened from disk."""
EMPTY = b'"docs":[]}'
MOST_DEALS = 200
"""Deals up to which a browser is given everything at once: above, the index of `finding` is made."""
SHARDED = f"With more than {MOST_DEALS} deals, the search has an index in small files, fetched as they are needed."


def documents(pages: Iterable[Page], *, directory_addresses: bool) -> bytes:
    """Return the search documents of `pages` as JSON objects with commas between them.

    Material takes the texts of its index for HTML, so what could be a tag or an entity is escaped here. A page's
    first document is the page itself; the browser groups the ones with an anchor below it.
    """
    return b",".join(
        _document(page_urls.href("", page.address, entry.anchor, directory_addresses=directory_addresses), entry)
        for page in pages
        for entry in page_first(page)
    )


def is_sharded(deals: int) -> bool:
    """Tell whether a site has the search of a large playbook."""
    return deals > MOST_DEALS


def filled(index: bytes, documents: Iterable[bytes]) -> bytes:
    """Return an index that Material wrote without documents, with the `documents` ones in it.

    Raises ValueError for an index that is not empty.
    """
    if not index.endswith(EMPTY):
        raise ValueError("the search index does not end in an empty list of documents")
    return b'%b"docs":[%b]}' % (index.removesuffix(EMPTY), b",".join(part for part in documents if part))


def as_script(folder: Path) -> None:
    """Put the index in a site's folder beside itself as a script, for pages that are opened from disk."""
    index = folder / INDEX
    if index.is_file():
        (folder / SCRIPT).write_bytes(b"var __index = " + index.read_bytes())


def _document(location: str, entry: SearchEntry) -> bytes:
    words = {
        "location": location.removeprefix("./"),
        "title": escape(entry.title, quote=False),
        "text": escape(entry.text, quote=False),
    }
    return compact_json(words)
