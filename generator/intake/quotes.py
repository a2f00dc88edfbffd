"""Proof of a quote: the words stand in the notes, and whoever is said to have said them did.

A quote is accepted where it stands in the notes verbatim, within one turn of the speaker who is named. White space
runs count as one blank, and every kind of quotation mark or apostrophe as the plain one; nothing else is folded:
neither letter case nor punctuation nor spelling. It has five words at least, or is a whole line; it begins and ends
where words do, so that no word of it is a part of another. Notes that name no speakers prove no speaker.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from generator.intake.notes import Notes, compared, folded, words_of
from generator.model.who import handle
from generator.problems import expected
from generator.read.yaml.characters import forbidden, named

FEWEST_WORDS: Final = 5
LIKE: Final = 0.6
"""Share of a quote's words that a line has to have to be named beside a quote that is not there."""
MOST_PLACES: Final = 5
"""Places of one quote that are named."""
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

    `before` and `after` are what is said right around it at its first place, cut where that is long.
    """

    text: str
    speaker: str
    places: tuple[Occurrence, ...]
    before: str = ""
    after: str = ""


def proven_quote(quote: str, speaker: str, notes: Notes) -> Quoted:
    """Return a quote as it stands in the notes. Raises NotProven where it does not, or somebody else said it."""
    check_visible(quote, "quote")
    check_visible(speaker, "speaker")
    sought = compared(folded(quote))
    claimed = _claimed(speaker, notes)
    found = list(_occurrences(sought, notes))
    if not found:
        raise NotProven("the quote does not stand in the notes", _like(sought, notes), "quote")
    fitting = [each for each in found if handle(each.place.speaker) == handle(claimed)]
    if not fitting:
        said = found[0].place
        if not claimed:
            raise NotProven(
                f"the answer does not say who said it: {_who(said)}", f"add speaker: {said.speaker!r}", "quote"
            )
        raise NotProven(f"{claimed} did not say that: {_who(said)}", "name whoever said it", "speaker")
    count = sum(any(map(str.isalnum, each)) for each in sought.split())
    if count < FEWEST_WORDS and not any(_is_line(sought, each.place, notes) for each in fitting):
        says = f"the quote has fewer than {FEWEST_WORDS} words and is no whole line"
        raise NotProven(says, "quote more of the sentence", "quote")
    first = fitting[0]
    return Quoted(first.text, claimed, tuple(each.place for each in fitting), first.before, first.after)


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


class _Found(NamedTuple):
    text: str
    place: Occurrence
    before: str
    after: str


def _occurrences(sought: str, notes: Notes) -> Iterator[_Found]:
    """Yield every place of a text in the notes, with its words there and those around it."""
    for turn in notes.turns if sought else ():
        start = turn.compared.find(sought)
        while start >= 0:
            end = start + len(sought)
            if _is_apart(turn.compared, start, end):
                place = Occurrence(turn.line_at(start), turn.line_at(end - 1), turn.speaker)
                before, after = turn.text[:start], turn.text[end:]
                yield _Found(turn.text[start:end], place, _end_of(before), _begin_of(after))
            start = turn.compared.find(sought, start + 1)


def _end_of(text: str) -> str:
    """Return the last words of a text."""
    cut = text[-LONGEST_AROUND:]
    return text if len(text) <= LONGEST_AROUND else f"\u2026{cut[cut.find(' ') + 1 :]}"


def _begin_of(text: str) -> str:
    """Return the first words of a text."""
    cut = text[:LONGEST_AROUND]
    return text if len(text) <= LONGEST_AROUND else f"{cut[: cut.rfind(' ')]}\u2026"


def _is_apart(text: str, start: int, end: int) -> bool:
    """Tell whether a part of a text begins and ends where words do."""
    return not (text[start - 1 : start].isalnum() and text[start].isalnum()) and not (
        text[end - 1].isalnum() and text[end : end + 1].isalnum()
    )


def _is_line(sought: str, of: Occurrence, notes: Notes) -> bool:
    return of.line == of.last and compared(notes.line(of.line)) == sought


def _who(of: Occurrence) -> str:
    return f"line {of.line} is {of.speaker or 'nobody'}'s"


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
