"""Meetings that a change adds, alters or takes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from generator.history.side import Side
from generator.history.touched import TouchedFiles
from generator.model.account import Account, Team
from generator.model.meeting import Attendee, Meeting, everyone

MeetingChange = Literal["new", "changed", "gone"]
FIELDS: Final = ("title", "deals", "present", "notes")


@dataclass(frozen=True)
class MeetingDifference:
    """A meeting as it is after a change, or was before one that takes it out; `present` are those who are known.

    `fields` are the keys of the file that differ, `notes` among them.
    """

    meeting: Meeting
    change: MeetingChange
    present: tuple[Attendee, ...]
    fields: tuple[str, ...] = ()


def new_meeting(meeting: Meeting, account: Account, team: Team) -> MeetingDifference:
    """Return a meeting that was not there before."""
    return MeetingDifference(meeting, "new", everyone(meeting, account, team))


def meeting_differences(change: TouchedFiles) -> Iterator[MeetingDifference]:
    """Yield each meeting whose file differs, by path; one with a mistake after the change is among the problems."""
    before, after = (_touched(side, change) for side in (change.before, change.after))
    for path in sorted(before | after):
        there = change.after if path in after else change.before
        if there.files.problems(path, Meeting):
            continue
        meeting, was = there.files.meeting(path), change.before.files.meeting(path)
        present = everyone(meeting, there.surroundings.account(meeting.account), there.files.team)
        if path in before and path in after:
            fields = tuple(each for each in FIELDS if getattr(was, each) != getattr(meeting, each))
            yield MeetingDifference(meeting, "changed", present, fields)
        else:
            yield MeetingDifference(meeting, "new" if path in after else "gone", present)


def _touched(side: Side, change: TouchedFiles) -> set[str]:
    return set(side.files.listing.meetings.values()) & change.paths
