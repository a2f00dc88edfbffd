"""The values that the home page prints."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from generator.model.method import VerdictWord
from generator.show.charts.bubbles import BubbleChart
from generator.show.page import Link
from generator.show.portfolio.charts.bars import EffortLine, QuarterLine
from generator.show.portfolio.members import MemberList
from generator.show.portfolio.movement import Window
from generator.show.summary.table import PrintedTable


class Figure(NamedTuple):
    """A number at the top of the page, with what it counts and what to know about it."""

    value: str
    label: str
    note: str = ""


class BrokenFile(NamedTuple):
    """A file with mistakes: its path, where they are shown (if anywhere), and the first of them."""

    path: str
    href: str
    says: str


class Notice(NamedTuple):
    """A matter that needs attention, and the place to look at."""

    kind: str
    late: bool
    href: str
    says: str
    where: str


class FocusLine(NamedTuple):
    """A deal near the top of the focus order, with the reason."""

    link: Link
    account: str
    word: str
    amount: str
    reason: str


class LostLine(NamedTuple):
    """A lost deal: the days it took, and its owner's deals that were open beside it and how many more there were.

    `undated` says of how many others nobody knows whether they had begun; empty for none.
    """

    link: Link
    owner: str
    spent: str
    others: tuple[Link, ...]
    more: int
    undated: str


class VerdictCount(NamedTuple):
    """Number of open deals with a verdict, and the link to them in the table."""

    word: VerdictWord
    deals: str
    href: str


class OutcomeLine(NamedTuple):
    """Numbers of deals with one verdict 60 days before their end by how they ended; a dash for none."""

    word: VerdictWord
    counts: tuple[str, ...]


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
    """The home page. `opening` and `more` are the team's notes; `broken_count` and `..._left` count in words.

    `record` is how the deals ended, `without` the same as if nothing to walk away from had been worked on.
    """

    opening: Markup
    more: Markup
    members: MemberList | None
    broken: tuple[BrokenFile, ...]
    broken_count: str
    broken_left: str
    figures: tuple[Figure, ...]
    verdicts: tuple[VerdictCount, ...]
    without_deals: bool
    attention: tuple[Notice, ...]
    attention_left: str
    focus: tuple[FocusLine, ...]
    chart: BubbleChart | None
    quarters_title: str
    quarters: tuple[QuarterLine, ...]
    moved: tuple[Window, ...]
    effort: tuple[EffortLine, ...]
    open_table: PrintedTable
    closed_table: PrintedTable
    record: str
    without: str
    won_anyway: str
    by_verdict: tuple[OutcomeLine, ...]
    lost: tuple[LostLine, ...]
    to: HomeLinks
