"""A page over several deals in the making: what stands around its own values, and how its template is filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from generator.show.page import Heading, Kind, Link, Page, SearchEntry, Setting
from generator.show.portfolio.context import PortfolioContext
from generator.show.templating.environment import render
from generator.show.text import values
from generator.show.urls import page_urls


class Foot(NamedTuple):
    """The day as of which a page reads, and the commit that it shows, where there is one, with its day."""

    today: str
    commit: str = ""
    dated: str = ""


class PageFrame(NamedTuple):
    """The part of a view that every page over several deals has: title, way from the home page, headings, foot."""

    title: str
    crumbs: tuple[Link, ...]
    sections: Mapping[str, str]
    foot: Foot


class PortfolioView(Protocol):
    """The values that a page's template places: a NamedTuple."""

    def _asdict(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class PageDraft:
    """A page in the making. `sections` are its headings by id; the template prints those that are there.

    A `wide` page has no table of contents beside it.
    """

    context: PortfolioContext
    kind: Kind
    address: str
    title: str
    template: str
    sections: Mapping[str, str] = field(default_factory=dict)
    trail: Sequence[tuple[str, str]] = (("Home", page_urls.PORTFOLIO),)
    source: str | None = None
    wide: bool = False

    def link(self, there: str, anchor: str = "") -> str:
        """Return the link from this page to another."""
        return self.context.href(self.address, there, anchor)

    @property
    def frame(self) -> PageFrame:
        """The values that stand around the page's own."""
        crumbs = tuple(Link(text, self.link(there)) for text, there in self.trail)
        return PageFrame(self.title, crumbs, self.sections, foot_of(self.context.setting))

    def finished(self, view: PortfolioView, entries: Iterable[SearchEntry] = ()) -> Page:
        """Return the page with its template filled."""
        html = render(self.template, **self.frame._asdict(), **view._asdict())
        toc = () if self.wide else tuple(Heading(anchor, title, 2) for anchor, title in self.sections.items())
        return Page(self.address, self.kind, self.title, str(html), toc, tuple(entries), self.source)


def foot_of(setting: Setting) -> Foot:
    """Return the foot of every page of one build."""
    today, commit = values.day(setting.today), setting.commit
    return Foot(today, commit.id[:10], values.day(commit.date)) if commit else Foot(today)


def present(sections: Mapping[str, tuple[str, object]]) -> Mapping[str, str]:
    """Return the headings of those sections that have something to show."""
    return {anchor: title for anchor, (title, content) in sections.items() if content}
