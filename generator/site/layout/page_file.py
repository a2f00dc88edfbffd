"""A page as a file: its content, title, sections and links poured into the shell of its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from urllib.parse import quote

from generator.show.forge_links import forge_links
from generator.show.page import Heading, Page, Setting
from generator.show.templating.environment import render
from generator.site.layout.navigation import PageSlot, place_of
from generator.site.layout.scripts import tags
from generator.site.layout.template import Shell

NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True)
class ThemeFrame:
    """Frame that pages are poured into: a shell per place, one for missing addresses, the site's address."""

    shells: Mapping[PageSlot, Shell]
    not_found: Shell
    site_url: str | None


@dataclass(frozen=True, slots=True)
class _Section:
    id: str
    title: str
    parts: list[Heading]


def file_of(page: Page) -> str:
    """Return the path of the file that holds a page, below the site."""
    return NOT_FOUND if page.kind == "not found" else f"{page.address}index.html"


def poured(page: Page, frame: ThemeFrame, setting: Setting) -> bytes:
    """Return the whole page as it is served."""
    lost = page.kind == "not found"
    shell = frame.not_found if lost else frame.shells[place_of(page.address)]
    whole_title = f"{page.title} - {setting.site_name}" if page.address or lost else setting.site_name
    return shell.pour(
        {
            "title": escape(whole_title),
            "heading": escape(page.title),
            "canonical": "" if lost else _canonical(frame.site_url, page.address),
            "scripts": "" if lost else tags(page),
            "edit": _edit(setting.edit_base, page.source),
            "toc": _toc(page.toc),
            "content": f"{page.html}{'' if lost else forge_links(page, frame.site_url, setting)}",
        }
    )


def _canonical(site_url: str | None, address: str) -> str:
    return f'<link rel="canonical" href="{escape(site_url + quote(address))}">' if site_url else ""


def _edit(base: str | None, source: str | None) -> str:
    return str(render("edit.html", href=base + quote(source))) if base and source else ""


@lru_cache(1024)
def _toc(headings: tuple[Heading, ...]) -> str:
    sections: list[_Section] = []
    for heading in headings:
        if heading.level > 2 and sections:
            sections[-1].parts.append(heading)
        else:
            sections.append(_Section(heading.id, heading.title, []))
    return str(render("toc.html", sections=sections)) if sections else ""
