"""Meetings in a line: the day, what they were about, and who was there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from generator.assess.words import day_in_words
from generator.history.meetings import MeetingDifference
from generator.model.account import Account, Team
from generator.model.meeting import Attendee, Meeting, everyone
from generator.show.page import Link
from generator.show.text import values
from generator.show.urls import page_urls

CHANGED: Final[Mapping[str, str]] = {
    "title": "its title",
    "deals": "its deals",
    "present": "who was present",
    "notes": "what was said",
}
"""Keys of a meeting's file in words."""


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
    return attendees_words(everyone(meeting, account, team))


def attendees_words(present: Sequence[Attendee]) -> str:
    """Return people who were present: `Keira Bright-Loder; for us Dana Reyes`. Empty where there are none."""
    theirs = _listed(each.name for each in present if each.of_customer)
    ours = _listed(each.name for each in present if not each.of_customer)
    return "; ".join(filter(None, (theirs, f"for us {ours}" if ours else "")))


def meeting_words(of: MeetingDifference) -> str:
    """Return what became of a meeting: `new meeting of 27 Nov 2026 with Keira Bright-Loder: The sheet`."""
    who = attendees_words(of.present)
    begins = " with " if any(each.of_customer for each in of.present) else ", "
    named = f"meeting of {day_in_words(of.meeting.date)}{f'{begins}{who}' if who else ''}"
    if of.change == "changed":
        told = values.listing([CHANGED[each] for each in of.fields])
        return f"{named}: {f'{told} changed' if told else 'written otherwise, and says the same'}"
    return f"{f'new {named}' if of.change == 'new' else f'{named} taken out'}: {of.meeting.name}"


def _listed(names: Iterable[str]) -> str:
    return values.listing(tuple(dict.fromkeys(names)))
