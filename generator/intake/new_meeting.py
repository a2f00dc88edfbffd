"""Meeting's file made of notes that are none yet: their text as it is, below who was present and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from generator.edit.scalars import key_text, scalar
from generator.edit.slugs import slug_of
from generator.editor.near import NearFiles
from generator.model.meeting import FOLDER, Meeting
from generator.problems import Problem, Refused
from generator.read.quoting import BYTE_ORDER_MARK, QuotedText
from generator.read.replaced import Replaced
from generator.read.surroundings import SurroundingFiles
from generator.read.yaml.characters import decode, forbidden, problems_of

LONGEST_NAME = 48
RULE = "---\n"


class Facts(NamedTuple):
    """Facts of a meeting that its notes do not hold: its day, who the names in them are by key, and its title."""

    date: dt.date
    present: Mapping[str, str]
    title: str = ""


class MadeMeeting(NamedTuple):
    """A meeting's file by its path below the deals folder, its content, and the meeting that it is read as."""

    path: str
    content: bytes
    meeting: Meeting


def made_meeting(near: NearFiles, file: str, content: bytes, facts: Facts) -> MadeMeeting:
    """Return the meeting of a deal made of notes in a file; nothing is written.

    Raises Refused with the mistakes that it has: those in the notes at their place in `file`.
    """
    account, _, deal = near.path.removesuffix(".md").partition("/")
    text = decode(file, content).removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n")
    _check_visible(file, text)
    head = "".join(f"{line}\n" for line in _head(deal, facts))
    name = _name(facts, file.rpartition("/")[2].partition(".")[0])
    path = _free(near, f"{account}/{FOLDER}/{facts.date}-{name}")
    whole = f"{head}{text if text.endswith(chr(10)) else text + chr(10)}".encode()
    listing = replace(near.listing, meetings={**near.listing.meetings, path.removesuffix(".md"): path})
    files = SurroundingFiles(Replaced(near.source, path, whole), listing)
    if problems := files.problems(path, Meeting):
        raise Refused(_in_notes(problems, file, head.count("\n")))
    return MadeMeeting(path, whole, files.noun(Meeting, path))


def _check_visible(file: str, text: str) -> None:
    if offsets := forbidden(text):
        raise Refused(problems_of(QuotedText(file, text), offsets))


def _head(deal: str, facts: Facts) -> Iterator[str]:
    yield "---"
    yield f"date: {facts.date}"
    if facts.title:
        yield f"title: {scalar(' '.join(facts.title.split()))}"
    yield f"deals: [{deal}]"
    if facts.present:
        yield "present:"
        yield from (f"  {key_text(name)}: {scalar(key)}" for name, key in facts.present.items())
    yield "---"


def _name(facts: Facts, stem: str) -> str:
    """Return the name of the file behind its day: of the title, or else of the notes' own file."""
    name = slug_of(facts.title or stem).removeprefix(f"{facts.date}-")
    cut = name[:LONGEST_NAME]
    return cut.strip("-") or "meeting"


def _free(near: NearFiles, stem: str) -> str:
    """Return the path of a file that is not there yet."""
    path, number = f"{stem}.md", 1
    while path in near.listing.meetings.values():
        number += 1
        path = f"{stem}-{number}.md"
    return path


def _in_notes(problems: tuple[Problem, ...], file: str, above: int) -> Iterator[Problem]:
    """Yield problems at their place in the notes; those of what options gave stand at its beginning."""
    for each in problems:
        line = each.line - above
        yield replace(each, path=file, line=max(line, 1), column=each.column if line > 0 else 1, mend=None,
                      excerpt=each.excerpt if line > 0 else None)  # fmt: skip
