"""Proposed changes: what a proven answer would make of the files, under the question that it answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from generator.editor.edits import EditedValue
from generator.intake.answers import Answer
from generator.intake.case import Case
from generator.intake.notes import compared, folded
from generator.intake.quotes import NotProven, Quoted, check_visible, shortened
from generator.read.yaml.place import At

LONGEST_STANDING = 240
"""Characters of what the file says that are shown beside what the notes say."""


class Change(NamedTuple):
    """A value for a place in a file, by the file's path below the deals folder.

    One that `adds` goes to the end of the list, or of the notes, that stand there.
    """

    file: str
    at: At
    value: EditedValue
    adds: bool = False


class Contradiction(NamedTuple):
    """Two values of a thing: that of the file, and that of the notes."""

    subject: str
    file_says: str
    notes_say: str


class Proposed(NamedTuple):
    """Changes that an answer stands for: the question above them, in words, and against what the file says.

    `remarks` tell what was not taken as it was given.
    """

    question: str
    says: str
    changes: tuple[Change, ...]
    against: tuple[Contradiction, ...] = ()
    remarks: tuple[str, ...] = ()


def source_of(quoted: Quoted, case: Case) -> str:
    """Return who said a quote and where it stands, as the files cite it."""
    return ", ".join(filter(None, (quoted.speaker, case.cited(quoted.places[0].line))))


def cited(quoted: Quoted, case: Case) -> str:
    """Return a quote with who said it and where, as it stands in a file."""
    return f"\u201c{quoted.text}\u201d ({source_of(quoted, case)})"


def against(subject: str, stands: str, says: str) -> tuple[Contradiction, ...]:
    """Return the contradiction of two values; none where the file has none, or the same."""
    if not stands or stands == says:
        return ()
    return (Contradiction(subject, shortened(stands, LONGEST_STANDING), shortened(says, LONGEST_STANDING)),)


def check_named(key: str, text: str, quoted: Quoted) -> None:
    """Check that the text of a key stands in a quote, letter case aside. Raises NotProven where it does not."""
    if not stands_in(text, quoted.text):
        raise NotProven(f"the {key} {text!r} does not stand in the quote", "quote the words that name it", key)


def stands_in(text: str, quote: str) -> bool:
    """Tell whether words stand in a quote, whole and one after the other; letter case makes no difference."""
    sought, within = (compared(folded(each)).casefold() for each in (text, quote))
    start = within.find(sought) if sought else -1
    while start >= 0:
        end = start + len(sought)
        if not (within[start - 1 : start].isalnum() or within[end : end + 1].isalnum()):
            return True
        start = within.find(sought, start + 1)
    return False


def plain_text(answer: Answer, key: str) -> str:
    """Return a text of an answer on one line, empty for none. Raises NotProven where it hides characters."""
    text = getattr(answer, key) or ""
    check_visible(text, key)
    return folded(text)


def block_changes(file: str, at: At, values: Mapping[str, str]) -> tuple[Change, ...]:
    """Return the changes of keys in a block."""
    return tuple(Change(file, (*at, key), value) for key, value in values.items())
