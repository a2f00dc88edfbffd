"""The values that the competitors' pages print."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from generator.show.page import Link
from generator.show.portfolio.closed.sums import SumTable
from generator.show.portfolio.competitors.criteria import Criteria
from generator.show.portfolio.competitors.lessons import Approach, Lessons
from generator.show.portfolio.met import Met


class Meeting(NamedTuple):
    """A deal in which we meet the competitor; the link leads to the comparison. `word` is its verdict or outcome.

    `gap` is our winnable range less theirs in words, a dash where one of the two is not rated.
    """

    link: Link
    primary: bool
    account: str
    owner: str
    stage: str
    word: str
    amount: str
    gap: str


class ProfileCard(NamedTuple):
    """A part of the profile and the key under which it is written."""

    title: str
    key: str
    lines: tuple[str, ...]


class CompetitorView(NamedTuple):
    """The page of a competitor; `missing` is the file to write where there is none.

    `winners` says who the lost deals went to, each with the link to them. `compared` counts the deals in which we
    are compared with them, empty for none; `cut` says how long a text is printed. `left` leads to all of a
    kind of which not all are shown.
    """

    lead: str
    website: str
    missing: str
    met: Met
    named: Link
    winners: tuple[Link, ...]
    sums: tuple[SumTable, ...]
    compared: str
    cut: str
    trails: Criteria
    leads: Criteria
    approaches: tuple[Approach, ...]
    worked: Lessons
    failed: Lessons
    profile: tuple[ProfileCard, ...]
    meetings: tuple[Meeting, ...]
    left: tuple[Link, ...]
    notes: Markup


class CompetitorSummary(NamedTuple):
    """A competitor in the index; `named` counts how often it is the winner, `trails` are criteria in words."""

    link: Link
    kind: str
    met: Met
    named: Link
    trails: str


class CompetitorsView(NamedTuple):
    """The index of competitors, those first to whom most deals went."""

    competitors: tuple[CompetitorSummary, ...]
    left: str
