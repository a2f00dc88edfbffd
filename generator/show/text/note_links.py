"""Links between files of the deals folder, as a forge follows them in notes, leading to pages of the site."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from urllib.parse import quote, unquote

from markupsafe import Markup

from generator.model.playbook import Surroundings
from generator.show.page import Setting
from generator.show.text.markdown import heading_id, to_html
from generator.show.urls import page_urls

TOP = {
    ".": page_urls.PORTFOLIO,
    "index.md": page_urls.PORTFOLIO,
    "method.yml": page_urls.METHOD,
    "partners": page_urls.PARTNERS,
    "competitors": page_urls.COMPETITORS,
}
"""Pages that every site has, by the file or folder that a link may name."""


def address_of(path: str, around: Surroundings) -> str | None:
    """Return the address of the page made of a file or a folder of the deals folder; None where none is."""
    if not around.has_page(path):
        return None
    if path in TOP:
        return TOP[path]
    folder, _, name = path.partition("/")
    slug = name.removesuffix(".md")
    if folder in ("partners", "competitors"):
        return f"{folder}/{slug}/"
    return page_urls.account(folder) if name in ("", "index.md") else page_urls.deal(f"{folder}/{slug}")


def leading(path: str, here: str, around: Surroundings, setting: Setting) -> Callable[[str], str | None]:
    """Return what turns a relative link in the file at `path` into one on the page at `here`, to the same heading.

    Where no page is made of what the link names, it has no address: None.
    """

    def lead(link: str) -> str | None:
        named, _, fragment = link.partition("#")
        named = named.partition("?")[0]
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(named)))
        there = address_of(target, around) if named else here
        if there is None or not named + fragment:
            return None
        anchor = quote(heading_id(unquote(fragment))) if fragment else ""
        return page_urls.href(here, there, anchor, directory_addresses=setting.directory_addresses)

    return lead


def notes_html(text: str, path: str, here: str, around: Surroundings, setting: Setting) -> Markup:
    """Return the notes of the file at `path` for the page at `here`; nothing where nothing is written."""
    return to_html(text, leading(path, here, around, setting)) if text.strip() else Markup()
