"""The notes that `playbook intake` is given: a meeting's file, or a file that becomes one."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import click

from generator.cli.output.printing import harmless
from generator.intake.case import DealCase
from generator.intake.meeting_notes import notes_of
from generator.intake.new_meeting import Facts, made_meeting
from generator.intake.notes import Notes
from generator.intake.proposal import NewMeeting
from generator.model.meeting import Meeting
from generator.model.who import handle
from generator.problems import Refused, expected
from generator.read.quoting import QuotedText


class PresentType(click.ParamType[tuple[str, str]]):
    """Option type of who a name in the notes is: `Keira Bright-Loder=k-bright`."""

    name = "present"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Return the name and the key, or fail with how to write them."""
        if isinstance(value, tuple):
            return value
        name, sign, key = value.rpartition("=")
        if not (sign and name.strip() and key.strip()):
            self.fail(
                f"{value!r} does not say who a name is (write it like 'Keira Bright-Loder=k-bright')", param, ctx
            )
        return name.strip(), key.strip()


class Given(NamedTuple):
    """Facts of a meeting that options give: its day, who the names in the notes are, and its title."""

    date: dt.date | None
    present: Mapping[str, str]
    title: str


class NotesFile(NamedTuple):
    """Notes that answers are proven by, the path by which the deal cites them, and their file where it is new."""

    notes: Notes
    meeting: str
    new: NewMeeting | None = None


TRANSCRIPTS: Final = frozenset({".vtt", ".srt", ".eml"})
"""Endings of files from which a meeting's text has to be taken out first."""


def notes_file(root: Path, file: Path, of: DealCase, given: Given) -> NotesFile:
    """Return the notes of a file.

    Raises UsageError where its options do not fit it, Refused where it has a mistake.
    """
    path = _below(root / file, of.near.source.root)
    if path in of.near.listing.meetings.values():
        return _of_meeting(path, of, given)
    return _of_notes(root, file, of, given)


def _below(file: Path, folder: Path) -> str:
    """Return the path of a file below the deals folder, empty where it is elsewhere."""
    whole, above = file.resolve(), folder.resolve()
    return whole.relative_to(above).as_posix() if whole.is_relative_to(above) else ""


def _of_meeting(path: str, of: DealCase, given: Given) -> NotesFile:
    if given.date or given.present or given.title:
        raise click.UsageError("a meeting's file says itself when it was and who was present; change it there")
    files = of.near.files
    if problems := files.problems(path, Meeting):
        raise Refused(problems)
    meeting = files.noun(Meeting, path)
    deal = of.identity.partition("/")[2]
    if deal not in meeting.deals:
        says = (
            f"the meeting {path} is about {', '.join(meeting.deals)} and not about {deal} (add it there under deals:)"
        )
        raise click.UsageError(harmless(says))
    return _taken(meeting, of)


def _of_notes(root: Path, file: Path, of: DealCase, given: Given) -> NotesFile:
    """Return notes as the meeting that they become."""
    if file.suffix.lower() in TRANSCRIPTS:
        add = f"playbook meeting add {shlex.quote(str(file))}"
        says = f"{file} is a transcript with marks of time (run {add}, and name the file that it writes)"
        raise click.UsageError(harmless(says))
    if given.date is None:
        says = (
            f"{file} is no meeting's file of {of.folder}: say when it was with --date, and who spoke with --present"
        )
        raise click.UsageError(harmless(says))
    if of.account_file not in of.near.listing.accounts.values():
        says = f"the account has no file, so that nobody in the notes is known (write {of.account_file} first)"
        raise click.UsageError(harmless(says))
    with (root / file).open("rb") as opened:
        content = opened.read(Meeting.LARGEST_NOTES + 1)
    if len(content) > Meeting.LARGEST_NOTES:
        size = (root / file).stat().st_size
        says = f"the notes have {size:,} bytes, and {Meeting.LARGEST_NOTES:,} are read"
        problem = QuotedText(file.as_posix(), "").problem((1, 1), "file-too-large", says, "cut them into meetings")
        raise Refused([problem])
    facts = Facts(given.date, given.present, given.title)
    made = made_meeting(of.near, file.as_posix(), content, facts)
    taken = _taken(made.meeting, of)._replace(new=NewMeeting(made.path, made.content))
    for name in given.present:
        if handle(name) not in taken.notes.speakers:
            remedy = expected(name, taken.notes.speakers.values())
            says = f"--present: nobody speaks as {name!r} in {file}{f' ({remedy})' if remedy else ''}"
            click.echo(harmless(says), err=True)
    return taken


def _taken(meeting: Meeting, of: DealCase) -> NotesFile:
    account, team = of.around.account(of.folder), of.around.team
    return NotesFile(
        notes_of(meeting, of.near.source.name, account, team), meeting.path.removeprefix(f"{of.folder}/")
    )
