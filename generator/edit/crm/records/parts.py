"""The part of the map that each file of an export plays, by its header and its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import PurePath

from generator.edit.crm.accounting import NOUNS
from generator.edit.crm.cells import UnreadableCell
from generator.edit.crm.import_map import ImportMap, PartFile
from generator.edit.crm.tables import CsvTable, FileNote
from generator.problems import Problem, Refused


def parts_of(by: ImportMap) -> dict[str, PartFile]:
    """Return the parts that a map has, by name."""
    return {name: part for name in NOUNS if (part := getattr(by, name))}


def part_of(table: CsvTable, by: ImportMap) -> str:
    """Return the part that a file plays: the one whose headers it has, and of several the one with its name.

    Raises UnreadableCell when none fits, or more than one.
    """
    wanted = parts_of(by)
    have = [name for name, part in wanted.items() if all(table.header.first_of([each]) for each in part.headers)]
    fits = [name for name in have if not table.header.first_of(wanted[name].without)]
    file = PurePath(table.header.file).name.lower()
    named = [name for name, part in wanted.items() if part.named != "*" and fnmatch(file, part.named.lower())]
    if len(fits) > 1:
        fits = [name for name in fits if fnmatch(file, wanted[name].named.lower())] or fits
    if len(fits) > 1:
        raise UnreadableCell(f"could be {' or '.join(fits)} by its header", "say `named` in the map")
    if fits and (fits[0] in named or not named or wanted[fits[0]].named == "*"):
        return fits[0]
    if fits:
        says = f"could be {fits[0]} by its header, but {' or '.join(named)} by its name"
        raise UnreadableCell(says, "rename the file, or choose the columns of the export again")
    if have:
        column = table.header.first_of(wanted[have[0]].without)
        says = f"has {column!r}, which {have[0]} never have, so it is another kind of file"
        raise UnreadableCell(
            says, f"leave it out; if it does hold {have[0]}, take {column} out of the map's `without`"
        )
    lacking = "; ".join(f"{name} need {', '.join(part.headers)}" for name, part in wanted.items())
    raise UnreadableCell("fits no part of the map by its header", lacking)


def _with_its_header(fault: UnreadableCell, table: CsvTable) -> UnreadableCell:
    """Return the fault of a table that fits no part, with the row that was taken for its header."""
    number = table.header.number
    if number == 1:
        return fault
    return UnreadableCell(f"{fault.says}; row {number} was taken for the header", fault.remedy)


def with_parts(tables: Sequence[CsvTable], by: ImportMap) -> list[tuple[str, CsvTable]]:
    """Return the tables of one file, each with its part; of several sheets, those that fit none are noted and left.

    Raises Refused where no table fits.
    """
    fitting: list[tuple[str, CsvTable]] = []
    others: list[tuple[str, UnreadableCell]] = []
    for table in tables:
        try:
            fitting.append((part_of(table, by), table))
        except UnreadableCell as fault:
            others.append((table.header.file, _with_its_header(fault, table)))
    if not fitting:
        raise Refused(
            [Problem(name, 1, 1, "no-part", f"the file {fault.says}", fault.remedy) for name, fault in others]
        )
    name, first = fitting[0]
    left = [FileNote("sheet", f"{file} is not read: it {fault.says}") for file, fault in others]
    return [(name, replace(first, notes=(*first.notes, *left))), *fitting[1:]]
