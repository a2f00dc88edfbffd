"""References in the files of meetings: the deals that they are about, and who was present."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

from generator.model.account import Account, Team
from generator.model.meeting import Meeting, attendees
from generator.model.who import handle
from generator.problems import Meant, Remedy
from generator.read.fault import Fault, unknown

EARLIEST = 1990
"""Year before which a day is taken for a slip of the pen."""
NO_DAY = dt.date(1, 1, 1)
"""Stands for a day that is not written."""


def meeting_faults(meeting: Meeting, account: Account, team: Team, deals: Collection[str]) -> Iterator[Fault]:
    """Yield the faults of a meeting that is sound by itself; `deals` are the identities of the account's deals."""
    named = meeting.slug[:10]
    if meeting.date != NO_DAY and meeting.date.isoformat() != named:
        says = f"the date is {meeting.date}, but the file's name begins with {named}"
        write = Remedy(f"write date: {named}, or rename the file {meeting.date}{meeting.slug[10:]}.md", named)
        yield Fault(("date",), "date-differs", says, write)
    elif meeting.date != NO_DAY and meeting.date.year < EARLIEST:
        says = f"{meeting.date} is before any meeting kept here can have been"
        yield Fault(("date",), "day-too-early", says, "write the year as it was, in the file's name as well")
    yield from _deals(meeting, [each.partition("/")[2] for each in deals])
    yield from _one_name(meeting)
    people = f"people in {account.path}"
    known: Mapping[str, object] = {**account.team, **team.members, **account.people}
    for speaker, key in meeting.present.items():
        meant = attendees(key, account, team)
        if not meant:
            says = (
                f"{key!r} is neither among the {people} nor a member of the team"
                if key
                else "it is not said who this is"
            )
            remedy = Meant(key or speaker, known, f"add them to {people}, or to members in index.md", listed=False)
            yield Fault(("present", speaker), "unknown-attendee", says, remedy, not key, (), account.path)
        elif len(meant) > 1:
            says = f"{key!r} is the key of {meant[0].name} at the account and of {meant[1].name}, who is one of us"
            remedy = Meant("", (), f"give one of them another key, or write {meant[1].name!r}")
            yield Fault(("present", speaker), "two-attendees", says, remedy, False, (), account.path)


def _one_name(meeting: Meeting) -> Iterator[Fault]:
    """Yield a fault for each name that the text cannot tell from one before: letter case and blanks aside."""
    before: dict[str, str] = {}
    for speaker in meeting.present:
        if (same := before.setdefault(handle(speaker), speaker)) != speaker:
            says = f"{speaker!r} and {same!r} are one name in the text, letter case and blanks aside"
            yield Fault(("present", speaker), "one-name", says, "delete one", True)


def _deals(meeting: Meeting, own: Collection[str]) -> Iterator[Fault]:
    listed: set[str] = set()
    for place, deal in enumerate(meeting.deals):
        yield from unknown(("deals", place), "deal", deal, own)
        if deal in listed:
            yield Fault(("deals", place), "listed-twice", f"{deal!r} is listed twice", "delete one")
        listed.add(deal)
    if not meeting.deals and len(own) > 1:
        says = f"the account has {len(own)} deals, and it is not said which of them the meeting was about"
        yield Fault(("deals",), "no-deals", says, f"add deals: [{', '.join(sorted(own)[:3])}] with those that it was")


def with_its_deal(meeting: Meeting, deals: Collection[str]) -> Meeting:
    """Return a meeting that names its deals: the only one of the account where it names none."""
    if meeting.deals or len(deals) != 1:
        return meeting
    return meeting.model_copy(update={"deals": tuple(each.partition("/")[2] for each in deals)})
