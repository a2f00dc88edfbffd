"""Rows of the files that belong to deals, in our words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from generator.edit.crm.accounting import Accounting
from generator.edit.crm.attached.plain_text import plain_lines
from generator.edit.crm.cells import Kind, UnreadableCell, names_no_currency
from generator.edit.crm.columns.proven import proven_columns
from generator.edit.crm.fields import ACTION_FIELDS, HISTORY_FIELDS
from generator.edit.crm.formats import Formats
from generator.edit.crm.import_map import (
    AttachedPart,
    DatedRecords,
    FieldHistory,
    LineItems,
    Rivals,
    SourceOf,
    StateHistory,
    Tasks,
)
from generator.edit.crm.lookups import Lookups
from generator.edit.crm.reader import Reader
from generator.edit.crm.tables import CsvRow, CsvTable
from generator.problems import expected

CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([AaPp])?")
STATES = ("open", "done", "dropped")


class DayOfDeal(NamedTuple):
    """Fields of a deal from a day on, empty for nothing; `moment` orders those of one day, in seconds.

    `before` are values until then, as far as the CRM says; `is_created` tells that the deal was made on the day.
    `is_bare` tells that the row names no currency.
    """

    day: str
    moment: int
    values: Mapping[str, str]
    before: Mapping[str, str] = {}
    is_created: bool = False
    is_bare: bool = False


class Task(NamedTuple):
    """A task by the CRM's id, with the fields of an action."""

    id: str
    values: Mapping[str, str]


class DatedNote(NamedTuple):
    """A note, call or meeting by the CRM's id: what stands in its heading, and its lines of plain text."""

    id: str
    day: str
    heading: tuple[str, ...]
    lines: tuple[str, ...]


class LineItem(NamedTuple):
    """An amount of one offering by the CRM's name for it; `is_bare` tells that the row names no currency."""

    offering: str
    amount: str
    is_bare: bool


class Rival(NamedTuple):
    """A competitor by the CRM's name."""

    name: str


Content = DayOfDeal | Task | DatedNote | LineItem | Rival


class AttachedRow(NamedTuple):
    """A row that belongs to a deal."""

    row: CsvRow
    content: Content


def read_attached(
    tables: Iterable[tuple[AttachedPart, CsvTable]],
    formats: Formats,
    accounting: Accounting,
    lookups: Lookups,
) -> dict[str, list[AttachedRow]]:
    """Return the rows of these files by the id of the deal that they belong to."""
    found: dict[str, list[AttachedRow]] = {}
    for part, table in tables:
        if _lacks(table, part, accounting):
            continue
        proven = proven_columns(table, part, formats, accounting)
        for row in table.rows:
            reader = Reader(row, formats, accounting, proven, lookups)
            if reader.is_left_out(part.only):
                continue
            deal = formats.same_id(reader.id(part.deal))
            if reader.is_refused:
                continue
            if not deal:
                accounting.pass_over(row, "no-deal", "names no deal")
            elif content := _readable(reader, part):
                found.setdefault(deal, []).append(AttachedRow(row, content))
    return found


def _lacks(table: CsvTable, part: AttachedPart, accounting: Accounting) -> bool:
    """Tell whether the file lacks a column that all of its rows need, and refuse them with one sentence."""
    sources = {name: getattr(part, name, None) for name in ("deal", "id", "on", "offering", "amount", "name", "text")}
    if isinstance(part, FieldHistory):
        sources |= {"field": part.field, "after": part.after}
    if isinstance(part, Tasks):
        sources["what"] = part.fields["what"]
    lacking = False
    for name, source in sources.items():
        columns = (source,) if isinstance(source, str) else source.column if source and not source.text else ()
        if columns and not table.header.first_of(columns):
            says = f"there is no column for {name}: the map looks for {' or '.join(columns)}"
            accounting.refuse_all(table, "no-column", says, expected(columns[0], table.header.names))
            lacking = True
    return lacking


def _readable(reader: Reader, part: AttachedPart) -> Content | None:
    """Return what a row says, None where it is refused or says nothing that counts."""
    try:
        content = _content(reader, part)
    except UnreadableCell as fault:
        if not reader.is_refused:
            reader.fail(fault)
        return None
    return None if reader.is_refused else content


def _content(reader: Reader, part: AttachedPart) -> Content | None:
    """Return what a row says; None where that is of no field that counts, or the row is refused.

    Raises UnreadableCell where it lacks what it needs.
    """
    match part:
        case StateHistory():
            return _state(reader, part)
        case FieldHistory():
            return _change(reader, part)
        case Tasks():
            return _task(reader, part)
        case DatedRecords():
            return _note(reader, part)
        case LineItems():
            offering = needed(reader.value(part.offering), "names no offering")
            amount = needed(reader.read(part.amount, "amount", ("amount",)), "has no amount")
            return LineItem(offering, amount, _is_bare(reader, part.amount))
        case Rivals():
            return Rival(needed(reader.value(part.name), "names no competitor"))


def needed(value: str | None, says: str, remedy: str = "") -> str:
    """Return a value that is there. Raises UnreadableCell for none."""
    if not value:
        raise UnreadableCell(says, remedy)
    return value


def _day(reader: Reader, source: SourceOf) -> str:
    """Return the day of a row. Raises UnreadableCell where there is none."""
    return needed(reader.read(source, "date"), "has no day", "export the day on which it was")


def _moment(reader: Reader, source: SourceOf) -> int:
    """Return the time of day in seconds, 0 where none is given."""
    column = reader.row.header.first_of(source.column)
    found = CLOCK.search(reader.row.cell(column)) if column else None
    if not found:
        return 0
    hour, half = int(found[1]), (found[4] or "").lower()
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return hour * 3600 + int(found[2]) * 60 + int(found[3] or 0)


def _given(reader: Reader, sources: Mapping[str, SourceOf], kinds: Mapping[str, Kind]) -> dict[str, str]:
    """Return the fields that the file has a column for and that can be read."""
    read = {name: reader.optional(name, source, kinds[name]) for name, source in sources.items()}
    return {name: value for name, value in read.items() if value is not None}


def _state(reader: Reader, part: StateHistory) -> DayOfDeal:
    values = _given(reader, part.fields, HISTORY_FIELDS)
    is_bare = "amount" in part.fields and _is_bare(reader, part.fields["amount"])
    return DayOfDeal(_day(reader, part.on), _moment(reader, part.on), values, is_bare=is_bare)


def _is_bare(reader: Reader, source: SourceOf) -> bool:
    """Tell whether neither an amount nor the column beside it names a currency."""
    column, beside = reader.row.header.first_of(source.column), reader.row.header.first_of(source.currency)
    written = reader.row.cell(column) if column else ""
    return bool(written) and names_no_currency(written) and not (beside and reader.row.cell(beside))


def _change(reader: Reader, part: FieldHistory) -> DayOfDeal | None:
    named, day, moment = reader.cell(part.field), _day(reader, part.on), _moment(reader, part.on)
    if _is_one(named, part.created):
        return DayOfDeal(day, moment, {}, is_created=True)
    for name, changed in part.fields.items():
        if _is_one(named, changed.names):
            sources = [changed.source(column) for column in (part.after, part.before) if column]
            after, *before = (_given(reader, {name: source}, HISTORY_FIELDS) for source in sources)
            is_bare = name == "amount" and all(
                _is_bare(reader, each) or not reader.row.cell(each.column[0]) for each in sources
            )
            return DayOfDeal(day, moment, after, before[0] if before else {}, is_bare=is_bare)
    says = "is a change of a field that the map does not name"
    reader.accounting.pass_over(reader.row, "other-field", says, value=named)
    return None


def _is_one(word: str, of: Collection[str]) -> bool:
    return word.casefold() in {each.casefold() for each in of}


def _task(reader: Reader, part: Tasks) -> Task:
    id_ = needed(reader.id(part.id), "has no id", "export the id too: it ties the task to its action")
    values = _given(reader, part.fields, ACTION_FIELDS)
    if values.get("state", "open") not in ("", *STATES):
        says, remedy = "is no state that an action can have", f"map it to {', '.join(STATES)}"
        reader.accounting.leave_out(reader.row, "state", "unknown-state", says, remedy, values.pop("state"))
    needed(values.get("what"), "does not say what is to be done")
    return Task(id_, values)


def _note(reader: Reader, part: DatedRecords) -> DatedNote:
    id_ = needed(reader.id(part.id), "has no id", "export the id too: by it a note is known at the next import")
    named = {"kind": part.kind, "title": part.title, "author": part.author}
    heading = tuple(filter(None, (reader.optional(name, source) for name, source in named.items())))
    lines = plain_lines(reader.row.cell(part.text))
    if not any(lines) and not heading:
        raise UnreadableCell("holds no text")
    return DatedNote(id_, _day(reader, part.on), heading, lines)
