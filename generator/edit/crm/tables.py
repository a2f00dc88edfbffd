"""The rows of a CSV file, each with the number that a spreadsheet shows for it."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import NamedTuple

from generator.edit.crm.export.encoding import decoded
from generator.edit.crm.export.layout import LOOKED_AT, closing_lines, header_place, start_of
from generator.edit.crm.export.quotes import Lines, rows_within, swallows, usual_width
from generator.edit.crm.formats import Formats
from generator.model.counting import counted
from generator.problems import Guesses, Problem, Refused
from generator.read.yaml.characters import one_form, without_forbidden

SORTED = "\u2191\u2193\u25b2\u25bc"
"""Arrows that a report puts behind the name of the column by which it is sorted."""


@dataclass(frozen=True)
class Header:
    """The row with the names of the columns. Of two columns of one name the first is read.

    `characters` is the length of the whole file, `number` that of the row: 1 unless a title stands above the table.
    """

    file: str
    names: tuple[str, ...]
    characters: int = 0
    number: int = 1

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
    """One row. `number` counts from 1 at the top, as a spreadsheet does; `line` is the line it starts on."""

    header: Header
    number: int
    line: int
    cells: tuple[str, ...]

    def cell(self, column: str) -> str:
        """Return the trimmed cell under a header in any letter case; empty where the row ends before it."""
        place = self.header.places.get(folded(column))
        return self.cells[place].strip() if place is not None and place < len(self.cells) else ""


class TornRow(NamedTuple):
    """A row that could not be taken apart, and why. Inside of it are as many rows as `rows` says, itself included."""

    row: CsvRow
    code: str
    says: str
    remedy: str
    rows: int = 1


class FileNote(NamedTuple):
    """A sentence about a whole file of which nothing is lost."""

    code: str
    says: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A table of an export: its header, the rows that could be taken apart, the others, and notes on the file."""

    header: Header
    rows: tuple[CsvRow, ...]
    torn: tuple[TornRow, ...]
    notes: tuple[FileNote, ...] = ()


def folded(header: str) -> str:
    """Return a header as it is compared: letter case and runs of blanks do not count."""
    return " ".join(header.split()).casefold()


def read_table(file: str, content: bytes, formats: Formats) -> CsvTable:
    """Return the rows of a CSV file. Raises Refused when it cannot be decoded or has no header.

    A row that cannot be taken apart is kept as torn, and the rows after it are still read.
    """
    text, notes = decoded(file, content, formats.encoding)
    start = start_of(text, formats.delimiter)
    records = _records(file, text[start.place :], start.delimiter, line=2 if start.place else 1)
    return table_of(file, records, len(text), [FileNote(note.code, note.says, note.line) for note in notes])


def table_of(
    file: str, records: Iterator[CsvRow | TornRow], characters: int, notes: Sequence[FileNote] = ()
) -> CsvTable:
    """Return the table of rows under no header yet: a title above it and a report's closing lines are set apart.

    Raises Refused where there is no header.
    """
    first = list(islice(records, LOOKED_AT))
    if not first:
        raise Refused([Problem(file, 1, 1, "empty-export", "holds no header", "export it again, with its header")])
    place = 0 if isinstance(first[0], TornRow) else header_place([_cells(each) for each in first])
    top = first[place]
    if isinstance(top, TornRow):
        raise Refused([Problem(file, top.row.line, 1, top.code, f"the header {top.says}", top.remedy)])
    header = Header(file, tuple(_name(cell) for cell in top.cells), characters, top.number)
    rows: list[CsvRow] = []
    torn: list[TornRow] = []
    again: list[int] = []
    for each in chain(first[place + 1 :], records):
        if isinstance(each, CsvRow) and each.cells == top.cells:
            again.append(each.line)
            continue
        taken = _under(header, each)
        if isinstance(taken, CsvRow):
            rows.append(taken)
        else:
            torn.append(taken)
    closing = _closing(header, rows)
    kept = rows[: len(rows) - len(closing)]
    return CsvTable(header, tuple(kept), tuple(torn), (*notes, *_set_apart(first[:place], again, closing)))


def _cells(found: CsvRow | TornRow) -> tuple[str, ...]:
    return found.cells if isinstance(found, CsvRow) else ()


def _name(cell: str) -> str:
    """Return the name of a column in the form in which a map's file is read: seen characters, single blanks."""
    return one_form(" ".join(without_forbidden(cell).strip(SORTED + " \t").split()))


def _closing(header: Header, rows: Sequence[CsvRow]) -> Sequence[CsvRow]:
    """Return the rows at the end that are a report's closing lines."""
    last = rows[-LOOKED_AT:]
    above = [rows[-len(last) - 1].number if len(rows) > len(last) else header.number, *(row.number for row in last)]
    apart = [row.number > before + 1 for before, row in zip(above, last, strict=False)]
    count = closing_lines([row.cells for row in last], apart, len(header.names))
    return rows[len(rows) - count :]


def _set_apart(
    title: Sequence[CsvRow | TornRow], again: Sequence[int], closing: Sequence[CsvRow]
) -> Iterator[FileNote]:
    """Yield what is said of the lines above and below a table, and of those `again` that repeat its header."""
    if title:
        yield FileNote("title-lines", f"rows above the header are a title and not read: {len(title)}")
    if again:
        yield FileNote("header-again", f"rows that repeat the header are not read: {len(again)}", again[0])
    if closing:
        texts = [next(cell.strip() for cell in row.cells if cell.strip()) for row in closing]
        more = ", ..." if len(texts) > 1 else ""
        says = f"rows below the table are closing lines and not read: {len(closing)} ({texts[0][:60]!r}{more})"
        yield FileNote("closing-lines", says, closing[0].line)


def _under(header: Header, found: CsvRow | TornRow) -> CsvRow | TornRow:
    """Return a row under its header; one with more cells than that is torn."""
    if isinstance(found, TornRow):
        return found
    width = len(header.names)
    row = CsvRow(header, found.number, found.line, found.cells)
    if any(cell.strip() for cell in row.cells[width:]):
        says = f"has {counted(len(row.cells), 'cell')} under {counted(width, 'header')}"
        return TornRow(row, "cells-without-header", says, "quote a cell that holds the delimiter")
    return row


def _records(file: str, text: str, delimiter: str, line: int = 1) -> Iterator[CsvRow | TornRow]:
    """Yield each row that is not empty, under no header yet, and each that is torn; the text begins on `line`."""
    # A long cell is one row's fault, not the file's; the limit is the whole process's, so it only ever grows.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    lines, width = Lines(text), usual_width(text, delimiter)
    records = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        row = CsvRow(Header(file, ()), number, records.line_num + line, ())
        lines.begin()
        fault = ""
        try:
            cells = next(records)
        except StopIteration:
            return
        except csv.Error as error:
            cells, fault = [], str(error)
        if fault or (len(lines.since) > 1 and swallows(lines.since, delimiter, width)):
            torn = _torn(row, lines.since, fault, rows_within(lines.since, delimiter, width))
            number += torn.rows - 1
            yield torn
        elif any(cell.strip() for cell in cells):
            yield CsvRow(row.header, number, row.line, tuple(cells))


def _torn(row: CsvRow, lines: Sequence[str], fault: str, count: int) -> TornRow:
    """Return a row that cannot be taken apart, with the lines that its quotes swallow."""
    last = row.line + len(lines) - 1
    never_closes = fault == "unexpected end of data"
    if len(lines) == 1:
        says = "a quote opens in it and does not close" if never_closes else f"cannot be split into cells: {fault}"
        return TornRow(row, "torn-row", says, "mend its quotes")
    until = f"the end of the file, line {last}" if never_closes else f"line {last}"
    says = f"a quote that opens on line {row.line} does not close before {until}"
    lost = f", so that {count:,} rows are inside of one cell" if count > 1 else ""
    remedy = "close the quote, or double it where it is part of the text"
    return TornRow(row, "open-quote", f"{says}{lost}; lines {row.line} to {last} are not read", remedy, count)
