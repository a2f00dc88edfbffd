"""Meeting's file made of notes that are none yet, with whoever the caller says is present."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.edit.meetings.adding import Wanted, added
from generator.edit.meetings.cleaned import account_of
from generator.edit.meetings.composing import MeetingFacts, meeting_file
from generator.editor.near import NearFiles
from generator.model.meeting import Meeting
from generator.model.who import handle
from generator.problems import Refused
from generator.read.replaced import Replaced
from generator.read.surroundings import SurroundingFiles


class Facts(NamedTuple):
    """Facts of a meeting that its notes may not hold: its day, who the names in them are by key, and its title."""

    date: dt.date | None
    present: Mapping[str, str]
    title: str = ""


class MadeMeeting(NamedTuple):
    """A meeting's file by its path below the deals folder, its content, and the meeting that it is read as.

    `said` are sentences on what became of the source.
    """

    path: str
    content: bytes
    meeting: Meeting
    said: Sequence[str]


def made_meeting(near: NearFiles, file: str, content: bytes, facts: Facts) -> MadeMeeting:
    """Return the meeting of a deal made of notes, a transcript or a mail in a file; nothing is written.

    People are found by their names, and by what the facts say. Raises Refused with the mistakes that it has.
    """
    account, _, deal = near.path.removesuffix(".md").partition("/")
    wanted = Wanted(account, (deal,), facts.date, facts.title, without_speakers=True)
    made = added(near.source, near.listing, file, content, wanted)
    path, said = _free(near, made.path), {handle(name) for name in facts.present}
    present = {name: key for name, key in made.present.items() if handle(name) not in said} | {**facts.present}
    day, title = made.path.rpartition("/")[2][:10], " ".join((facts.title or made.cleaned.title).split())
    whole = meeting_file(MeetingFacts(dt.date.fromisoformat(day), title, (deal,), present), made.cleaned)
    listing = replace(near.listing, meetings={**near.listing.meetings, path.removesuffix(".md"): path})
    files = SurroundingFiles(Replaced(near.source, path, whole), listing)
    if problems := files.problems(path, Meeting):
        raise Refused(problems)
    return MadeMeeting(path, whole, files.noun(Meeting, path), (account_of(made.cleaned), *made.cleaned.notes))


def _free(near: NearFiles, path: str) -> str:
    """Return the path of a file that is not there yet."""
    stem, number = path.removesuffix(".md"), 1
    while path in near.listing.meetings.values():
        number += 1
        path = f"{stem}-{number}.md"
    return path
