"""The values that the home page prints."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from generator.model.method import VerdictWord
from generator.show.portfolio.home.attention import AttentionList
from generator.show.portfolio.home.changes import Changes
from generator.show.portfolio.members import MemberList
from generator.show.portfolio.movement import Window
from generator.show.summary.table import PrintedTable


class Figure(NamedTuple):
    """A number at the top of the page, with what it counts, where that is listed, and what to know about it.

    `note_href` leads to what the note counts.
    """

    value: str
    label: str
    note: str = ""
    href: str = ""
    note_href: str = ""


class BrokenFile(NamedTuple):
    """A file with mistakes: its path, where they are shown (if anywhere), and the first of them."""

    path: str
    href: str
    says: str


class VerdictCount(NamedTuple):
    """Number of open deals with a verdict, and the link to them in the table."""

    word: VerdictWord
    deals: str
    href: str


class HomeLinks(NamedTuple):
    """The links from the home page to other pages and to files."""

    actions: str
    findings: str
    rows: str
    csv: str
    json: str
    feed: str
    changes: str


class HomeView(NamedTuple):
    """The home page. `opening` and `more` are the team's notes; `broken_count` and `..._left` count in words."""

    opening: Markup
    more: Markup
    members: MemberList | None
    broken: tuple[BrokenFile, ...]
    broken_count: str
    broken_left: str
    figures: tuple[Figure, ...]
    verdicts: tuple[VerdictCount, ...]
    without_deals: bool
    attention: AttentionList
    changes: Changes | None
    moved: tuple[Window, ...]
    open_table: PrintedTable
    to: HomeLinks
