"""The record of one row: of a deal, an account or a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from generator.edit.crm import cells
from generator.edit.crm.cells import UnreadableCell
from generator.edit.crm.fields import ACCOUNT_FIELDS, DEAL_FIELDS, PERSON_FIELDS
from generator.edit.crm.import_map import Accounts, Deals, People, PlayersOf, SourceOf
from generator.edit.crm.reader import Reader, ratings
from generator.edit.crm.records.record import CrmRecord
from generator.edit.crm.results import sources_of
from generator.model.deal import Part

NEEDED: Mapping[type, tuple[str, ...]] = {Deals: ("title", "stage"), Accounts: ("title",), People: ("name",)}
"""The fields without which there is no file, or nobody."""


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
    own = known_part(reader, reader.optional("part", part.part) or "")
    return CrmRecord(reader.id(part.id), reader.row, values, account, reports_to=above, part=own)


def known_part(reader: Reader, part: str) -> str:
    """Return a person's part if it is one of ours; another is left out."""
    if part and part not in get_args(Part):
        says, remedy = "is no part that a player can have", f"map it to {', '.join(get_args(Part))}"
        reader.accounting.leave_out(reader.row, "part", "unknown-part", says, remedy, part)
        return ""
    return part
