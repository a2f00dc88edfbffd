"""People's parts in deals, from a file of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from generator.edit.crm.accounting import Accounting
from generator.edit.crm.columns.proven import proven_columns
from generator.edit.crm.formats import Formats
from generator.edit.crm.import_map import Roles
from generator.edit.crm.reader import Reader
from generator.edit.crm.records.from_row import known_part
from generator.edit.crm.records.record import CrmRecord, RoleRow
from generator.edit.crm.tables import CsvTable


class Joining(NamedTuple):
    """A file whose rows belong to deals: the deals of the export by id, and why others are not among them."""

    table: CsvTable
    formats: Formats
    accounting: Accounting
    deals: dict[str, CrmRecord]
    away: Mapping[str, str]


def add_roles(joining: Joining, roles: Roles) -> None:
    """Add people's parts to the deals; a role in a deal that is not in the export is left out."""
    table, formats, accounting, deals, away = joining
    proven = proven_columns(table, roles, formats, accounting)
    for row in table.rows:
        reader = Reader(row, formats, accounting, proven)
        if reader.is_left_out(roles.only):
            continue
        deal, person = formats.same_id(reader.id(roles.deal)), formats.same_id(reader.id(roles.person))
        part = known_part(reader, reader.optional("part", roles.part) or "")
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


def _with_role(deal: CrmRecord, role: RoleRow, part: str, accounting: Accounting) -> CrmRecord:
    """Return a deal with one more role; of two parts of one person the first is taken."""
    first = deal.players.get(role.person)
    if first and part and first != part:
        says = f"its contact is {first} in this deal by an earlier row, which is taken"
        accounting.note(role.row, "second-part", says, value=part)
    players = {**deal.players, role.person: first or part}
    return replace(deal, players=players, roles=(*deal.roles, role))
