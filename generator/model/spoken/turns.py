"""Turns of a text: which of its lines somebody is said to have spoken, and who."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from generator.model.who import handle

LONGEST_NAME: Final = 60
MOST_WORDS: Final = 6
"""Words that the name of somebody who is not among those present may have."""
CLOCK: Final = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?: ?[AaPp]\.?[Mm]\.?)?"
STAMP: Final = rf"(?:[\[(]{CLOCK}[\])]|{CLOCK})"
LABEL: Final = re.compile(
    rf"[ \t]*(?:[-*+][ \t]+)?(?:{STAMP}[ \t]+(?:-[ \t]+)?)?(?P<bold>\*\*|__)?"
    rf"(?P<name>[^\W\d_][^:\n*<>\[\]{{}}|/\\]{{0,{LONGEST_NAME}}}?)"
    rf"(?:(?P=bold))?(?:[ \t]*{STAMP})?:(?(bold)(?:\*\*|__)?)(?:[ \t]+(?P<text>.*)|[ \t]*)"
)
"""A line that begins like a turn: an optional list sign, an optional time, a name, a colon and a blank or the end."""
BREAK: Final = re.compile(r"[ ]{0,3}(?:#{1,6}(?:[ \t]|$)|(?:[-*_][ \t]*){3,}$|={3,}[ \t]*$)")
"""A heading or a rule, with which a turn ends."""
SMALL_WORDS: Final = frozenset({
    "af", "al", "ap", "bin", "binti", "da", "de", "dei", "del", "della", "der", "di", "dos", "du", "el",
    "ibn", "la", "le", "san", "ten", "ter", "und", "van", "vom", "von", "y", "zu", "zum", "zur",
})  # fmt: skip
"""Words of a name that need no capital."""


class Turn(NamedTuple):
    """One line of a text that is not blank, and who says it; `line` counts from 1 at the top of the file.

    `speaker` is the name as `present` has it, or else as the text has it; None where nobody can be said to speak.
    `text` is without the name, the list sign before it and the blanks around it; empty where a name stands alone.
    `begins` tells that the line names its speaker, so that a turn begins.
    """

    line: int
    speaker: str | None
    text: str
    begins: bool = False


def turns(text: str, first_line: int = 1, present: Collection[str] = ()) -> tuple[Turn, ...]:
    """Return each line of a text that is not blank, with its speaker.

    A turn begins with a line `Name: text`, `**Name:** text` or `**Name**: text`, also in a list, and with a time
    before or behind the name. The name is one of those `present`, letter case and blanks aside, or else stands like
    this on two lines at least. The lines below belong to it up to a blank line, a heading, a rule or another name.
    After a name that stands alone, blank lines do not end it.

    A line that looks like a name and a colon, such as `Note: ...` and a name that occurs once, ends a turn, and
    nobody is said to speak it: what may be another's word is nobody's. A time such as `10:30: ...`, a web address
    and a sentence with a colon begin nothing.
    """
    lines = text.split("\n")
    known = {handle(name): name for name in present}
    labels = [_label(line, known) for line in lines]
    often = Counter(handle(each["name"]) for each in labels if each)
    for each in labels:
        if each and often[handle(each["name"])] > 1:
            known.setdefault(handle(each["name"]), each["name"].strip())
    return tuple(_spoken(lines, labels, first_line, known))


def begins_turn(line: str, present: Collection[str] = ()) -> bool:
    """Tell whether a line begins like a turn, so that the one before it ends; `present` are names in any case."""
    return _label(line, [handle(name) for name in present]) is not None


def _spoken(
    lines: list[str], labels: list[re.Match[str] | None], first: int, known: Mapping[str, str]
) -> Iterator[Turn]:
    speaker, waits = None, False
    for number, (line, label) in enumerate(zip(lines, labels, strict=True), first):
        if not line.strip():
            speaker = speaker if waits else None
        elif label:
            speaker = known.get(handle(label["name"]))
            said = (label["text"] or "").strip() if speaker else line.strip()
            waits = speaker is not None and not said
            yield Turn(number, speaker, said, speaker is not None)
        else:
            speaker, waits = None if BREAK.match(line) else speaker, False
            yield Turn(number, speaker, line.strip())


def _label(line: str, present: Collection[str]) -> re.Match[str] | None:
    """Return the match of a line that begins like a turn; `present` are the handles of those present."""
    found = LABEL.fullmatch(line) if ":" in line else None
    return found if found and (handle(found["name"]) in present or is_like_a_name(found["name"])) else None


def is_like_a_name(written: str) -> bool:
    """Tell whether a text can be a name: few words, each with a capital, a digit or a script without capitals."""
    words = [word for word in written.split() if word not in SMALL_WORDS]
    firsts = [word.lstrip("('\u2019")[:1] for word in words]
    return 0 < len(words) <= MOST_WORDS and all(first == first.upper() for first in firsts)
