"""Proofs by whole columns of a file: the order of its dates and damaged ids, before any row is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.edit.crm.accounting import Accounting
from generator.edit.crm.columns.dates import DateColumn, date_column
from generator.edit.crm.columns.ids import REMEDY, IdColumn
from generator.edit.crm.fields import ACTION_FIELDS, DEAL_FIELDS, HISTORY_FIELDS
from generator.edit.crm.formats import Formats
from generator.edit.crm.import_map import (
    Accounts,
    DatedRecords,
    DealAccounts,
    Deals,
    FieldHistory,
    NamedThings,
    OfDeals,
    PartFile,
    People,
    Roles,
    SourceOf,
    StateHistory,
    Tasks,
)
from generator.edit.crm.tables import CsvTable, folded

NO_IDS = IdColumn()


@dataclass(frozen=True)
class ProvenColumns:
    """Columns of one file by their folded names: how their dates are written, and which ids are damaged."""

    dates: Mapping[str, DateColumn] = field(default_factory=dict)
    ids: Mapping[str, IdColumn] = field(default_factory=dict)


NOTHING_PROVEN = ProvenColumns()


def proven_columns(table: CsvTable, part: PartFile, formats: Formats, accounting: Accounting) -> ProvenColumns:
    """Return what a file's columns prove, and note where dates may be read in two ways or ids look cut."""
    dates: dict[str, DateColumn] = {}
    for name in _columns(table, _dates(part)):
        if column := date_column(_values(table, name, formats), formats):
            dates[folded(name)] = column
            if column.doubt:
                accounting.note(table.header, "date-in-doubt", f"{name} {column.doubt}")
    ids: dict[str, IdColumn] = {}
    for name in _columns(table, _ids(part)):
        ids[folded(name)] = column_of_ids = IdColumn(_values(table, name, formats).keys())
        if column_of_ids.short:
            count = len(column_of_ids.short)
            says = f"{count:,} values of {name} are shorter than the others, as if a spreadsheet had cut zeros"
            accounting.note(table.header, "short-ids", says, REMEDY, column_of_ids.short[0])
    return ProvenColumns(dates, ids)


def _values(table: CsvTable, column: str, formats: Formats) -> dict[str, int]:
    """Return the different values of a column, each with its first row."""
    values: dict[str, int] = {}
    for row in table.rows:
        cell = " ".join(row.cell(column).split())
        if cell not in formats.blanks:
            values.setdefault(cell, row.number)
    return values


def _columns(table: CsvTable, sources: Iterable[SourceOf | None]) -> list[str]:
    found = (table.header.first_of(source.column) for source in sources if source and not source.separator)
    return list(dict.fromkeys(name for name in found if name))


def _dates(part: PartFile) -> Iterator[SourceOf | None]:
    match part:
        case Deals():
            yield from (source for name, source in part.fields.items() if DEAL_FIELDS[name] == "date")
            yield part.rated_on
        case StateHistory():
            yield part.on
            yield from (source for name, source in part.fields.items() if HISTORY_FIELDS[name] == "date")
        case Tasks():
            yield from (source for name, source in part.fields.items() if ACTION_FIELDS[name] == "date")
        case FieldHistory() | DatedRecords():
            yield part.on


def _ids(part: PartFile) -> Iterator[SourceOf | None]:
    match part:
        case Deals():
            yield from (part.id, part.account.id, part.players.source)
        case Accounts() | NamedThings():
            yield part.id
        case DealAccounts():
            yield from (part.deal, part.account)
        case People():
            yield from (part.id, part.account, part.reports_to)
        case OfDeals():
            yield part.deal
            if isinstance(part, Roles):
                yield part.person
            elif isinstance(part, Tasks | DatedRecords):
                yield part.id
