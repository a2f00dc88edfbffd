"""Meetings: who said what on which day, as a transcript or as notes."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from generator.model.account import Account, Team
from generator.model.file_noun import FileNoun
from generator.model.spoken.turns import Turn, turns
from generator.model.text import Date, Line, Slugs
from generator.model.who import handle

FOLDER = "meetings"
"""The folder of an account's meetings, in the account's own."""


class Attendee(NamedTuple):
    """Person who was present: the key and the name, and whether the person is of the account or one of us."""

    key: str
    name: str
    of_customer: bool


class Meeting(FileNoun):
    """A meeting with an account. The file is `ACCOUNT/meetings/DATE-NAME.md`; its notes are what was said.

    `deals` are keys of the account's deals that it was about; an account with a single deal need not name it, and
    reading fills it in. `present` has the names of those who spoke, as the notes have them, with the key that each
    has among the account's `people` or our `members`.
    """

    LARGEST_NOTES: ClassVar[int] = 256 * 1024

    date: Date
    title: Line = ""
    deals: Slugs = ()
    present: dict[Line, Line] = {}

    @property
    def account(self) -> str:
        """The slug of the account, which is the folder above the meetings."""
        return self.path.partition("/")[0]

    @property
    def identity(self) -> str:
        """The path without its ending: `fennick/meetings/2026-11-27-cfo`."""
        return self.path.removesuffix(".md")

    @property
    def name(self) -> str:
        """The title, or where none is written the file's name without its date."""
        return self.title or self.slug[11:].replace("-", " ").capitalize() or "Meeting"

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The lines of the notes that are not blank, each with its line in the file and its speaker."""
        return turns(self.notes, self.notes_line, self.present)


def attendees(key: str, account: Account, team: Team) -> tuple[Attendee, ...]:
    """Return everybody whom a value of `present` can mean: one in a sound file.

    Ours are the team's members, by key or by name, and the colleagues that the account names.
    """
    found = [Attendee(key, person.name, True)] if (person := account.people.get(key)) else []
    if name := team.handles.get(handle(key)):
        found.append(Attendee(_member(name, team), name, False))
    elif colleague := account.team.get(key):
        found.append(Attendee(key, colleague.name, False))
    return tuple(found)


def _member(name: str, team: Team) -> str:
    return next(key for key, member in team.members.items() if member.name == name)


def attendee(meeting: Meeting, speaker: str | None, account: Account, team: Team) -> Attendee | None:
    """Return who a speaker of a meeting is; None for nobody and for a name that `present` does not map."""
    key = meeting.present.get(speaker) if speaker else None
    found = attendees(key, account, team) if key else ()
    return found[0] if len(found) == 1 else None


def everyone(meeting: Meeting, account: Account, team: Team) -> tuple[Attendee, ...]:
    """Return everybody who was present and is known, in the order of the file, each once."""
    found = (attendee(meeting, name, account, team) for name in meeting.present)
    return tuple(dict.fromkeys(each for each in found if each))


def customers(meeting: Meeting, account: Account, team: Team) -> tuple[str, ...]:
    """Return the keys of the account's people who were present, in the order of the file."""
    return tuple(each.key for each in everyone(meeting, account, team) if each.of_customer)
