"""Sheets of an Excel workbook (.xlsx) as rows of text, in the notation that the map reads."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.edit.crm.export.excel_cell import text_of
from generator.edit.crm.formats import Formats
from generator.problems import Problem, Refused

MOST_UNPACKED = 512 * 1024 * 1024
MOST_PARTS = 5_000
"""Bytes of a workbook once unpacked, and files in it: an archive of a few kilobytes can hold any number."""
MOST_ROWS = 1_048_576
MOST_COLUMNS = 1_000
"""Rows that Excel has, and columns of a table that somebody could have meant; far cells would fill the memory."""
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml"
"""Mark of a form of workbook that few programs write and openpyxl does not read."""
CHUNK = 1024 * 1024
OVERLAP = 4 * 1024
HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"')
UNCALCULATED = re.compile(
    rb"<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>|</(?:\w+:)?c>)"
)
"""A formula without the value that a spreadsheet program keeps beside it."""

SheetRow = tuple[int, tuple[str, ...]]
"""A row's number as the spreadsheet shows it, and its cells as text."""


@dataclass
class Sheet:
    """A visible sheet with content: its name, its rows, and notes on what its look does not show."""

    name: str
    rows: list[SheetRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_sheets(file: str, content: bytes, formats: Formats) -> tuple[list[Sheet], list[str]]:
    """Return the visible sheets that have content, and notes on the workbook.

    Raises Refused where it is damaged, too large, or shows nothing, and ModuleNotFoundError without openpyxl.
    """
    import openpyxl  # type: ignore[import-untyped]  # only where a workbook is read: it is in an extra

    try:
        _check(file, content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that are not cells: styles, validations, extensions
            workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            return _visible(file, workbook, content, formats)
    except Refused:
        raise
    except Exception:  # the library raises whatever a damaged part leads to
        says, remedy = "cannot be read as a workbook: a part of it is damaged", "open it in Excel and save it again"
        raise Refused([Problem(file, 1, 1, "not-a-workbook", says, remedy)]) from None


def _check(file: str, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            says = f"is larger than {MOST_UNPACKED // 1024**2} MB once unpacked"
            raise _too_large(file, says, "save the sheet as CSV, or delete what is not needed")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as opened:
                    start = opened.read(1024)
                if b"<!DOCTYPE" in start:
                    raise _too_large(file, "declares entities, as no spreadsheet program does", "save it again")
                if STRICT in start:
                    says, remedy = "is a Strict Open XML Spreadsheet", "save it as an Excel Workbook (.xlsx)"
                    raise Refused([Problem(file, 1, 1, "not-a-workbook", says, remedy)])


def _too_large(file: str, says: str, remedy: str) -> Refused:
    return Refused([Problem(file, 1, 1, "workbook-limits", says, remedy)])


def _visible(file: str, workbook: Any, content: bytes, formats: Formats) -> tuple[list[Sheet], list[str]]:
    sheets: list[Sheet] = []
    hidden: list[str] = []
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append(sheet.title)
            continue
        read = _read(file, sheet, formats)
        if read.rows:
            # The path of a sheet in the archive is known to the library alone.
            read.notes += _unseen(content, sheet._worksheet_path)
            sheets.append(read)
    if not sheets:
        remedy = "show the sheet with the table and save again" if hidden else "export it again"
        says = "has no visible sheet with content" + (f"; hidden: {', '.join(hidden)}" if hidden else "")
        raise Refused([Problem(file, 1, 1, "empty-export", says, remedy)])
    return sheets, [f"the hidden sheet {title!r} is not read" for title in hidden]


def _read(file: str, sheet: Any, formats: Formats) -> Sheet:
    """Return a sheet's rows that have content; its dimensions are not believed."""
    read = Sheet(str(sheet.title))
    sheet.reset_dimensions()
    errors = 0
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > MOST_ROWS:
            raise _too_large(file, f"has more than {MOST_ROWS:,} rows", "save the sheet as CSV")
        texts = [_text(cell, formats) for cell in cells]
        while texts and not texts[-1]:
            del texts[-1]
        if len(texts) > MOST_COLUMNS:
            says = f"row {number} of the sheet {read.name!r} has a cell in column {len(texts):,}"
            raise _too_large(file, says, f"delete what is beyond column {MOST_COLUMNS:,}")
        errors += sum(1 for cell in cells if getattr(cell, "data_type", "") == "e")
        if texts:
            read.rows.append((number, tuple(texts)))
    if errors:
        read.notes.append(
            f"cells that hold an error of Excel's, such as #N/A or #REF!, are read as that text: {errors:,}"
        )
    return read


def _text(cell: Any, formats: Formats) -> str:
    """Return a cell's text; its number format is looked up for numbers alone, since that takes the longest."""
    value = cell.value
    if value is None or isinstance(value, str):
        return (value or "").strip()
    return text_of(value, cell.number_format if isinstance(value, int | float) else "", formats)


def _unseen(content: bytes, part: str) -> Iterator[str]:
    """Yield notes on what a sheet does not show: rows that a filter hides, formulas that were never calculated."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(part.lstrip("/")) as opened:
        hidden = uncalculated = 0
        rest = b""
        while chunk := opened.read(CHUNK):
            text = rest + chunk
            hidden += _ends_beyond(HIDDEN_ROW, text, len(rest))
            uncalculated += _ends_beyond(UNCALCULATED, text, len(rest))
            rest = text[-OVERLAP:]
    if hidden:
        yield f"rows that are hidden, by a filter perhaps, are read like the others: {hidden:,}"
    if uncalculated:
        yield f"formulas that were never calculated are read as blank: {uncalculated:,}; save the file in Excel first"


def _ends_beyond(pattern: re.Pattern[bytes], text: bytes, place: int) -> int:
    """Return how often a pattern is found, but for those that were whole before a place."""
    return sum(1 for found in pattern.finditer(text) if found.end() > place)
