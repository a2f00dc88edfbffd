"""The rows of a CSV file, each with the number that a spreadsheet shows for it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.edit.crm.formats import Formats
from generator.problems import Guesses, Problem, Refused

DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class Header:
    """The first row of a file: the names of its columns. Of two columns of one name the first is read.

    `characters` is the length of the whole file.
    """

    file: str
    names: tuple[str, ...]
    characters: int = 0

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each column, by its folded name."""
        places: dict[str, int] = {}
        for place, name in enumerate(self.names):
            places.setdefault(folded(name), place)
        return places

    @cached_property
    def guesses(self) -> Guesses:
        """The guesses that the file may take at values that were meant."""
        return Guesses(self.characters)

    @property
    def twice(self) -> tuple[str, ...]:
        """The names that more than one column has."""
        seen = Counter(folded(name) for name in self.names if name)
        return tuple(dict.fromkeys(name for name in self.names if seen[folded(name)] > 1))

    def first_of(self, columns: Sequence[str]) -> str | None:
        """Return the first of several columns that the file has, or None."""
        return next((column for column in columns if folded(column) in self.places), None)


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row. `number` counts from 1 at the header, as a spreadsheet does; `line` is the line it starts on."""

    header: Header
    number: int
    line: int
    cells: tuple[str, ...]

    def cell(self, column: str) -> str:
        """Return the trimmed cell under a header in any letter case; empty where the row ends before it."""
        place = self.header.places.get(folded(column))
        return self.cells[place].strip() if place is not None and place < len(self.cells) else ""


class TornRow(NamedTuple):
    """A row that could not be taken apart, and why."""

    row: CsvRow
    code: str
    says: str
    remedy: str


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A CSV file: its header, the rows that could be taken apart, and the others."""

    header: Header
    rows: tuple[CsvRow, ...]
    torn: tuple[TornRow, ...]


def folded(header: str) -> str:
    """Return a header as it is compared: letter case and runs of blanks do not count."""
    return " ".join(header.split()).casefold()


def read_table(file: str, content: bytes, formats: Formats) -> CsvTable:
    """Return the rows of a CSV file. Raises Refused when it cannot be decoded or has no header.

    A row that cannot be taken apart is kept as torn, and the rows after it are still read.
    """
    text = _decoded(file, content, formats)
    header_line = text.lstrip("\r\n").partition("\n")[0]
    delimiter = formats.delimiter or max(DELIMITERS, key=header_line.count)
    records = _records(file, text, delimiter)
    first = next(records, None)
    if isinstance(first, TornRow):
        raise Refused([Problem(file, first.row.line, 1, first.code, f"the header {first.says}", first.remedy)])
    if first is None:
        raise Refused([Problem(file, 1, 1, "empty-export", "holds no header", "export it again, with its header")])
    header = Header(file, tuple(" ".join(name.split()) for name in first.cells), len(text))
    rows: list[CsvRow] = []
    torn: list[TornRow] = []
    for each in records:
        taken = _under(header, each)
        if isinstance(taken, CsvRow):
            rows.append(taken)
        else:
            torn.append(taken)
    return CsvTable(header, tuple(rows), tuple(torn))


def _under(header: Header, found: CsvRow | TornRow) -> CsvRow | TornRow:
    """Return a row under its header; one with more cells than that is torn."""
    if isinstance(found, TornRow):
        return found
    width = len(header.names)
    row = CsvRow(header, found.number, found.line, found.cells)
    if any(cell.strip() for cell in row.cells[width:]):
        says = f"has {len(row.cells)} cells under {width} headers"
        return TornRow(row, "cells-without-header", says, "quote a cell that holds the delimiter")
    return row


def _decoded(file: str, content: bytes, formats: Formats) -> str:
    try:
        return content.decode(formats.encoding)
    except UnicodeError as error:
        before = content[: getattr(error, "start", 0)]
        says = f"is not {formats.encoding.removesuffix('-sig')}: a byte that cannot be read"
        remedy = "export it as UTF-8, or name its encoding in the map's formats, such as cp1252"
        raise Refused([Problem(file, before.count(b"\n") + 1, 1, "not-decodable", says, remedy)]) from None


def _records(file: str, text: str, delimiter: str) -> Iterator[CsvRow | TornRow]:
    """Yield each row that is not empty, under no header yet, and each that is torn."""
    # A long cell is one row's fault, not the file's; the limit is the whole process's, so it only ever grows.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        row = CsvRow(Header(file, ()), number, lines.line_num + 1, ())
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            yield TornRow(row, "torn-row", f"cannot be split into cells: {error}", "mend its quotes")
            continue
        if any(cell.strip() for cell in cells):
            yield CsvRow(row.header, number, row.line, tuple(cells))
