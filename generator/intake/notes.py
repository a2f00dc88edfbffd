"""Notes of a meeting as quotes are looked for in them: by the turns of their speakers, each with its lines."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from typing import Final, NamedTuple
from unicodedata import normalize

from generator.model.who import handle
from generator.problems import Problem, Refused

MARKS: Final = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"')
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u0060\u00b4\uff07", "'")
)
"""Quotation marks and apostrophes, one character each, with the plain one that is the same to a reader."""
WORD: Final = re.compile(r"[^\W_]+")


class NoteLine(NamedTuple):
    """A line of notes: its number in the file, from 1, who speaks, and what is said; empty where nobody is named.

    `begins` tells that it names its speaker, so that it begins a turn.
    """

    number: int
    speaker: str
    text: str
    begins: bool = False


class Turn(NamedTuple):
    """A speaker's turn in one line of text: `starts` are the offsets at which its lines, by number, begin in it."""

    speaker: str
    text: str
    compared: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def line_at(self, offset: int) -> int:
        """Return the number of the line that a character of the turn stands in."""
        return self.numbers[bisect_right(self.starts, offset) - 1]


@dataclass(frozen=True)
class Notes:
    """Notes of a meeting on a day; `path` is the file's, as places name it.

    `present` are the people by the handles of the names that stand in the notes: the key of a person of the account,
    or of a member of the team.
    """

    path: str
    date: dt.date
    lines: Sequence[NoteLine]
    present: Mapping[str, str]

    def check_held(self, today: dt.date) -> None:
        """Check that the meeting has been. Raises Refused where it is still to come."""
        if self.date > today:
            says = f"the meeting of {self.date} is still to come, so nothing was said in it yet"
            remedy = "ask again when it was, or mend its date"
            raise Refused([Problem(self.path, 1, 1, "day-to-come", says, remedy)])

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The turns in their order; notes without speakers are one."""
        numbers = accumulate(each.begins for each in self.lines)
        groups = groupby(zip(self.lines, numbers, strict=True), lambda pair: (pair[0].speaker, pair[1]))
        return tuple(
            _turn(speaker, said)
            for (speaker, _), some in groups
            if (said := [line for line, _ in some if line.text.strip()])
        )

    @cached_property
    def has_speakers(self) -> bool:
        """Whether the notes say who speaks."""
        return any(each.speaker for each in self.lines)

    @cached_property
    def speakers(self) -> Mapping[str, str]:
        """The speakers as the notes name them, by handle."""
        return {handle(each.speaker): each.speaker for each in self.turns if each.speaker}

    @cached_property
    def words(self) -> Mapping[int, frozenset[str]]:
        """The words of every line, by its number."""
        return {each.number: frozenset(words_of(each.text)) for each in self.lines if each.text.strip()}

    def line(self, number: int) -> str:
        """Return the text of a line, in one line of single blanks."""
        return folded(next((each.text for each in self.lines if each.number == number), ""))

    def person(self, speaker: str) -> str:
        """Return the key that a speaker is mapped to; empty where nobody is."""
        return self.present.get(handle(speaker), "")


def folded(text: str) -> str:
    """Return a text with single blanks for every run of white space, in composed characters (NFC)."""
    return " ".join(normalize("NFC", text).split())


def compared(text: str) -> str:
    """Return a folded text as two are compared: with plain quotation marks, character by character."""
    return text.translate(MARKS)


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text, in small letters."""
    return (each[0] for each in WORD.finditer(text.casefold()))


def _turn(speaker: str, lines: Iterable[NoteLine]) -> Turn:
    starts, numbers, text = list[int](), list[int](), ""
    for each in lines:
        text = f"{text} " if text else ""
        starts.append(len(text))
        numbers.append(each.number)
        text += folded(each.text)
    return Turn(speaker, text, compared(text), tuple(starts), tuple(numbers))
