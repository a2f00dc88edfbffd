"""Accounting of an import: the fate of every row, and what is said about rows, grouped by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from generator.edit.crm.tables import CsvRow, CsvTable, Header
from generator.problems import Problem

Fate = Literal["new", "changed", "unchanged", "left out", "refused"]
"""Outcome for one row; `left out` by a filter of the map, or because there is nothing that it could belong to."""
Effect = Literal["refused", "left out", "note"]
"""Consequence of a fault: its whole row is not imported, one field of it is not, or nothing is lost."""

FATES: tuple[Fate, ...] = get_args(Fate)
EFFECTS: tuple[Effect, ...] = get_args(Effect)
NOUNS: Mapping[str, tuple[str, str]] = {
    "deals": ("deal", "deals"),
    "accounts": ("account", "accounts"),
    "people": ("person", "people"),
    "roles": ("role", "roles"),
    "users": ("user", "users"),
    "stages": ("stage", "stages"),
    "deal_accounts": ("link", "links"),
    "history": ("row of the history", "rows of the history"),
    "field_history": ("change", "changes"),
    "actions": ("task", "tasks"),
    "notes": ("note", "notes"),
    "line_items": ("line item", "line items"),
    "competitors": ("competitor", "competitors"),
}
"""Rows of each part of a map, one and several, in the order in which their faults are said."""
ID_LOST = frozenset({"open-quote", "torn-row", "cells-without-header", "damaged-id"})
"""Faults of rows whose ids are not known."""
FIRST = 3
"""Rows and values that a group names."""
LONGEST_VALUE = 60
"""Characters of a cell that a message repeats."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about one row, or about a whole file where `row` is 0.

    Remarks of one kind differ in row, line and `value` alone; a value that decides the remedy stands in `says`.
    `field` is the field of ours that is left out.
    """

    effect: Effect
    part: str
    path: str
    line: int
    row: int
    code: str
    says: str
    remedy: str = ""
    value: str = ""
    field: str = ""
    column: int = 1

    @property
    def problem(self) -> Problem:
        """The remark with its place, as an editor links it."""
        note = "note: " if self.effect == "note" else ""
        row = f"row {self.row}: " if self.row else ""
        return Problem(self.path, self.line, self.column, self.code, note + row + self.sentence, self.remedy)

    @property
    def sentence(self) -> str:
        """The fault with its value, and the field that it costs."""
        value = f": {shown(self.value)}" if self.value else ""
        return f"{self.says}{value}{self.loss}"

    @property
    def loss(self) -> str:
        """The words for a field that is left out; empty where none is."""
        return f"; {self.field} is left out" if self.effect == "left out" else ""

    @property
    def kind(self) -> tuple[str, ...]:
        """The parts that are the same in all remarks of a kind."""
        return self.effect, self.part, self.path, self.code, self.says, self.remedy, self.field

    @property
    def order(self) -> tuple[int, int, str, int, int, str]:
        """The sort key: deals before contacts, refused rows before fields, then by place."""
        parts = [*NOUNS]
        part = parts.index(self.part) if self.part in parts else len(parts)
        return part, EFFECTS.index(self.effect), self.path, self.line, self.column, self.says


@dataclass(frozen=True)
class RemarkGroup:
    """Remarks of one kind, in the order of their rows."""

    remarks: tuple[Remark, ...]

    @property
    def first(self) -> Remark:
        """The remark of the first row."""
        return self.remarks[0]

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The different values, in the order of their rows."""
        return tuple(dict.fromkeys(each.value for each in self.remarks if each.value))

    @property
    def problem(self) -> Problem:
        """The group in one sentence, at the place of its first row."""
        first, count = self.first, len(self.remarks)
        if count == 1:
            return first.problem
        noun = NOUNS.get(first.part, ("row", "rows"))[1]
        values = f": {_some([shown(each) for each in self.values])}" if self.values else ""
        rows = f"; rows {_some([str(each.row) for each in self.remarks])}" if first.row else ""
        note = "note: " if first.effect == "note" else ""
        says = f"{note}{count:,} {noun}: {first.says}{values}{first.loss}{rows}"
        return Problem(first.path, first.line, first.column, first.code, says, first.remedy)


def _some(texts: list[str]) -> str:
    """Return the first of some texts, and how many more there are."""
    more = len(texts) - FIRST
    return ", ".join(texts[:FIRST]) + (f" and {more:,} more" if more > 0 else "")


def shown(value: str) -> str:
    """Return a cell as a message repeats it: quoted, and cut where it is long."""
    return repr(value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "…")


class FileTally(NamedTuple):
    """Count of the rows of one file by their fate; `rows` is the sum."""

    file: str
    part: str
    rows: int
    fates: Mapping[Fate, int]


@dataclass
class _File:
    """Rows of a file by number; `swallowed` are those refused rows that have none, being inside of another."""

    part: str
    rows: int
    swallowed: int
    fates: dict[int, Fate] = field(default_factory=dict)


class Accounting:
    """Collector of the fates of rows and of the remarks about them.

    A row that is refused stays refused, whatever else is said about it, and counts once.
    """

    def __init__(self) -> None:
        """Begin without a file."""
        self._files: dict[str, _File] = {}
        self.remarks: list[Remark] = []

    def begin(self, part: str, table: CsvTable) -> None:
        """Take the rows of a file into the account; those that could not be taken apart are refused."""
        torn_rows = sum(torn.rows for torn in table.torn)
        self._files[table.header.file] = _File(part, len(table.rows) + torn_rows, torn_rows - len(table.torn))
        for torn in table.torn:
            self.refuse(torn.row, torn.code, torn.says, torn.remedy)
        for note in table.notes:
            self._add("note", table.header, note.code, note.says, line=note.line)
        for name in table.header.twice:
            self.note(table.header, "column-twice", f"{name!r} is there twice; the first one is read")

    def refuse(self, row: CsvRow, code: str, says: str, remedy: str = "", value: str = "") -> None:
        """Say why a row is not imported; its fate is settled with that."""
        self._add("refused", row, code, says, remedy, value)
        self._files[row.header.file].fates[row.number] = "refused"

    def refuse_all(self, table: CsvTable, code: str, says: str, remedy: str = "") -> None:
        """Say once why no row of a file is imported."""
        self._add("refused", table.header, code, says, remedy)
        for row in table.rows:
            self._files[row.header.file].fates[row.number] = "refused"

    def leave_out(self, row: CsvRow, name: str, code: str, says: str, remedy: str = "", value: str = "") -> None:
        """Say why one field of a row is not imported, while the rest of it is."""
        self._add("left out", row, code, says, remedy, value, name)

    def pass_over(self, row: CsvRow, code: str, says: str, remedy: str = "", value: str = "") -> None:
        """Say why a row is left out though nothing is wrong with it."""
        self._add("note", row, code, says, remedy, value)
        self.settle(row, "left out")

    def note(self, place: CsvRow | Header, code: str, says: str, remedy: str = "", value: str = "") -> None:
        """Say something about a row, or a file, of which nothing is lost."""
        self._add("note", place, code, says, remedy, value)

    def add(self, problem: Problem) -> None:
        """Take over a fault of another file than those of the export, such as a deal file."""
        place = problem.path, problem.line, 0, problem.code
        self.remarks.append(Remark("refused", "", *place, problem.says, problem.remedy, column=problem.column))

    def note_file(self, path: str, line: int, code: str, says: str, remedy: str = "", value: str = "") -> None:
        """Say something about a file of the playbook of which nothing is lost."""
        self.remarks.append(Remark("note", "", path, line, 0, code, says, remedy, value))

    def settle(self, row: CsvRow, fate: Fate) -> None:
        """Say what became of a row; one that was refused stays so, as does the first word about any other."""
        self._files[row.header.file].fates.setdefault(row.number, fate)

    def fate(self, row: CsvRow) -> Fate:
        """Return what became of a row; it is left out unless something else was said."""
        return self._files[row.header.file].fates.get(row.number, "left out")

    def is_refused(self, row: CsvRow) -> bool:
        """Tell whether a row was refused."""
        return self._files[row.header.file].fates.get(row.number) == "refused"

    def are_ids_whole(self, part: str) -> bool:
        """Tell whether the id of every row of a part could be read, so that a missing one is known to be missing."""
        return not any(each.part == part and each.code in ID_LOST for each in self.remarks)

    @property
    def files(self) -> tuple[FileTally, ...]:
        """The count of every file, in the order in which they were begun."""
        return tuple(_tally(name, file) for name, file in self._files.items())

    @property
    def is_complete(self) -> bool:
        """Whether every row was imported with all of its fields."""
        return all(each.effect == "note" for each in self.remarks)

    def groups(self, *, each: bool = False) -> Iterator[RemarkGroup]:
        """Yield the remarks by kind, the gravest first and deals before contacts; `each` keeps them apart."""
        remarks = sorted(dict.fromkeys(map(self._final, self.remarks)), key=lambda remark: remark.order)
        if each:
            yield from (RemarkGroup((remark,)) for remark in remarks)
            return
        by_kind: dict[tuple[str, ...], list[Remark]] = {}
        for remark in remarks:
            by_kind.setdefault(remark.kind, []).append(remark)
        yield from (RemarkGroup(tuple(group)) for group in by_kind.values())

    def problems(self, *effects: Effect) -> list[Problem]:
        """Return every remark of these effects on its own, in the order of places."""
        wanted: Iterable[Effect] = effects or ("refused", "left out")
        return sorted({each.problem for each in map(self._final, self.remarks) if each.effect in wanted})

    def _final(self, remark: Remark) -> Remark:
        """Return a remark as it counts at the end: a row that was refused has no field that is left out."""
        is_of_refused = remark.effect == "left out" and self._files[remark.path].fates.get(remark.row) == "refused"
        return replace(remark, effect="refused", field="") if is_of_refused else remark

    def _add(
        self,
        effect: Effect,
        place: CsvRow | Header,
        code: str,
        says: str,
        remedy: str = "",
        value: str = "",
        name: str = "",
        line: int = 1,
    ) -> None:
        header = place if isinstance(place, Header) else place.header
        line, row = (line, 0) if isinstance(place, Header) else (place.line, place.number)
        part = self._files[header.file].part
        self.remarks.append(Remark(effect, part, header.file, line, row, code, says, remedy, value, name))


def _tally(name: str, file: _File) -> FileTally:
    counts = Counter(file.fates.values())
    counts["refused"] += file.swallowed
    return FileTally(name, file.part, file.rows, {fate: counts[fate] for fate in FATES})
