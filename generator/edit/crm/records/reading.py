"""Reading the records of an export's tables; rows that cannot be read are refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.edit.crm.accounting import Accounting
from generator.edit.crm.attached.rows import read_attached
from generator.edit.crm.columns.missing import note_missing_columns
from generator.edit.crm.columns.proven import proven_columns
from generator.edit.crm.columns.separators import note_separators
from generator.edit.crm.formats import Formats
from generator.edit.crm.import_map import Accounts, AttachedPart, Deals, ImportMap, PartFile, People, Roles
from generator.edit.crm.lookups import NO_LOOKUPS, Lookups
from generator.edit.crm.reader import Reader
from generator.edit.crm.records.from_row import account_record, deal_record, person_record
from generator.edit.crm.records.notices import lacks_columns, note_leads, note_made_ids
from generator.edit.crm.records.parts import parts_of
from generator.edit.crm.records.record import CrmRecord, Records
from generator.edit.crm.records.roles import Joining, add_roles
from generator.edit.crm.tables import CsvRow, CsvTable

RECORDS = ("deals", "accounts", "people")


def read_records(
    tables: Iterable[tuple[str, CsvTable]], by: ImportMap, accounting: Accounting, lookups: Lookups = NO_LOOKUPS
) -> Records:
    """Return the records of the tables, each with the name of its part; rows that cannot be read are refused.

    Tables that only join others are passed over: what they say is among the lookups.
    """
    reading = Reading(by, accounting, lookups)
    parts = parts_of(by)
    for name, table in tables:
        reading.take(name, parts[name], table)
    return reading.records()


@dataclass
class Reading:
    """Records read so far, by part and id, and the tables that are read once all records are known."""

    by: ImportMap
    accounting: Accounting
    lookups: Lookups
    found: dict[str, dict[str, CrmRecord]] = field(default_factory=lambda: {name: {} for name in RECORDS})
    filtered: dict[str, dict[str, CsvRow]] = field(default_factory=lambda: {name: {} for name in RECORDS})
    given: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    casts: list[tuple[Roles, CsvTable]] = field(default_factory=list)
    others: list[tuple[AttachedPart, CsvTable]] = field(default_factory=list)

    def take(self, name: str, part: PartFile, table: CsvTable) -> None:
        """Read a table of records; one of roles or attached rows is kept for later, one that only joins is not."""
        if not isinstance(part, Deals | Accounts | People | Roles | AttachedPart):
            return
        note_missing_columns(table.header, part, self.by.formats, self.accounting, self.lookups)
        note_separators(table, part, self.accounting)
        if isinstance(part, Roles):
            self.given.add(name)
            self.casts.append((part, table))
        elif isinstance(part, AttachedPart):
            self.others.append((part, table))
        elif not lacks_columns(table, part, self.accounting):
            self.given.add(name)
            note_made_ids(table, part, self.accounting)
            note_leads(table, name, part, self.accounting)
            self._read(name, part, table)

    def _read(self, name: str, part: Deals | Accounts | People, table: CsvTable) -> None:
        formats = self.by.formats
        proven = proven_columns(table, part, formats, self.accounting)
        for row in table.rows:
            reader = Reader(row, formats, self.accounting, proven, self.lookups)
            if reader.is_left_out(part.only):
                self.filtered[name][formats.same_id(reader.id(part.id))] = row
                continue
            record = _record(reader, part)
            if self.accounting.is_refused(row):
                self.unread.add(formats.same_id(record.id))
            else:
                _keep(record, self.found[name], formats, self.accounting)

    def records(self) -> Records:
        """Return the records, with the roles of people in deals and the attached rows."""
        away = dict.fromkeys(self.unread, "cannot be read")
        away |= dict.fromkeys(self.filtered["deals"], "is left out by `only`")
        for roles, table in self.casts:
            add_roles(Joining(table, self.by.formats, self.accounting, self.found["deals"], away), roles)
        return Records(
            **self.found,
            given=frozenset(self.given),
            unread=frozenset(self.unread),
            filtered=self.filtered,
            attached=read_attached(self.others, self.by.formats, self.accounting, self.lookups),
        )


def _record(reader: Reader, part: Deals | Accounts | People) -> CrmRecord:
    match part:
        case Deals():
            return deal_record(reader, part)
        case Accounts():
            return account_record(reader, part)
        case People():
            return person_record(reader, part)


def _keep(record: CrmRecord, among: dict[str, CrmRecord], formats: Formats, accounting: Accounting) -> None:
    """Keep a record under its id, or refuse its row."""
    if not record.id:
        accounting.refuse(record.row, "no-id", "has no id", "export the id too: it ties the row to its file")
        return
    earlier = among.setdefault(formats.same_id(record.id), record)
    if earlier is not record:
        says = f"has the id {record.id!r} that row {earlier.row.number} of {earlier.row.header.file} has"
        accounting.refuse(record.row, "id-twice", says, "the first of the two was taken")
