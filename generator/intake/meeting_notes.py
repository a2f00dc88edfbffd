"""Notes of a meeting file, with everybody who speaks in them as far as `present` says who that is."""

from __future__ import annotations

from generator.intake.notes import NoteLine, Notes
from generator.model.account import Account, Team
from generator.model.meeting import Meeting, attendee
from generator.model.who import handle


def notes_of(meeting: Meeting, name: str, account: Account, team: Team) -> Notes:
    """Return the notes of a meeting; `name` is the deals folder's, with which places begin."""
    lines = [NoteLine(each.line, each.speaker or "", each.text, each.begins) for each in meeting.turns]
    known = ((speaker, attendee(meeting, speaker, account, team)) for speaker in meeting.present)
    present = {handle(speaker): who.key for speaker, who in known if who}
    return Notes(f"{name}/{meeting.path}", meeting.date, lines, present)
