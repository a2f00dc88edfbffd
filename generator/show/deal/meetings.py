"""The meetings about a deal: the latest first, and when we last heard from the customer."""

from __future__ import annotations

from typing import Final, NamedTuple

from generator.assess.contact import last_contact
from generator.show.deal.context import DealContext
from generator.show.page import Link
from generator.show.text import values
from generator.show.text.meetings import MeetingLine, meeting_line
from generator.show.urls import page_urls

MOST_MEETINGS: Final = 12


class MeetingsView(NamedTuple):
    """The section: its news in a line, the latest meetings, and the link to the others, None where all are here."""

    news: str
    lines: tuple[MeetingLine, ...]
    others: Link | None


def meetings(view: DealContext) -> MeetingsView:
    """Return the section; without a meeting it has no lines."""
    held = view.surroundings.meetings_of(view.deal.identity)
    team, today = view.surroundings.team, view.judgement.today
    lines = tuple(meeting_line(each, view.account, team, today, view.href) for each in held[:MOST_MEETINGS])
    left = len(held) - len(lines)
    there = view.href(page_urls.account(view.deal.account), "meetings")
    others = Link(f"{values.counted(left, 'meeting')} before these", there) if left else None
    return MeetingsView(_news(view, len(held)) if held else "", lines, others)


def _news(view: DealContext, many: int) -> str:
    contact = last_contact(view.judgement, view.surroundings)
    heard = f"last contact with the customer {values.day(contact)}" if contact else "no contact with the customer yet"
    return f"{heard}; {values.counted(many, 'meeting')}"
