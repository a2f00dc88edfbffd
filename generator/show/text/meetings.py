"""Meetings in a line: the day, what they were about, and who was there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from generator.model.account import Account, Team
from generator.model.meeting import Meeting, attendee
from generator.show.page import Link
from generator.show.text import values
from generator.show.urls import page_urls


class MeetingLine(NamedTuple):
    """A meeting in a list: its day, its page, and who was present; `is_ahead` tells that it is to come."""

    day: str
    link: Link
    present: str
    is_ahead: bool


def meeting_line(
    meeting: Meeting, account: Account, team: Team, today: dt.date, href: Callable[[str], str]
) -> MeetingLine:
    """Return a meeting as a line; `href` links to a page of the site by its address."""
    link = Link(meeting.name, href(page_urls.meeting(meeting.identity)))
    return MeetingLine(values.day(meeting.date), link, present_words(meeting, account, team), meeting.date > today)


def present_words(meeting: Meeting, account: Account, team: Team) -> str:
    """Return who was present: `Keira Bright-Loder; for us Dana Reyes`. Empty where nobody is named."""
    everyone = [each for name in meeting.present if (each := attendee(meeting, name, account, team))]
    theirs = _listed(each.name for each in everyone if each.of_customer)
    ours = _listed(each.name for each in everyone if not each.of_customer)
    return "; ".join(filter(None, (theirs, f"for us {ours}" if ours else "")))


def _listed(names: Iterable[str]) -> str:
    return values.listing(tuple(dict.fromkeys(names)))
