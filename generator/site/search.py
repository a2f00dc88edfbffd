"""What the search finds, in the form of Material's index: a document per section, its text escaped."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from generator.show import addresses
from generator.show.page import Entry, Page

EMPTY = b'"docs":[]}'


def documents(pages: Iterable[Page], *, directory_addresses: bool) -> bytes:
    """Return the search documents of `pages` as JSON objects with commas between them.

    Material takes the texts of its index for HTML, so what could be a tag or an entity is escaped here. A page's
    first document is the page itself; the browser groups the ones with an anchor below it.
    """
    return b",".join(
        _document(addresses.href("", page.address, entry.anchor, directory_addresses=directory_addresses), entry)
        for page in pages
        for entry in _page_first(page)
    )


def filled(index: bytes, found: Iterable[bytes]) -> bytes:
    """Return an index that Material wrote without documents, with the `found` ones in it."""
    if not index.endswith(EMPTY):
        raise ValueError("the search index does not end in an empty list of documents")
    return b'%b"docs":[%b]}' % (index.removesuffix(EMPTY), b",".join(part for part in found if part))


def _page_first(page: Page) -> Iterable[Entry]:
    if page.entries and page.entries[0].anchor:
        yield Entry("", page.title, "")
    yield from page.entries


def _document(location: str, entry: Entry) -> bytes:
    words = {
        "location": location.removeprefix("./"),
        "title": escape(entry.title, quote=False),
        "text": escape(entry.text, quote=False),
    }
    return json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()
