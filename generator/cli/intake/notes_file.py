"""The notes that `playbook intake` is given: a meeting's file, or a file that becomes one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import click

from generator.cli.output.printing import harmless
from generator.edit.meetings.decoding import LARGEST_SOURCE
from generator.intake.case import DealCase
from generator.intake.meeting_notes import notes_of
from generator.intake.new_meeting import Facts, made_meeting
from generator.intake.notes import Notes
from generator.intake.proposal import NewMeeting
from generator.model.meeting import Meeting, attendees
from generator.model.who import handle
from generator.problems import Refused, expected


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


def present_of(given: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return who each name is. Raises UsageError where one is given twice, letter case and blanks aside."""
    found: dict[str, tuple[str, str]] = {}
    for name, key in given:
        first, same = found.setdefault(handle(name), (name, key))
        if same != key:
            says = f"--present: {first} is {same}, and {name} is {key}: that is one name in the text (give it once)"
            raise click.UsageError(harmless(says))
    return dict(found.values())


class NotesFile(NamedTuple):
    """Notes that answers are proven by, the path by which the deal cites them, and where it is new their file.

    `unwritten` is the meeting that the new file is read as.
    """

    notes: Notes
    meeting: str
    new: NewMeeting | None = None
    unwritten: Meeting | None = None


def notes_file(root: Path, file: Path, of: DealCase, given: Facts) -> NotesFile:
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


def _of_meeting(path: str, of: DealCase, given: Facts) -> NotesFile:
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


def _of_notes(root: Path, file: Path, of: DealCase, given: Facts) -> NotesFile:
    """Return notes, a transcript or a mail as the meeting that they become, and say what became of them."""
    if of.account_file not in of.near.listing.accounts.values():
        says = f"the account has no file, so that nobody in the notes is known (write {of.account_file} first)"
        raise click.UsageError(harmless(says))
    _check_present(of, given)
    with (root / file).open("rb") as opened:
        content = opened.read(LARGEST_SOURCE + 1)
    made = made_meeting(of.near, file.as_posix(), content, given)
    taken = _taken(made.meeting, of)._replace(new=NewMeeting(made.path, made.content), unwritten=made.meeting)
    for says in (f"{file} becomes the meeting {made.path}", *made.said, *_strangers(taken.notes, given)):
        click.echo(harmless(says), err=True)
    return taken


def _check_present(of: DealCase, given: Facts) -> None:
    """Check that options name people by their keys. Raises UsageError where one is nobody's, or two people's."""
    account, team = of.around.account(of.folder), of.around.team
    for name, key in given.present.items():
        meant = attendees(key, account, team)
        if not meant:
            remedy = expected(key, {**account.people, **team.members}) or f"add them to people in {of.account_file}"
            says = f"--present {name}: {key!r} is nobody of the account and no member of the team ({remedy})"
            raise click.UsageError(harmless(says))
        if len(meant) > 1:
            says = (
                f"--present {name}: {key!r} is {meant[0].name} at the account and {meant[1].name}, who is one of us"
            )
            raise click.UsageError(harmless(f"{says} (give one of them another key)"))


def _strangers(notes: Notes, given: Facts) -> Iterator[str]:
    """Yield the names of options that nobody speaks by, and speakers whom nobody is known by."""
    for name in given.present:
        if handle(name) not in notes.speakers:
            remedy = expected(name, notes.speakers.values())
            yield f"--present: nobody speaks as {name!r}{f' ({remedy})' if remedy else ''}"
    for name in notes.speakers.values():
        if not notes.person(name):
            yield f"nobody is known as {name!r}, who proves nothing by the customer (say who it is with --present)"


def _taken(meeting: Meeting, of: DealCase) -> NotesFile:
    account, team = of.around.account(of.folder), of.around.team
    return NotesFile(
        notes_of(meeting, of.near.source.name, account, team), meeting.path.removeprefix(f"{of.folder}/")
    )
