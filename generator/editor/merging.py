"""Merging of edits into a file that may have changed since the form was opened, by the values that they were of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from generator.editor.edits import EditedValue, FormEdit
from generator.editor.text_merge import merged_text
from generator.model.file_noun import FileNoun
from generator.model.shapes import Shape, shape_at, spelled
from generator.read.yaml.document import NOTES, Document
from generator.read.yaml.place import At


class Conflict(NamedTuple):
    """An edit of a place at which the file says something else than when the form was opened.

    `gone` is the block around the place that is no longer there, empty where it is.
    """

    edit: FormEdit
    theirs: EditedValue
    line: int
    gone: At = ()

    def record(self) -> dict[str, Any]:
        """Return both sides as an answer has them."""
        at, was, value = self.edit
        sides = {"at": list(at), "was": was, "yours": value, "theirs": self.theirs}
        return {**sides, "line": self.line, "gone": list(self.gone)}


class Merged(NamedTuple):
    """The edits that are to be made, those that stand in the file already, and the conflicts."""

    to_make: tuple[FormEdit, ...]
    made: tuple[FormEdit, ...]
    conflicts: tuple[Conflict, ...]


def merged(
    kind: type[FileNoun], document: Document, edits: tuple[FormEdit, ...], opened: Document | None = None
) -> Merged:
    """Return what is to be done with edits of a file.

    `opened` is the file with which the form was opened, where that is known.
    """
    to_make: list[FormEdit] = []
    made: list[FormEdit] = []
    conflicts: list[Conflict] = []
    for edit in edits:
        theirs, shape = value_at(kind, document, edit.at), shape_at(kind, edit.at)
        gone = _gone(document, edit, opened)
        today = meaning(spelled(theirs, shape))
        if today == meaning(spelled(edit.value, shape)) and not gone:
            made.append(edit)
        elif (today or None) == (meaning(spelled(edit.was, shape)) or None) and not gone:
            to_make.append(edit)
        elif together := _together(edit, theirs):
            to_make.append(together)
        else:
            line = document.place(edit.at)[0]
            conflicts.append(Conflict(edit, theirs, line, gone))
    return Merged(tuple(to_make), tuple(made), tuple(conflicts))


def _together(edit: FormEdit, theirs: EditedValue) -> FormEdit | None:
    """Return the edit of notes of which other lines have changed, with both changes; None where they touch."""
    if edit.at != NOTES or not (
        isinstance(theirs, str) and isinstance(edit.was, str) and isinstance(edit.value, str)
    ):
        return None
    both = merged_text(edit.was, theirs, edit.value)
    return None if both is None else FormEdit(edit.at, theirs, both)


def _gone(document: Document, edit: FormEdit, opened: Document | None) -> At:
    """Return the block around a place that stood when the form was opened and is gone."""
    for length in range(1, len(edit.at)):
        above = edit.at[:length]
        if opened and above in opened.places and above not in document.places:
            return above
    return ()


def value_at(kind: type[FileNoun], document: Document, at: At) -> EditedValue:
    """Return the value at a place of a file, None where there is none; a bare one stands for its key's."""
    if at == NOTES:
        return document.body
    found: Any = document.data
    shape = Shape(kind)
    for key in map(str, at):
        if shape.bare and isinstance(found, str | list):
            found = {shape.bare: found}
        found = found.get(key) if isinstance(found, Mapping) else None
        shape = shape.below(key)
    value: EditedValue = found
    return value


def meaning(value: EditedValue) -> object:
    """Return a value as two are compared: without keys that have none; no value at all is None."""
    if isinstance(value, Mapping):
        return {key: below for key, each in value.items() if (below := meaning(each)) is not None}
    if isinstance(value, list):
        return value or None
    return value.rstrip() or None if isinstance(value, str) else None
