"""Applying edits to a file's bytes by splices, each of them read again by two readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.edit.cannot_splice import CannotSplice
from generator.edit.edit_check import check_again, front_matter
from generator.edit.splice import Value, spliced
from generator.editor.edits import EditedValue, FormEdit
from generator.model.file_noun import FileNoun
from generator.model.shapes import shape_at
from generator.problems import Refused
from generator.read.quoting import BYTE_ORDER_MARK
from generator.read.yaml.characters import forbidden, named
from generator.read.yaml.document import NOTES, Document, parse
from generator.read.yaml.fences import CLOSING_RULE, RULE
from generator.read.yaml.place import At

Change = tuple[At, Value]


class NotByForm(Refused):
    """Refusal of an edit that cannot be made: its place, and why."""

    def __init__(self, document: Document, at: At, says: str, remedy: str = "change it in the file") -> None:
        self.at = at
        super().__init__([document.problem(at, "not-by-form", says, remedy)])


def applied(
    kind: type[FileNoun], path: str, content: bytes, edits: tuple[FormEdit, ...], *, to_be_written: bool = True
) -> bytes:
    """Return a file's content with edits made in it; every byte outside their values stays.

    `path` is the one that problems name. What is not `to_be_written` is spared the second reader. Raises NotByForm
    where an edit cannot be made, Refused where the file cannot be parsed.
    """
    edited, changes = _spliced(kind, path, content, [each for each in edits if each.at != NOTES])
    try:
        if to_be_written:
            check_again(front_matter(content), front_matter(edited), changes)
    except CannotSplice as fault:
        raise NotByForm(parse(path, content), edits[0].at, str(fault)) from None
    notes = next((each.value for each in edits if each.at == NOTES), None)
    return with_notes(edited, notes) if isinstance(notes, str) else edited


def _spliced(kind: type[FileNoun], path: str, content: bytes, edits: list[FormEdit]) -> tuple[bytes, list[Change]]:
    """Return a file after edits of its front matter, and the changes of values that they stand for."""
    document, changes = parse(path, content), list[Change]()
    for edit in edits:
        if hidden := next(filter(None, map(_hidden, texts_in(edit.value))), ""):
            raise NotByForm(document, edit.at, hidden, "delete it, or type the text anew")
        try:
            for change in changes_of(kind, document, edit):
                document = spliced(document, change)
                changes.append(change)
        except CannotSplice as fault:
            raise NotByForm(document, edit.at, str(fault)) from None
        except Refused as refused:
            first = refused.problems[0]
            remedy = "shorten it" if first.code == "line-too-long" else first.remedy
            raise NotByForm(document, edit.at, first.says, remedy) from None
    return document.text.encode("utf-8"), changes


def texts_in(value: EditedValue) -> Iterator[str]:
    """Yield every text of an edited value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from value
        for below in value.values():
            yield from texts_in(below)
    else:
        yield from value or ()


def _hidden(text: str) -> str:
    """Return the description of the first character of a text that no file may hold, empty where there is none."""
    behind = f" {text}"  # at its start, a file may hold a mark that no text may
    found = forbidden(behind)
    return named(behind[found[0]])[1] if found else ""


def with_notes(content: bytes, notes: str) -> bytes:
    """Return a file with other notes below its front matter, with the line ends that it has."""
    text = content.decode("utf-8")
    opening = RULE.match(text.removeprefix(BYTE_ORDER_MARK))
    closing = CLOSING_RULE.search(text, opening.end()) if opening else None
    assert closing  # noqa: S101 - the file has been parsed
    above, line_end = text[: closing.end()], "\r\n" if "\r\n" in text else "\n"
    above = above if above.endswith("\n") or not notes else above + line_end
    whole = notes if not notes or notes.endswith("\n") else f"{notes}\n"
    return (above + whole.replace("\n", line_end)).encode("utf-8")


def changes_of(kind: type[FileNoun], document: Document, edit: FormEdit) -> Iterator[Change]:
    """Yield the changes of a file that an edit stands for, each as small as it can be.

    A block in place of a block changes the keys that differ alone; a key in a block for which a bare value stands
    makes a block of it first.
    """
    at, value = edit.at, cleaned(edit.value)
    bare_at, key = _bare_above(kind, document, at)
    if not key:
        yield from _differences(document, at, value)
        return
    stands = document.data_at(bare_at)
    if at == (*bare_at, key):
        yield bare_at, _value(value)
    elif value is not None:
        yield bare_at, {key: stands, str(at[-1]): value}


def _bare_above(kind: type[FileNoun], document: Document, at: At) -> tuple[At, str]:
    """Return where a bare value stands for the block around a place, and the key that it is of."""
    above = at[:-1]
    stands = document.data_at(above) if above else None
    key = shape_at(kind, above).bare if isinstance(stands, str | list) else ""
    return above, key


def cleaned(value: EditedValue) -> EditedValue:
    """Return a value without keys that have none."""
    if isinstance(value, Mapping):
        return {key: each for key, below in value.items() if (each := cleaned(below)) not in (None, "", [])}
    return value


def _differences(document: Document, at: At, value: EditedValue) -> Iterator[Change]:
    """Yield the changes that make a block another one, and the change of anything else as a whole."""
    stands = document.data_at(at)
    if not isinstance(stands, Mapping) or not isinstance(value, Mapping) or not stands or not value:
        in_braces = at in document.places and document.places[at[:-1]].style == "{"
        yield at, None if in_braces and value in ("", []) else _value(value)
        return
    for key in [*value, *(key for key in stands if key not in value)]:
        if stands.get(key) != value.get(key):
            yield from _differences(document, (*at, key), value.get(key))


def _value(value: EditedValue) -> Value:
    return "" if value == [] else value
