"""Tables of one file of an export, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Iterator

from generator.edit.crm.export.file_kind import foreign, is_archive
from generator.edit.crm.export.workbook import Sheet, read_sheets
from generator.edit.crm.formats import Formats
from generator.edit.crm.tables import CsvRow, CsvTable, FileNote, Header, read_table, table_of
from generator.problems import Problem, Refused


def tables_of(file: str, content: bytes, formats: Formats) -> list[CsvTable]:
    """Return the table of a CSV file, or one for each sheet of a workbook that shows something.

    Raises Refused for a file that is neither or cannot be read, ModuleNotFoundError for a workbook without openpyxl.
    """
    if other := foreign(content):
        raise Refused([Problem(file, 1, 1, "not-an-export", other.says, other.remedy)])
    if not is_archive(content):
        return [read_table(file, content, formats)]
    sheets, notes = read_sheets(file, content, formats)
    said = [FileNote("workbook", note) for note in notes]
    return [
        _table(file if len(sheets) == 1 else f"{file} ({sheet.name})", sheet, said if place == 0 else [])
        for place, sheet in enumerate(sheets)
    ]


def _table(name: str, sheet: Sheet, notes: list[FileNote]) -> CsvTable:
    characters = sum(len(cell) for _, cells in sheet.rows for cell in cells)
    return table_of(
        name, _rows(name, sheet), characters, [*notes, *(FileNote("sheet", note) for note in sheet.notes)]
    )


def _rows(name: str, sheet: Sheet) -> Iterator[CsvRow]:
    bare = Header(name, ())
    for number, cells in sheet.rows:
        yield CsvRow(bare, number, number, cells)
