"""Adding a meeting: a source cleaned, whoever speaks in it looked up, and the file that comes of it checked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from generator.edit.meetings.captions import captions
from generator.edit.meetings.cleaned import Cleaned, refused, visible
from generator.edit.meetings.composing import MeetingFacts, head, meeting_file, meeting_text
from generator.edit.meetings.decoding import checked_size, text_of
from generator.edit.meetings.mail import mail
from generator.edit.meetings.transcript import transcript
from generator.edit.slugs import slug_of
from generator.model.account import Account, Team
from generator.model.counting import counted
from generator.model.meeting import FOLDER, Meeting
from generator.model.who import handle
from generator.problems import Problem, Refused, nearest
from generator.read.files import Listing, Source
from generator.read.replaced import Replaced
from generator.read.surroundings import SurroundingFiles

ENDINGS = ("vtt", "srt", "txt", "eml", "md")
DAY = re.compile(r"(?<!\d)(20\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
LONGEST_NAME = 48
"""Characters of a file's name behind its day."""
LARGEST_MEETING = Meeting.LARGEST_NOTES - 8 * 1024
"""Bytes of the text, so that the keys above it have room in the file."""


@dataclass(frozen=True)
class Wanted:
    """Facts that the caller gives: those that are empty are read from the source.

    What was said has been said by `today`, where that is given.
    """

    account: str
    deals: Sequence[str] = ()
    date: dt.date | None = None
    title: str = ""
    encoding: str = ""
    without_speakers: bool = False
    today: dt.date | None = None


class AddedMeeting(NamedTuple):
    """A meeting's file by its path below the deals folder, its content, and what came of its source.

    `strangers` are speakers whom nobody is known by, each with the key that may be meant, empty where none is near.
    """

    path: str
    content: bytes
    cleaned: Cleaned
    present: Mapping[str, str]
    strangers: Mapping[str, str]


def added(source: Source, listing: Listing, file: str, content: bytes, wanted: Wanted) -> AddedMeeting:
    """Return the meeting that comes of a source; nothing is written.

    Raises Refused for a source that cannot be read or in which nobody speaks, and where no day is known.
    """
    files = SurroundingFiles(source, listing)
    account, team = files.surroundings.account(wanted.account), files.team
    people = known_people(account, team)
    cleaned = visible(cleaned_source(file, content, wanted.encoding, [*_names(account, team)]))
    _check(file, cleaned, wanted)
    present = {name: people[handle(name)] for name in cleaned.speakers if handle(name) in people}
    strangers = {name: _meant(name, account, team) for name in cleaned.speakers if name not in present}
    title = " ".join((wanted.title or cleaned.title).split())
    facts = MeetingFacts(_past_day(file, cleaned, wanted), title, wanted.deals, present)
    path = f"{account.slug}/{FOLDER}/{facts.date}-{_slug(file, title)}.md"
    _check_size(file, len(meeting_text(facts, cleaned).encode()))
    made = meeting_file(facts, cleaned)
    listed = replace(listing, meetings={**listing.meetings, path.removesuffix(".md"): path})
    if problems := SurroundingFiles(Replaced(source, path, made), listed).problems(path, Meeting):
        raise Refused(_in_source(file, problems, len([*head(facts)])) if cleaned.body else problems)
    return AddedMeeting(path, made, cleaned, present, strangers)


def cleaned_source(file: str, content: bytes, encoding: str, known: Sequence[str]) -> Cleaned:
    """Return a source by the kind that its name tells, cleaned; `known` are names that may begin a line.

    Raises Refused where it cannot be read, or is of another kind.
    """
    kind = file.rpartition(".")[2].lower()
    if kind not in ENDINGS:
        says = f"a meeting is not read from a .{kind} file" if "." in file else "the file's name has no ending"
        raise refused(file, "unknown-kind", says, f"save it as one of {', '.join(f'.{each}' for each in ENDINGS)}")
    checked_size(file, content)
    if kind == "eml":
        return mail(file, content, encoding)
    text = text_of(file, content, encoding)
    if kind in ("vtt", "srt"):
        return captions(file, text, kind, known)
    return transcript(file, text, known, is_markdown=kind == "md")


def _check(file: str, cleaned: Cleaned, wanted: Wanted) -> None:
    """Check what is left of a source. Raises Refused where that is nothing, too much, or nobody's."""
    if not cleaned.said and not cleaned.body.strip():
        raise refused(file, "no-text", "nothing is said in the file", "nothing was written")
    _check_size(file, sum(len(each.text.encode()) for each in cleaned.said))
    if not cleaned.speakers and not wanted.without_speakers:
        says = "nobody is named as speaking: no line begins with a name and a colon, twice at least"
        remedy = "write the names before what was said, or take it as notes with --without-speakers"
        raise refused(file, "no-speakers", says, remedy)


def _check_size(file: str, size: int) -> None:
    """Check the bytes of a meeting's text. Raises Refused where they are too many."""
    if size > LARGEST_MEETING:
        says = f"what is said in it is {-(-size // 1024):,} KiB, and a meeting holds {LARGEST_MEETING // 1024} KiB"
        raise refused(file, "text-too-big", says, "split it by its parts, each a meeting of its own")


def _in_source(file: str, problems: Iterable[Problem], keys: int) -> list[Problem]:
    """Return problems of a text that stands as the source has it, placed there; `keys` are the lines above it."""
    return [replace(each, path=file, line=each.line - keys) if each.line > keys else each for each in problems]


def known_people(account: Account, team: Team) -> Mapping[str, str]:
    """Return the keys of everybody who may be present by the handles of their full names and keys.

    A name or key that two of them answer to is nobody's.
    """
    pairs = [(key, person.name) for key, person in account.people.items()]
    pairs += [(key, member.name) for key, member in team.members.items()]
    pairs += [(key, each.name) for key, each in account.team.items() if handle(each.name) not in team.handles]
    found: dict[str, set[str]] = {}
    for key, name in pairs:
        for answers in {handle(name), handle(key)}:
            found.setdefault(answers, set()).add(key)
    keys = [key for key, _ in pairs]
    return {
        answers: key for answers, those in found.items() if len(those) == 1 for key in those if keys.count(key) == 1
    }


def _names(account: Account, team: Team) -> Iterator[str]:
    yield from (each.name for each in account.people.values())
    yield from (each.name for each in team.members.values())
    yield from (each.name for each in account.team.values())


def _meant(name: str, account: Account, team: Team) -> str:
    """Return the key of somebody whom a speaker may be: one whose name has it as a part, or is like it."""
    called = {key: member.name for key, member in team.members.items()}
    called |= {key: person.name for key, person in account.people.items()}
    words = set(handle(name).replace("-", " ").split())
    partly = [key for key, full in called.items() if words & set(handle(full).replace("-", " ").split())]
    if len(partly) == 1:
        return partly[0]
    close = nearest(name, called.values())
    return next((key for key, full in called.items() if full == close), "")


def _past_day(file: str, cleaned: Cleaned, wanted: Wanted) -> dt.date:
    """Return the day of a meeting that was held. Raises Refused where it is still to come, or not known."""
    day = _day(file, cleaned, wanted)
    if wanted.today and day > wanted.today:
        says = f"{day} is still to come, and what was said cannot be of that day"
        raise refused(file, "day-to-come", says, "say with --date on which day it was; write a planned one by hand")
    return day


def _day(file: str, cleaned: Cleaned, wanted: Wanted) -> dt.date:
    """Return the day of a meeting: the one given, that of the mail, or that in the file's name."""
    if day := wanted.date or cleaned.date:
        return day
    for found in DAY.finditer(file.rpartition("/")[2]):
        try:
            return dt.date(*map(int, found.groups()))
        except ValueError:
            continue
    raise refused(file, "no-day", "it is not known on which day the meeting was", "add --date 2026-11-27")


def _slug(file: str, title: str) -> str:
    """Return the name of a meeting's file behind its day."""
    stem = DAY.sub("", file.rpartition("/")[2].rpartition(".")[0])
    return slug_of(title or stem)[:LONGEST_NAME].strip("-") or "meeting"


def said_of(made: AddedMeeting) -> Iterator[str]:
    """Yield what became of the speakers: who is present, and what to write for those whom nobody is known by."""
    for name, key in made.present.items():
        yield f"{name} is {key}"
    for name, meant in made.strangers.items():
        remedy = f"if it is {meant}, write under present: {name}: {meant}" if meant else "write its key under present"
        yield f"{name} is nobody who is known ({remedy})"
    if made.strangers:
        many = counted(len(made.strangers), "speaker")
        yield f"what {many} without a key said proves nothing by the customer"
