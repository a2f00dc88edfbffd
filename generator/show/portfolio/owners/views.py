"""Values that the pages of owners print."""

from __future__ import annotations

from typing import NamedTuple

from generator.show.page import Link
from generator.show.portfolio.deal_list import DealLine


class QuarterLine(NamedTuple):
    """A quarter: the days planned in it, those there are, and whether more is planned."""

    quarter: str
    planned: str
    available: str
    is_over: bool


class ActionLine(NamedTuple):
    """An open action of the owner, or what was missed in a deal: its day, empty for none, and where it is."""

    day: str
    what: Link
    deal: Link
    account: str


class QuestionLine(NamedTuple):
    """A criterion to ask about next in one of the owner's deals, with its first diagnostic question."""

    deal: Link
    criterion: Link
    asks: str


class ChangeLine(NamedTuple):
    """A deal of the owner that moved since last week, and how."""

    deal: Link
    says: str


class DaysView(NamedTuple):
    """Days of an owner's deals. `unplaced` cannot be spread, since their close is missing or past.

    `note` says what the days leave out, empty for nothing.
    """

    spent: str
    left: str
    capacity: str
    quarters: tuple[QuarterLine, ...]
    unplaced: tuple[Link, ...]
    note: str


class OwnerView(NamedTuple):
    """The page of one owner; lists that are cut say in words how many more there are.

    `new` counts the deals that are just new, where most are; it is empty for none.
    """

    lead: str
    contact: str
    mail_href: str
    overdue: tuple[ActionLine, ...]
    overdue_left: str
    soon: tuple[ActionLine, ...]
    soon_left: str
    changes: tuple[ChangeLine, ...]
    changes_left: str
    new: str
    questions: tuple[QuestionLine, ...]
    days: DaysView
    deals: tuple[DealLine, ...]
    deals_left: str
    all_deals: str
    all_overdue: str
    all_soon: str
    all_actions: str
    feed: str


class OwnerLine(NamedTuple):
    """An owner in the list of all. The quarters are the one that has begun and the next one."""

    name: Link
    team: str
    deals: Link
    amount: str
    overdue: Link
    soon: Link
    left: str
    quarters: tuple[QuarterLine, ...]
    is_over: bool


class OwnersView(NamedTuple):
    """The page of all owners: those who have more planned than days first."""

    lead: str
    quarters: tuple[str, ...]
    lines: tuple[OwnerLine, ...]
    left: str
    unowned: Link | None
