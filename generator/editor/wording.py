"""Words for a proposal: what its edits change, for the message of the commit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from generator.editor.edits import EditedValue, FormEdit, shown
from generator.editor.effect import sentences
from generator.editor.rebasing import Rebased
from generator.history.difference import compared, judged
from generator.model.file_kinds import FileKind
from generator.read.files import Source
from generator.read.surroundings import SurroundingFiles
from generator.read.yaml.document import NOTES, parse
from generator.show.text.changes import ARROW

TOLD = frozenset({"stage", "amount", "close", "outcome"})
RATING = frozenset({"us", "date", "by", "evidence"})
LONGEST_VALUE = 60
"""Characters of a value in a message."""


class ChangeWords(NamedTuple):
    """Title of a file, and what changed in it, a phrase each."""

    title: str
    changes: tuple[str, ...]


def change_words(
    kind: FileKind, file: str, change: Rebased, sides: tuple[Source, Source], today: dt.date
) -> ChangeWords:
    """Return the words for a file's change; those of a deal are the words of `playbook diff`, where it has any."""
    title = str(parse(file, change.after).data.get("title") or file.removesuffix(".md"))
    if change.before is None:
        return ChangeWords(title, (f"new {kind}",))
    told: list[str] = []
    if kind == "deal":
        around = [SurroundingFiles(side, side.listing()).surroundings for side in sides]
        one, other = (
            judged(sides[0].name, file, content, each, lambda _: None, today)[0]
            for each, content in zip(around, (change.before, change.after), strict=True)
        )
        difference = compared(file, file, one, other)
        told = sentences(replace(difference, others=()), around[1].method)
    rest = (each for each in change.edits if not (told and _is_told(each)))
    return ChangeWords(title, tuple([*told, *_edit_words(rest)] or ["edited"]))


def _is_told(edit: FormEdit) -> bool:
    """Tell whether the words of a deal's difference tell of a place: its own fields, and our ratings."""
    top, *below = edit.at
    return top in TOLD or (top == "assessment" and (len(below) == 1 or below[-1] in RATING))


def _edit_words(edits: Iterable[FormEdit]) -> Iterator[str]:
    for edit in edits:
        place = shown(edit.at)
        if edit.at == NOTES:
            yield "notes"
        elif edit.value is None:
            yield f"{place} taken out"
        elif isinstance(edit.value, str) and isinstance(edit.was, str | None):
            yield f"{place} {_short(edit.was) or 'none'} {ARROW} {_short(edit.value)}"
        else:
            yield place


def _short(value: EditedValue) -> str:
    text = " ".join(str(value or "").split())
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}..."


def commit_message(words: Mapping[str, ChangeWords], title: str = "") -> str:
    """Return a commit's message: the change or a title in its first line, and below it every change by file."""
    files = list(words.values())
    first, several = files[0], len(files) > 1
    if not title and not several and len(first.changes) == 1:
        return f"{first.title}: {_lowered(first.changes[0])}\n"
    count = sum(len(each.changes) for each in files)
    subject = title or f"{first.title}{f' and {len(files) - 1} more' if several else ''}: {count} changes"
    lines = [subject, ""]
    for each in files:
        lines += (
            [f"{each.title}:", *(f"- {change}" for change in each.changes), ""]
            if several
            else [f"- {change}" for change in each.changes]
        )
    return "\n".join(lines).rstrip("\n") + "\n"


def _lowered(words: str) -> str:
    """Return words for behind a colon: without the capital, unless it is an abbreviation's."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
