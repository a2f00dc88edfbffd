"""A page before it stands in the theme, and what every page is made with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, NamedTuple

from generator.show.urls.forge import Forge
from generator.show.urls.proposals import ProposalTarget

Kind = Literal[
    "portfolio",
    "deals",
    "closed",
    "compare",
    "charts",
    "accounts",
    "account",
    "meeting",
    "deal",
    "plan",
    "value",
    "partner worksheet",
    "review",
    "partner",
    "partners",
    "competitor",
    "competitors",
    "actions",
    "findings",
    "forecast",
    "owner",
    "owners",
    "people",
    "method",
    "broken",
    "not found",
]


class Link(NamedTuple):
    """A text and where it leads; `current` tells that it leads here."""

    text: str
    href: str
    current: bool = False


class Heading(NamedTuple):
    """An entry of the page's table of contents; level 2 or 3."""

    id: str
    title: str
    level: int


class SearchEntry(NamedTuple):
    """A search entry: plain text (never HTML); `anchor` is the id of the section on the page, or empty.

    `names` are those of whom or what the entry is about; where they are found, they come before any text.
    """

    anchor: str
    title: str
    text: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `address` is its directory under the site, with a slash at the end; empty for the home page.

    `html` is the finished content (breadcrumbs, tabs and heading included), safe as it stands. `source` is the
    file that "Edit this page" opens, relative to the deals folder; None where no single file makes the page.
    """

    address: str
    kind: Kind
    title: str
    html: str
    toc: tuple[Heading, ...] = ()
    entries: tuple[SearchEntry, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """The commit that a page shows, and its day."""

    id: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class Setting:
    """Values that are the same for every page of one build, all decided at the edges.

    `edit_base` is the forge's address to which a path below the deals folder is appended, or None.
    `begun` is the id of the first commit of the deals, by which playbooks of one name differ, empty where unknown.
    `forge` is where the playbook is kept, None where that is unknown. `proposes_to` is where the site's own forms
    propose changes, None where it has none.
    `directory_addresses` is false for a folder that is opened from disk, where a link must name index.html.
    """

    today: dt.date
    site_name: str
    commit: Commit | None = None
    edit_base: str | None = None
    forge: Forge | None = None
    proposes_to: ProposalTarget | None = None
    directory_addresses: bool = True
    begun: str = ""
