"""Applying edits to a file's bytes by splices, each of them read again by two readers."""

from __future__ import annotations

from generator.edit.edit_check import check_again, front_matter
from generator.edit.splice import CannotSplice, Value, splice
from generator.editor.edits import EditedValue, FormEdit
from generator.problems import Problem, Refused
from generator.read.yaml.document import parse


def applied(path: str, content: bytes, edits: tuple[FormEdit, ...]) -> bytes:
    """Return a file's content with edits made in it; every byte outside their values stays.

    `path` is the one that problems name. Raises Refused where an edit cannot be made, or the file not be parsed.
    """
    for edit in edits:
        content = _made(path, content, edit)
    return content


def _made(path: str, content: bytes, edit: FormEdit) -> bytes:
    value: Value = _value(edit.value)
    try:
        edited = splice(path, content, [(edit.at, value)])
        check_again(front_matter(content), front_matter(edited), [(edit.at, value)])
    except CannotSplice as fault:
        place = parse(path, content).place(edit.at)
        raise Refused([Problem(path, *place, "not-by-form", str(fault), "change it in the file")]) from None
    return edited


def _value(value: EditedValue) -> Value:
    return "" if value is None else value
