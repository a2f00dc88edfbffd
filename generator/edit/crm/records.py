"""Records of an export, in the words of a deal file: deals, accounts, people and their parts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import PurePath
from typing import NamedTuple, get_args

from generator.edit.crm import cells
from generator.edit.crm.accounting import NOUNS, Accounting
from generator.edit.crm.attached.rows import AttachedRow, read_attached
from generator.edit.crm.cells import UnreadableCell
from generator.edit.crm.columns.conditions import is_refusal
from generator.edit.crm.columns.missing import note_missing_columns
from generator.edit.crm.columns.proven import proven_columns
from generator.edit.crm.columns.separators import note_separators
from generator.edit.crm.fields import ACCOUNT_FIELDS, DEAL_FIELDS, PERSON_FIELDS
from generator.edit.crm.formats import Formats
from generator.edit.crm.import_map import (
    Accounts,
    AttachedPart,
    Deals,
    ImportMap,
    PartFile,
    People,
    PlayersOf,
    Roles,
    SourceOf,
)
from generator.edit.crm.lookups import NO_LOOKUPS, Lookups
from generator.edit.crm.reader import At, Reader, ratings
from generator.edit.crm.results import sources_of
from generator.edit.crm.tables import CsvRow, CsvTable, FileNote
from generator.model.deal import Part
from generator.problems import Problem, Refused, expected

LEADS = re.compile("(?<![a-z])leads?(?![a-z])")
NOTES: At = ("notes",)
NEEDED: Mapping[type, tuple[str, ...]] = {Deals: ("title", "stage"), Accounts: ("title",), People: ("name",)}
"""The fields without which there is no file, or nobody."""


class RoleRow(NamedTuple):
    """A row that gives a person, by the id as it is compared, a part in a deal."""

    person: str
    row: CsvRow


@dataclass(frozen=True, slots=True)
class CrmRecord:
    """One row in our words. `id` is the CRM's; `values` are by field, empty where the CRM has nothing.

    A field about which the export says nothing is not among the values. `assumed` are those whose currency is the
    map's constant because the export names none.

    A person has the id of its `account`; a deal has that, its account's name and the ids of its players by their
    part, which may be empty, with the roles that say so.
    """

    id: str
    row: CsvRow
    values: Mapping[At, str]
    account: str = ""
    account_name: str = ""
    lines: tuple[str, ...] = ()
    players: Mapping[str, str] = field(default_factory=dict)
    competitors: tuple[str, ...] = ()
    notes: str = ""
    reports_to: str = ""
    part: str = ""
    roles: tuple[RoleRow, ...] = ()
    assumed: frozenset[At] = frozenset()

    @property
    def fields(self) -> tuple[At, ...]:
        """The fields that the row says something about, the notes included."""
        return (*self.values, *([NOTES] if self.notes else []))

    def without(self, fields: Collection[At]) -> CrmRecord:
        """Return a record that says nothing about some fields."""
        values = {at: value for at, value in self.values.items() if at not in fields}
        return replace(self, values=values, notes="" if NOTES in fields else self.notes)


@dataclass(frozen=True, slots=True)
class Records:
    """Records of an export, by the ids as they are compared.

    `given` are the parts that had a file, `unread` the ids of rows that could not be read. `filtered` are the rows
    that the map's filter leaves out, by part and id. `attached` are the rows of other files by the deal that they
    belong to.
    """

    deals: Mapping[str, CrmRecord]
    accounts: Mapping[str, CrmRecord]
    people: Mapping[str, CrmRecord]
    given: frozenset[str]
    unread: frozenset[str]
    filtered: Mapping[str, Mapping[str, CsvRow]]
    attached: Mapping[str, Sequence[AttachedRow]] = field(default_factory=dict)


def deal_record(reader: Reader, part: Deals) -> CrmRecord:
    """Return the record of a row of the opportunities."""
    values = reader.fields(sources_of(reader, part), DEAL_FIELDS, NEEDED[Deals]) | ratings(reader, part)
    result = values.get(("outcome", "result"))
    if not result:
        outcome = [at for at in values if at[0] == "outcome"]
        values = {at: value for at, value in values.items() if at[0] != "outcome"}
        values |= dict.fromkeys(outcome, "") if result == "" else {}
    elif values.get(("outcome", "date")) == "":
        reader.fail(UnreadableCell("is closed but has no date for its outcome", "name a column for outcome.date"))
    for needed in NEEDED[Deals]:
        reader.need(values, needed)
    id_ = reader.id(part.id)
    account = reader.id(part.account.id) or reader.lookups.accounts.get(reader.formats.same_id(id_), "")
    name = reader.value(part.account.name)
    if not account and not name:
        name = part.account.empty or ""
        if not name:
            remedy = "say in the map, under account, what an empty one becomes"
            reader.fail(UnreadableCell("names no account", remedy))
    listed = reader.optional("players", part.players.source) or ""
    ids = [reader.formats.same_id(each) for each in _sound_ids(reader, part.players, listed)]
    players = dict.fromkeys([each for each in ids if each], "")
    return CrmRecord(
        id=id_,
        row=reader.row,
        values=values,
        account=account,
        account_name=name,
        players=players,
        competitors=_competitors(reader, part.competitors),
        notes=_notes(reader, part.notes),
        assumed=frozenset(reader.assumed),
    )


def _competitors(reader: Reader, source: SourceOf | None) -> tuple[str, ...]:
    """Return the competitors that a cell names, each as the map calls it."""
    if source is None or not source.separator:
        names = [reader.optional("competitors", source) or ""]
    else:
        whole = source.model_copy(update={"separator": None, "values": {}})
        cell = reader.optional("competitors", whole) or ""
        pieces = [each.strip() for each in cell.split(source.separator)]
        names = [source.by_case.get(each.casefold(), each) for each in pieces]
    return tuple(dict.fromkeys(filter(None, names)))


def _sound_ids(reader: Reader, players: PlayersOf, listed: str) -> Iterator[str]:
    """Yield the ids of players that a cell lists; damaged ones are left out."""
    for id_ in (each.strip() for each in listed.split(players.separator)):
        if fault := reader.damage(players.source, id_):
            reader.leave_out("players", fault)
        else:
            yield id_


def _notes(reader: Reader, source: SourceOf | None) -> str:
    """Return a cell as notes below the front matter, its own lines kept."""
    column = reader.row.header.first_of(source.column) if source else None
    if column is None:
        return reader.optional("notes", source) or ""
    try:
        lines = [cells.line(line) for line in reader.row.cell(column).splitlines()]
    except UnreadableCell as fault:
        reader.leave_out("notes", fault.of(column))
        return ""
    return "\n".join(lines).strip()


def account_record(reader: Reader, part: Accounts) -> CrmRecord:
    """Return the record of a row of the accounts."""
    values = reader.fields(part.fields, ACCOUNT_FIELDS, NEEDED[Accounts])
    reader.need(values, "title")
    lines = tuple(line for source in part.profile if (line := reader.optional("profile", source)))
    return CrmRecord(id=reader.id(part.id), row=reader.row, values=values, lines=lines)


def person_record(reader: Reader, part: People) -> CrmRecord:
    """Return the record of a row of the contacts."""
    values = reader.fields(part.fields, PERSON_FIELDS, NEEDED[People])
    reader.need(values, "name")
    account, above = reader.id(part.account), reader.optional("reports_to", part.reports_to) or ""
    if fault := reader.damage(part.reports_to, above):
        reader.leave_out("reports_to", fault)
        above = ""
    own = _part(reader, reader.optional("part", part.part) or "")
    return CrmRecord(reader.id(part.id), reader.row, values, account, reports_to=above, part=own)


def parts_of(by: ImportMap) -> dict[str, PartFile]:
    """Return the parts that a map has, by name."""
    return {name: part for name in NOUNS if (part := getattr(by, name))}


def read_records(
    tables: Iterable[tuple[str, CsvTable]], by: ImportMap, accounting: Accounting, lookups: Lookups = NO_LOOKUPS
) -> Records:
    """Return the records of the tables, each with the name of its part; rows that cannot be read are refused.

    Tables that only join others are passed over: what they say is among the lookups.
    """
    found: dict[str, dict[str, CrmRecord]] = {"deals": {}, "accounts": {}, "people": {}}
    given: set[str] = set()
    unread: set[str] = set()
    filtered: dict[str, dict[str, CsvRow]] = {"deals": {}, "accounts": {}, "people": {}}
    casts: list[tuple[Roles, CsvTable]] = []
    others: list[tuple[AttachedPart, CsvTable]] = []
    for name, table in tables:
        part = parts_of(by)[name]
        if not isinstance(part, Deals | Accounts | People | Roles | AttachedPart):
            continue
        note_missing_columns(table.header, part, by.formats, accounting, lookups)
        note_separators(table, part, accounting)
        if isinstance(part, Roles):
            casts.append((part, table))
            given.add(name)
        elif isinstance(part, AttachedPart):
            others.append((part, table))
        elif not _lacks(table, part, accounting):
            given.add(name)
            _note_made_ids(table, part, accounting)
            _note_leads(table, name, part, accounting)
            proven = proven_columns(table, part, by.formats, accounting)
            for row in table.rows:
                reader = Reader(row, by.formats, accounting, proven, lookups)
                if reader.is_left_out(part.only):
                    filtered[name][by.formats.same_id(reader.id(part.id))] = row
                    continue
                record = _record(reader, part)
                if accounting.is_refused(row):
                    unread.add(by.formats.same_id(record.id))
                else:
                    _keep(record, found[name], by.formats, accounting)
    away = dict.fromkeys(unread, "cannot be read") | dict.fromkeys(filtered["deals"], "is left out by `only`")
    for roles, table in casts:
        _add_roles(Joining(table, by.formats, accounting, found["deals"], away), roles)
    attached = read_attached(others, by.formats, accounting, lookups)
    return Records(**found, given=frozenset(given), unread=frozenset(unread), filtered=filtered, attached=attached)


def _lacks(table: CsvTable, part: Deals | Accounts | People, accounting: Accounting) -> bool:
    """Tell whether the file lacks a column that the map needs, and refuse all of its rows with one sentence."""
    needed = {"the id": part.id} | {name: part.fields[name] for name in NEEDED[type(part)]}
    lacking = {
        name: source
        for name, source in needed.items()
        if source.column and not (source.text or source.constant or table.header.first_of(source.column))
    }
    for name, source in lacking.items():
        says = f"there is no column for {name}: the map looks for {' or '.join(source.column)}"
        accounting.refuse_all(table, "no-column", says, expected(source.column[0], table.header.names))
    unfiltered = [
        column for column, test in part.only.items() if not (table.header.first_of([column]) or is_refusal(test))
    ]
    for column in unfiltered:
        says = f"there is no column {column}, by which `only` chooses the rows"
        accounting.refuse_all(table, "no-column", says, expected(column, table.header.names))
    return bool(lacking or unfiltered)


def _note_leads(table: CsvTable, name: str, part: Deals | Accounts | People, accounting: Accounting) -> None:
    """Say of a file that is named like one of leads that it is taken for another kind all the same."""
    file = PurePath(table.header.file).stem.lower()
    if LEADS.search(file) and (part.named == "*" or not fnmatch(file, part.named.lower())):
        says = f"is named like a file of leads, and read as {name}"
        accounting.note(table.header, "leads", says, "leave it out if these are no customers yet")


def _note_made_ids(table: CsvTable, part: Deals | Accounts | People, accounting: Accounting) -> None:
    """Say once that a file has no column for ids, so that the map makes them of names."""
    if part.id.column and part.id.text and not table.header.first_of(part.id.column):
        says = (
            f"there is no column {part.id.column[0]!r}: rows are known by their names, and one renamed is a new one"
        )
        accounting.note(table.header, "made-ids", says, "add that column to the export")


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


class Joining(NamedTuple):
    """A file whose rows belong to deals: the deals of the export by id, and why others are not among them."""

    table: CsvTable
    formats: Formats
    accounting: Accounting
    deals: dict[str, CrmRecord]
    away: Mapping[str, str]


def _add_roles(joining: Joining, roles: Roles) -> None:
    """Add people's parts to the deals; a role in a deal that is not in the export is left out."""
    table, formats, accounting, deals, away = joining
    proven = proven_columns(table, roles, formats, accounting)
    for row in table.rows:
        reader = Reader(row, formats, accounting, proven)
        if reader.is_left_out(roles.only):
            continue
        deal, person = formats.same_id(reader.id(roles.deal)), formats.same_id(reader.id(roles.person))
        part = _part(reader, reader.optional("part", roles.part) or "")
        if reader.is_refused:
            continue
        if not person:
            accounting.refuse(row, "no-person", "names no contact")
        elif deal in deals:
            deals[deal] = _with_role(deals[deal], RoleRow(person, row), part, accounting)
        elif deal in away:
            accounting.pass_over(row, "deal-away", f"its deal {away[deal]}")
        else:
            says, remedy = "its deal is not in the export", "export that deal too, if it is to be here"
            accounting.pass_over(row, "unknown-deal", says, remedy, deal)


def _part(reader: Reader, part: str) -> str:
    """Return a person's part if it is one of ours; another is left out."""
    if part and part not in get_args(Part):
        says, remedy = "is no part that a player can have", f"map it to {', '.join(get_args(Part))}"
        reader.accounting.leave_out(reader.row, "part", "unknown-part", says, remedy, part)
        return ""
    return part


def _with_role(deal: CrmRecord, role: RoleRow, part: str, accounting: Accounting) -> CrmRecord:
    """Return a deal with one more role; of two parts of one person the first is taken."""
    first = deal.players.get(role.person)
    if first and part and first != part:
        says = f"its contact is {first} in this deal by an earlier row, which is taken"
        accounting.note(role.row, "second-part", says, value=part)
    players = {**deal.players, role.person: first or part}
    return replace(deal, players=players, roles=(*deal.roles, role))


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
