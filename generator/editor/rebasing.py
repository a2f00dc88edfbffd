"""Saves of a run carried over to the last commit's text, which knows nothing of other changes on disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from generator.editor.applying import applied
from generator.editor.edits import FormEdit, shown
from generator.editor.merging import merged
from generator.editor.saving import Save
from generator.model.file_kinds import NOUNS, FileKind
from generator.problems import Refused
from generator.read.yaml.document import parse
from generator.read.yaml.place import At


class CannotApply(Exception):  # noqa: N818 - it says what the commit is like
    """Edits do not apply to the last commit: what stands there, as records with places and lines."""

    def __init__(self, records: list[dict[str, Any]]) -> None:
        self.records = records
        super().__init__(records[0]["says"])


class Rebased(NamedTuple):
    """A file as the last commit would have it with the edits of a run: before, None for a new one, and after."""

    before: bytes | None
    after: bytes
    edits: tuple[FormEdit, ...]


def rebased(kind: FileKind, path: str, committed: bytes | None, saves: Sequence[Save]) -> Rebased:
    """Return a file of the last commit with the edits of saves made in it, in their order.

    `committed` is its content there, None where it is not. Raises CannotApply with every edit that does not apply.
    """
    content, begun = _begun(path, committed, saves)
    edits = [edit for save in saves for edit in save.edits]
    made: list[FormEdit] = []
    refused: list[dict[str, Any]] = []
    for number, edit in enumerate(edits):
        try:
            merge = merged(NOUNS[kind], parse(path, content), (edit,))
            content = applied(NOUNS[kind], path, content, merge.to_make)
        except Refused as fault:
            refused.append(_record(path, edit, str(fault.problems[0]), fault.problems[0].line))
            continue
        made += merge.to_make
        is_superseded = any(_overlap(each.at, edit.at) for each in edits[number + 1 :])
        if merge.conflicts and not is_superseded:
            conflict = merge.conflicts[0]
            says = f"{shown(edit.at)} stands in the last commit with another value than the edit was made of"
            line = content.decode("utf-8", "replace").split("\n")[conflict.line - 1].strip()
            refused.append({**conflict.record(), **_record(path, edit, says, conflict.line), "text": line})
    if refused:
        raise CannotApply(refused)
    return Rebased(committed, content, tuple(made) if not begun else ())


def _overlap(one: At, other: At) -> bool:
    """Tell whether two places are the same, or one lies within the other."""
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def _begun(path: str, committed: bytes | None, saves: Sequence[Save]) -> tuple[bytes, bool]:
    """Return the content that edits begin with, and whether a save made the file."""
    new = next((save for save in saves if save.before is None), None)
    if committed is None and new is None:
        says = "the file is not in the last commit; commit it first, so that your changes can be told from the rest"
        raise CannotApply([_record(path, FormEdit((), None, None), says, 1)])
    if committed is not None and new is not None:
        raise CannotApply([_record(path, FormEdit((), None, None), "the last commit has such a file already", 1)])
    return (committed, False) if committed is not None else (new.after if new else b"", True)


def _record(path: str, edit: FormEdit, says: str, line: int) -> dict[str, Any]:
    return {"file": path, "at": list(edit.at), "was": edit.was, "yours": edit.value, "says": says, "line": line}
