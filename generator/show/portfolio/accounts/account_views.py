"""The values that the page of an account prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from generator.show.deal.influence_map import InfluenceMap
from generator.show.page import Link
from generator.show.portfolio.actions import TaskView
from generator.show.portfolio.deal_list import DealLine, EndedLine
from generator.show.portfolio.problem_views import ProblemView
from generator.show.text.meetings import MeetingLine


class AccountFact(NamedTuple):
    """A fact about the account, with where what it counts is listed, empty where it counts nothing."""

    name: str
    value: str
    href: str = ""


class AccountChainLink(NamedTuple):
    """One step from the customer's business to the compelling event, or what to write for it."""

    title: str
    key: str
    lines: tuple[str, ...]


class EventView(NamedTuple):
    """A compelling event; `lacks` says what keeps it from being one. What nobody wrote is empty."""

    title: str
    origin: str
    deadline: str
    consequence: str
    payback: str
    lacks: str
    source: str


class YearLine(NamedTuple):
    """The customer's figures for one business year."""

    year: str
    revenue: str
    profit: str
    source: str
    note: str


class RoleInDeal(NamedTuple):
    """The part of a person or a partner in one deal."""

    deal: Link
    says: str


class PersonView(NamedTuple):
    """A person of the account, and the deals in which they play a part.

    `promised` counts the open actions that are agreed with them, and leads to these in the table of actions.
    """

    key: str
    name: str
    title: str
    reports_to: str
    parts: tuple[RoleInDeal, ...]
    promised: Link | None


class PartnerLine(NamedTuple):
    """A partner and the deals in which it helps, with its role there."""

    link: Link
    parts: tuple[RoleInDeal, ...]


class DealValue(NamedTuple):
    """The value that one deal promises, and how much of its benefit is confirmed."""

    link: Link
    word: str
    net: str
    unconfirmed: bool
    in_full: bool
    confirmed: str


class ValueAcross(NamedTuple):
    """The value of the deals, a line each, and two sums by currency: what the open ones promise, what is confirmed.

    What is promised is `unconfirmed` where a part of it is; `in_full` tells that revenue counts without a margin.
    """

    lines: tuple[DealValue, ...]
    promised: tuple[str, ...]
    unconfirmed: bool
    in_full: bool
    confirmed: tuple[str, ...]


class MeetingsView(NamedTuple):
    """The meetings: the latest, those before them under a line that counts them, and mistakes in their files."""

    latest: tuple[MeetingLine, ...]
    earlier: tuple[MeetingLine, ...]
    before: str
    unread: tuple[ProblemView, ...]


class OfferingLine(NamedTuple):
    """A row of the whitespace: what we sell, and how the account stands to it.

    `mark` is the state's part of a class name; both are empty where nobody has looked at the offering.
    """

    label: str
    state: str
    mark: str
    deal: Link | None
    since: str
    note: str


class AccountView(NamedTuple):
    """The page of an account. What nobody wrote is empty; `..._left` count what is beyond the lines shown.

    `chart` is the influence map, with the outlines of each kind of support in `shapes`; `undrawn` says how many
    people are too many for one. `news` says by section what is in those that fold.
    `path` is the account's file. It is to be written if `unwritten`; a deal is to be added if `without_deals`.
    """

    path: str
    unwritten: bool
    without_deals: bool
    facts: tuple[AccountFact, ...]
    links: tuple[Link, ...]
    faults: tuple[ProblemView, ...]
    chain: tuple[AccountChainLink, ...]
    events: tuple[EventView, ...]
    finances: tuple[YearLine, ...]
    metrics: tuple[str, ...]
    outlook: str
    deals: tuple[DealLine, ...]
    deals_left: str
    all_deals: str
    unreadable: tuple[Link, ...]
    ended: tuple[EndedLine, ...]
    ended_left: str
    people: tuple[PersonView, ...]
    people_left: str
    chart: InfluenceMap | None
    undrawn: str
    shapes: Mapping[str, str]
    meetings: MeetingsView
    partners: tuple[PartnerLine, ...]
    value: ValueAcross
    tasks: tuple[TaskView, ...]
    tasks_left: str
    offerings: tuple[OfferingLine, ...]
    notes: Markup
    news: Mapping[str, str]
