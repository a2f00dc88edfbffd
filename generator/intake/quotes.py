"""Proof of a quote: the words stand in the notes, and whoever is said to have said them did.

A quote is accepted where it stands in the notes verbatim, within one turn of the speaker who is named. White space
runs count as one blank, and every kind of quotation mark or apostrophe as the plain one; nothing else is folded:
neither letter case nor punctuation nor spelling. It has five words at least, or is a whole line; it begins and ends
where words and numbers do, so that none of it is a part of another. Notes that name no speakers prove no speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from generator.intake.notes import MARKS, Notes, Turn, compared, folded, words_of
from generator.model.who import handle
from generator.problems import expected
from generator.read.yaml.characters import forbidden, named

FEWEST_WORDS: Final = 5
LIKE: Final = 0.6
"""Share of a quote's words that a line has to have to be named beside a quote that is not there."""
MOST_PLACES: Final = 5
MOST_FOUND: Final = 100
"""Places of one quote that are named, and that are looked for."""
WITHIN_A_NUMBER: Final = re.compile(r"\d[.,':/\u2013-]\d")
"""Characters around a cut that would take a number or a day apart."""
LONGEST_SHOWN: Final = 120
LONGEST_AROUND: Final = 120
"""Characters of what is said before a quote, and behind it, that are shown with it."""


class NotProven(Exception):  # noqa: N818 - it is what an answer is like
    """An answer is not proven: why, what would prove it, and the key of the answer that this is about, if one is."""

    def __init__(self, says: str, remedy: str = "", key: str = "") -> None:
        self.says, self.remedy, self.key = says, remedy, key
        super().__init__(says)


class Occurrence(NamedTuple):
    """A place of a quote in notes: its first and last line, and whose turn it is in."""

    line: int
    last: int
    speaker: str


class Quoted(NamedTuple):
    """A proven quote: its words as the notes have them, the speaker as the notes name him, and every place.

    `before` and `after` are what is said right around it at its first place, cut where that is long. `is_reported`
    tells that it stands between quotation marks there: the speaker may have said what another one wrote.
    """

    text: str
    speaker: str
    places: tuple[Occurrence, ...]
    before: str = ""
    after: str = ""
    is_reported: bool = False


def proven_quote(quote: str, speaker: str, notes: Notes) -> Quoted:
    """Return a quote as it stands in the notes. Raises NotProven where it does not, or somebody else said it."""
    check_visible(quote, "quote")
    check_visible(speaker, "speaker")
    sought = compared(folded(quote))
    claimed = _claimed(speaker, notes)
    is_short = sum(any(map(str.isalnum, each)) for each in sought.split()) < FEWEST_WORDS
    every = _whole_lines(sought, notes, claimed) if is_short else _spots(sought, notes, claimed)
    fitting = list(islice(every, MOST_FOUND))
    if not fitting and not next(_spots(sought, notes, claimed), None):
        raise _not_there(sought, notes, claimed)
    if not fitting:
        says = f"the quote has fewer than {FEWEST_WORDS} words and is no whole line"
        raise NotProven(says, "quote more of the sentence", "quote")
    turn, start, end = fitting[0]
    before, text, after = turn.text[:start], turn.text[start:end], turn.text[end:]
    is_reported = before.translate(MARKS).count('"') % 2 == 1 and '"' in after.translate(MARKS)
    return Quoted(text, claimed, tuple(map(_place, fitting)), _end_of(before), _begin_of(after), is_reported)


def _not_there(sought: str, notes: Notes, claimed: str) -> NotProven:
    """Return why a quote is not the claimed speaker's: who said it, or that nobody did."""
    spot = next(_spots(sought, notes), None)
    if spot is None:
        return NotProven("the quote does not stand in the notes", _like(sought, notes), "quote")
    said = _place(spot)
    who = f"line {said.line} is {f'{said.speaker!r} speaking' if said.speaker else 'nobody known speaking'}"
    if not claimed:
        return NotProven(f"the answer does not say who said it: {who}", f"add speaker: {said.speaker!r}", "quote")
    return NotProven(f"{claimed} did not say that: {who}", "name whoever said it", "speaker")


def check_visible(text: str, key: str = "") -> None:
    """Check that every character of a text is seen. Raises NotProven where one is not."""
    behind = f" {text}"
    if found := forbidden(behind):
        says = f"{named(behind[found[0]])[1]}, character {found[0]} of {len(text)}"
        raise NotProven(says, "copy the words without it", key)


def _claimed(speaker: str, notes: Notes) -> str:
    """Return a claimed speaker as the notes name him. Raises NotProven where nobody of the name speaks."""
    if not speaker.strip():
        return ""
    if not notes.has_speakers:
        raise NotProven("the notes do not say who speaks", "leave the speaker out", "speaker")
    if handle(speaker) not in notes.speakers:
        remedy = expected(speaker, notes.speakers.values()) or "name a speaker as the notes do"
        raise NotProven(f"nobody in the notes is called {folded(speaker)!r}", remedy, "speaker")
    return notes.speakers[handle(speaker)]


class _Spot(NamedTuple):
    turn: Turn
    start: int
    end: int


def _spots(sought: str, notes: Notes, speaker: str | None = None) -> Iterator[_Spot]:
    """Yield every place of a text in the turns of a speaker; without one in all turns, the first of each."""
    for turn in notes.turns if sought else ():
        if speaker is not None and handle(turn.speaker) != handle(speaker):
            continue
        start = turn.compared.find(sought)
        while start >= 0:
            end = start + len(sought)
            if _is_apart(turn.compared, start, end):
                yield _Spot(turn, start, end)
                if speaker is None:
                    break
            start = turn.compared.find(sought, start + 1)


def _place(of: _Spot) -> Occurrence:
    return Occurrence(of.turn.line_at(of.start), of.turn.line_at(of.end - 1), of.turn.speaker)


def _end_of(text: str) -> str:
    """Return the last words of a text."""
    cut = text[-LONGEST_AROUND:]
    return text if len(text) <= LONGEST_AROUND else f"\u2026{cut[cut.find(' ') + 1 :]}"


def _begin_of(text: str) -> str:
    """Return the first words of a text."""
    cut = text[:LONGEST_AROUND]
    return text if len(text) <= LONGEST_AROUND else f"{cut[: cut.rfind(' ')]}\u2026"


def _is_apart(text: str, start: int, end: int) -> bool:
    """Tell whether a part of a text begins and ends where words and numbers do."""
    if text[start - 1 : start].isalnum() and text[start].isalnum():
        return False
    if text[end - 1].isalnum() and text[end : end + 1].isalnum():
        return False
    cuts = (text[max(start - 2, 0) : start + 1], text[end - 1 : end + 2])
    return not any(WITHIN_A_NUMBER.fullmatch(each) for each in cuts)


def _whole_lines(sought: str, notes: Notes, speaker: str) -> Iterator[_Spot]:
    """Yield every line in the turns of a speaker that is a text from its beginning to its end."""
    for turn in notes.turns if sought else ():
        if handle(turn.speaker) == handle(speaker):
            ends = (*(start - 1 for start in turn.starts[1:]), len(turn.compared))
            for start, end in zip(turn.starts, ends, strict=True):
                if turn.compared[start:end] == sought:
                    yield _Spot(turn, start, end)


def _like(sought: str, notes: Notes) -> str:
    """Return the remedy for a quote that is not there: the line that has most of its words, if one has enough."""
    wanted = frozenset(words_of(sought))
    best = max(notes.words, key=lambda number: len(wanted & notes.words[number]), default=0)
    if not wanted or not best or len(wanted & notes.words[best]) < LIKE * len(wanted):
        return "quote the notes word for word, or list the criterion under not_said"
    return f"line {best} has words of it: {shortened(notes.line(best))!r}"


def shortened(text: str, longest: int = LONGEST_SHOWN) -> str:
    """Return a text of so many characters at most."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
