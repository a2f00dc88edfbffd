"""The notes that `playbook intake` is given: a meeting's file, or a file that becomes one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import click

from generator.cli.output.printing import harmless
from generator.intake.case import DealCase
from generator.intake.meeting_notes import notes_of
from generator.intake.notes import Notes
from generator.intake.proposal import NewMeeting
from generator.model.meeting import Meeting
from generator.problems import Refused


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


def notes_file(root: Path, file: Path, of: DealCase, given: Given) -> NotesFile:
    """Return the notes of a file. Raises UsageError where it is another account's, Refused where it has a mistake."""
    near = of.near
    path = _below(root / file, near.source.root)
    if path in near.listing.meetings.values():
        return _of_meeting(path, of, given)
    raise click.UsageError(harmless(f"{file} is no meeting's file of {of.folder}"))


def _below(file: Path, folder: Path) -> str:
    """Return the path of a file below the deals folder, empty where it is elsewhere."""
    whole, above = file.resolve(), folder.resolve()
    return whole.relative_to(above).as_posix() if whole.is_relative_to(above) else ""


def _of_meeting(path: str, of: DealCase, given: Given) -> NotesFile:
    """Return the notes of a meeting's file. Raises UsageError where options say what the file says itself."""
    if given.date or given.present or given.title:
        raise click.UsageError("a meeting's file says itself when it was and who was present; change it there")
    files = of.near.files
    if problems := files.problems(path, Meeting):
        raise Refused(problems)
    meeting = files.noun(Meeting, path)
    account, team = of.around.account(of.folder), of.around.team
    return NotesFile(notes_of(meeting, of.near.source.name, account, team), path.removeprefix(f"{of.folder}/"))
