"""A meeting's file from what was said: keys, then a line for each turn, broken where it is long."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from generator.edit.meetings.cleaned import Cleaned, Said
from generator.edit.scalars import key_text, scalar, sequence
from generator.model.spoken.turns import begins_turn, turns

WIDTH: Final = 118
"""Characters of a line, where the words allow it."""
LONGEST: Final = 6_000
"""Characters of a line where they do not."""


class MeetingFacts(NamedTuple):
    """The keys of a meeting's file; `present` has the key of each speaker who is known, by name."""

    date: dt.date
    title: str
    deals: Sequence[str]
    present: Mapping[str, str]


def meeting_file(facts: MeetingFacts, cleaned: Cleaned) -> bytes:
    """Return a meeting's file."""
    return "\n".join([*head(facts), meeting_text(facts, cleaned)]).encode()


def meeting_text(facts: MeetingFacts, cleaned: Cleaned) -> str:
    """Return what stands in a meeting's file below its keys."""
    return cleaned.body or "".join(f"{line}\n" for line in _lines(cleaned, facts.present))


def head(facts: MeetingFacts) -> Iterator[str]:
    """Yield the lines of a meeting's keys, with the rules around them."""
    yield "---"
    yield f"date: {facts.date}"
    if facts.title:
        yield f"title: {scalar(facts.title)}"
    if facts.deals:
        yield f"deals: {sequence(facts.deals)}"
    if facts.present:
        yield "present:"
        yield from (f"  {key_text(name)}: {scalar(key)}" for name, key in facts.present.items())
    yield "---"


def _lines(cleaned: Cleaned, present: Collection[str]) -> Iterator[str]:
    """Yield the lines of the text; a paragraph that would be taken for the words of the one before stands apart."""
    is_first = True
    for each in cleaned.said:
        lines = _paragraph(each, cleaned.speakers)
        if not is_first and not begins_turn(lines[0], present):
            yield ""
        yield from lines
        is_first = False


def _paragraph(said: Said, speakers: Sequence[str]) -> list[str]:
    """Return a paragraph as lines that are read as one speaker's; where breaking it would change that, it is not.

    A very long one that cannot be broken so is several, each with its speaker.
    """
    start, text = f"{said.speaker}: " if said.speaker else "", said.text.replace("\t", " ")
    for width in (WIDTH, 8 * WIDTH) if start else ():
        lines = textwrap.wrap(start + text, width, break_on_hyphens=False, break_long_words=False)
        read = turns("\n".join(lines), present=speakers)
        is_theirs = {each.speaker for each in read} == {said.speaker} and not any(each.begins for each in read[1:])
        if is_theirs and max(map(len, lines)) <= LONGEST:
            return lines
    return [start + part for part in textwrap.wrap(text, LONGEST) or [""]]
