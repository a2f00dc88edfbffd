"""The text of a meeting without what a program put around it, and the count of what was left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from generator.model.counting import counted, noun_for
from generator.problems import Problem, Refused
from generator.read.yaml.characters import without_forbidden

ONE: Final[Mapping[str, str]] = {
    "lines of times": "line of times",
    "cue numbers, headers and remarks": "cue number, header or remark",
    "lines of earlier mails": "line of earlier mails",
    "lines of a signature": "line of a signature",
    "blank lines": "blank line",
}
"""Kinds of lines that are left out, as one of them is called."""


class Said(NamedTuple):
    """A paragraph and who says it; `speaker` is None for what nobody is said to speak, such as a heading."""

    speaker: str | None
    text: str


@dataclass(frozen=True)
class Cleaned:
    """A source as it goes into a meeting's file.

    `said` are its paragraphs in order; where `body` is given it is the text as it stands, and goes in line by line.
    `lines` are those of the source, each of which was `kept` or `left_out`, by what it was. `notes` are what was
    changed within lines. `title` and `date` are those that the source names.
    """

    said: Sequence[Said]
    lines: int
    kept: int
    left_out: Mapping[str, int]
    notes: Sequence[str] = ()
    body: str = ""
    title: str = ""
    date: dt.date | None = None
    speakers: Sequence[str] = field(default=())


def joined(said: Iterable[Said]) -> tuple[Said, ...]:
    """Return paragraphs of which those in a row by one speaker are one."""
    found: list[Said] = []
    for each in said:
        if found and each.speaker and found[-1].speaker == each.speaker:
            found[-1] = Said(each.speaker, f"{found[-1].text} {each.text}".strip())
        else:
            found.append(each)
    return tuple(found)


def speakers_of(said: Iterable[Said]) -> tuple[str, ...]:
    """Return who speaks, each once, in the order in which they begin."""
    return tuple(dict.fromkeys(each.speaker for each in said if each.speaker))


def visible(cleaned: Cleaned) -> Cleaned:
    """Return a source without characters that nobody sees, which no file may hold, with a note that counts them."""
    said = tuple(
        Said(without_forbidden(each.speaker or "") or None, without_forbidden(each.text)) for each in cleaned.said
    )
    title = without_forbidden(cleaned.title)
    before, after = (sum(len(each.text) + len(each.speaker or "") for each in of) for of in (cleaned.said, said))
    hidden = before + len(cleaned.title) - after - len(title)
    if not hidden:
        return cleaned
    kept = tuple(each for each in said if each.text.strip())
    notes = (*cleaned.notes, hidden_note(hidden))
    return replace(cleaned, said=kept, notes=notes, title=title, speakers=speakers_of(kept))


def hidden_note(number: int) -> str:
    """Return the sentence on characters that nobody sees: `2 characters that nobody sees were taken out`."""
    return f"{counted(number, 'character')} that nobody sees {noun_for(number, 'was', 'were')} taken out"


def account_of(cleaned: Cleaned) -> str:
    """Return what became of the lines of a source, as a sentence whose numbers add up."""
    gone = [counted(count, ONE.get(what, what), what) for what, count in cleaned.left_out.items() if count]
    left = f"; left out {', '.join(gone)}" if gone else ""
    return f"{counted(cleaned.lines, 'line')} read: {cleaned.kept:,} kept{left}"


def refused(file: str, code: str, says: str, remedy: str, line: int = 1) -> Refused:
    """Return the refusal of a source at one of its lines."""
    return Refused([Problem(file, line, 1, code, says, remedy)])
