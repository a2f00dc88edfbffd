"""Updates of a file by its record: the values that have to change, and those that a person changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.edit.crm.cells import Kind
from generator.edit.crm.existing_files import TiedFile, value_at
from generator.edit.crm.last_import import Said
from generator.edit.crm.merge.field_decision import settle
from generator.edit.crm.reader import At
from generator.edit.scalars import Tree

Changes = list[tuple[tuple[str | int, ...], str | Tree]]

SHORT = {
    "effort": "left",
    "outcome": "result",
    "people": "name",
    "assessment": "us",
    "compelling_event": "what",
    "plan": "what",
}
"""The key that a bare value stands for, by the outermost key."""


@dataclass(frozen=True, slots=True)
class HandEdit:
    """A field that the CRM owns and a person changed: both values, and which of them is in the file now.

    `is_taken` tells whether the CRM's is, since it changed there too.
    """

    path: str
    line: int
    column: int
    field: str
    stands: str
    crm: str
    is_taken: bool

    def __str__(self) -> str:
        """Return the place, both values, and which of them is in the file now."""
        here = f"{self.path}:{self.line}:{self.column}: {self.field}"
        if not self.crm:
            return f"{here} is {self.stands!r} by hand; the CRM's field is empty now; your value is kept"
        if self.is_taken:
            was = f"was {self.stands!r} by hand" if self.stands else "was taken out by hand"
            return f"{here} {was}; the CRM says {self.crm!r} now, which is taken"
        is_ = f"is {self.stands!r} by hand" if self.stands else "was taken out by hand"
        return f"{here} {is_}; the CRM says {self.crm!r} as before; your value is kept"


def is_owned(at: At, owns: Sequence[str]) -> bool:
    """Tell whether a field, or the block that it stands in, is among those that follow the CRM."""
    return at[0] in owns or ".".join(at) in owns


def currencies(amount: str) -> set[str]:
    """Return the currencies that an amount names."""
    return set(re.findall("[A-Z]{3}", amount))


def said_of(values: Mapping[At, str], owns: Sequence[str], last: Said) -> dict[str, str]:
    """Return the values to remember of a record: those of the fields that the CRM owns.

    What the last import said of a field counts on where the export says nothing about it.
    """
    earlier = {name: text for name, text in last.items() if tuple(name.split(".")) not in values}
    return {name: text for name, text in earlier.items() if is_owned(tuple(name.split(".")), owns)} | {
        ".".join(at): value for at, value in values.items() if value and is_owned(at, owns)
    }


def changes_for(
    tied: TiedFile, values: Mapping[At, str], owns: Sequence[str], kinds: Mapping[str, Kind], last: Said
) -> tuple[Changes, list[HandEdit]]:
    """Return the changes that bring a file's owned fields to the CRM's values, and people's own changes."""
    changes: dict[At, str] = {}
    by_hand = []
    data = tied.data
    for at, now in values.items():
        if not is_owned(at, owns):
            continue
        written = (*tied.at, *at)
        stands, name = stands_at(data, written), ".".join(at)
        settled = settle(kind_of(at, kinds), stands, last.get(name, ""), now)
        if settled.write is not None:
            changes[*map(str, written),] = settled.write
        if settled.by_hand:
            line, column = tied.document.place(written)
            by_hand.append(HandEdit(tied.whole_path, line, column, name, stands, now, settled.write is not None))
    return _woven(data, changes), by_hand


def kept_outcome(data: Mapping[str, Any], changes: Changes) -> tuple[str, ...]:
    """Return the keys of an outcome that would stay in a file though the CRM has opened the deal again."""
    after = {at: value for at, value in changes if at[0] == "outcome"}
    block = data.get("outcome")
    for at, value in after.items():
        if len(at) == 1:
            return tuple(value) if isinstance(value, Mapping) else ()
    there = block if isinstance(block, dict) else {SHORT["outcome"]: block} if block else {}
    return tuple(key for key in there if after.get(("outcome", key)) != "")


def kind_of(at: At, kinds: Mapping[str, Kind]) -> Kind:
    """Return the kind of value that a field holds; `kinds` are those of the fields that a map can name."""
    return kinds.get(".".join(at)) or ("date" if at[-1] == "date" else "line")


def stands_at(data: Mapping[str, Any], at: tuple[str | int, ...]) -> str:
    """Return the text of a field, also where a bare value takes the place of its block."""
    value, above = value_at(data, at), value_at(data, at[:-1])
    if isinstance(above, str) and SHORT.get(str(at[0])) == at[-1]:
        return above
    return value if isinstance(value, str) else ""


def _woven(data: Mapping[str, Any], changes: Mapping[At, str]) -> Changes:
    """Return changes as they can be spliced: into bare values' blocks, and a block left empty as a whole."""
    blocks: dict[At, dict[str, Any]] = {}
    for at, value in changes.items():
        above = value_at(data, at[:-1]) if len(at) > 1 else None
        if at[:-1] not in blocks:
            blocks[at[:-1]] = {SHORT[at[0]]: above} if isinstance(above, str) else dict(above or {})
        blocks[at[:-1]][at[-1]] = value
    woven: Changes = []
    for at, value in changes.items():
        block = {key: each for key, each in blocks[at[:-1]].items() if each}
        if len(at) > 1 and isinstance(value_at(data, at[:-1]), str):
            _append_once(woven, at[:-1], block)
        elif len(at) > 1 and not block:
            _append_once(woven, at[:-1], "")
        else:
            woven.append((at, value))
    return woven


def _append_once(changes: Changes, at: At, value: str | Tree) -> None:
    if all(each != at for each, _ in changes):
        changes.append((at, value))
