"""A built page as a reader's program sees it: its ids, its links, its words."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit


class Reader(HTMLParser):
    """Collects ids, the addresses of all that is linked or loaded, event handlers and inline styles.

    A `<template>` is no part of the page: its slots are filled by a script.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.inline: list[str] = []
        self.metas: dict[str, str] = {}
        self.rels: dict[str, str] = {}
        self.words: list[str] = []
        self.in_template = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in one element."""
        self.in_template |= tag == "template"
        of = {} if self.in_template else {name: value or "" for name, value in attrs}
        if "id" in of:
            self.ids.append(of["id"])
        if "href" in of:
            (self.loaded if tag == "link" else self.links).append(of["href"])
        if "src" in of:
            self.loaded.append(of["src"])
        if "rel" in of:
            self.rels[of["rel"]] = of.get("href", "")
        self.inline += [f"{tag} {name}" for name in of if name.startswith("on") or name == "style"]
        if tag == "meta":
            self.metas[of.get("http-equiv") or of.get("name", "")] = of.get("content", "")

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self.in_template &= tag != "template"

    def handle_data(self, data: str) -> None:
        """Take in text."""
        if not self.in_template:
            self.words.append(data)


@cache
def page(site: Path, path: str) -> Reader:
    """Return a page of a built site."""
    return Reader((site / path).read_text("utf-8"))


def pages(site: Path) -> list[str]:
    """Return the paths of all pages of a site."""
    return sorted(str(path.relative_to(site)) for path in site.rglob("*.html"))


def destination(site: Path, here: str, href: str) -> tuple[str, str] | None:
    """Return the file, below the site, and the section that a link of the page at `here` leads to.

    None for a link to another host or program. A path that begins with `..` leaves the site.
    """
    target = urlsplit(href)
    if target.scheme in ("http", "https", "mailto", "webcal", "tel"):
        return None
    path = normpath(f"{here.rpartition('/')[0]}/{unquote(target.path)}".lstrip("/")) if target.path else here
    if not path.startswith("..") and (site / path).is_dir():
        path = normpath(f"{path}/index.html")
    return path, unquote(target.fragment)


def leads_to(site: Path, here: str, href: str) -> str | None:
    """Return what is wrong with a link of the page at `here`, or None."""
    there = destination(site, here, href)
    if there is None:
        return None
    path, section = there
    if path.startswith(".."):
        return f"{here}: {href} leaves the site"
    if not (site / path).is_file():
        return f"{here}: {href} leads nowhere"
    if section and path.endswith(".html") and section not in page(site, path).ids:
        return f"{here}: {href} has no such section"
    return None
