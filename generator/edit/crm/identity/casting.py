"""Casting: the players of each deal from the CRM's roles, joined with the persons of the export and of the files."""

from __future__ import annotations

from collections.abc import Mapping

from generator.edit.crm.accounting import Accounting
from generator.edit.crm.existing_files import TiedFile, value_at
from generator.edit.crm.identity.persons import Persons
from generator.edit.crm.last_import import Said
from generator.edit.crm.merge.field_decision import settle
from generator.edit.crm.merge.updates import Changes, HandEdit
from generator.edit.crm.records.record import CrmRecord, Records
from generator.edit.crm.tables import CsvRow

PLAYER = "player "
"""Beginning of the key under which the last import remembers the part of a person in a deal."""


class Casting:
    """Players of the deals: the persons with a role, else, where the map says so, everybody of the account."""

    def __init__(
        self,
        records: Records,
        persons: Persons,
        imported: Mapping[str, Said],
        accounting: Accounting,
        *,
        everybody: bool,
    ) -> None:
        """Take the export, its persons, the deals of the last import by id, and whether the whole account counts."""
        self._records, self._persons, self._imported = records, persons, imported
        self._accounting, self._everybody = accounting, everybody
        self._parts: dict[str, Mapping[str, str]] = {}

    def cast(self, id_: str, folder: str, tied: TiedFile | None) -> None:
        """Join the roles of one deal; persons of other accounts become guests, and what cannot be joined is said.

        `tied` is the deal's file, None for a new one.
        """
        record, last = self._records.deals[id_], self._imported.get(id_, {})
        known = {person: part for person, part in record.players.items() if self._persons.is_known(person)}
        for person in known:
            if tied is None or (PLAYER + person not in last and "account" in last):
                self._persons.invite(folder, person)
        self._report_unknown(record, [person for person in record.players if person not in known])
        self._parts[id_] = {person: part or self._own_part(person) for person, part in known.items()}

    def cast_everybody(self, id_: str, folder: str, tied: TiedFile | None) -> None:
        """Make everybody of the account a player, after all roles are cast, where the map lets the account count.

        That is done once, for a deal that has no roles and of which nobody has ever been a player.
        """
        has_roles = bool(self._records.deals[id_].players)
        if self._everybody and not has_roles and _is_uncast(tied, self._imported.get(id_, {})):
            self._parts[id_] = {person: self._own_part(person) for person in self._persons.at(folder)}

    def _own_part(self, person: str) -> str:
        record = self._records.people.get(person)
        return record.part if record else ""

    def _report_unknown(self, record: CrmRecord, persons: list[str]) -> None:
        says, remedy = "its contact is not in the export", "export the contacts, too"
        of_roles = [role for role in record.roles if role.person in persons]
        for role in of_roles:
            self._accounting.note(role.row, "unknown-person", says, remedy, role.person)
            self._accounting.settle(role.row, "left out")
        if listed := ", ".join(person for person in persons if person not in {role.person for role in of_roles}):
            says = "contacts of it are not in the export, so they are no players"
            self._accounting.note(record.row, "unknown-person", says, remedy, listed)

    def players(self, id_: str, folder: str) -> dict[str, str]:
        """Return the players of a new deal by key, with their part, which may be empty."""
        return {key: part for person, part in self._parts[id_].items() if (key := self._persons.key(folder, person))}

    def said(self, id_: str) -> dict[str, str]:
        """Return the parts to remember of a deal; those of an earlier import stay among them."""
        before = {name: part for name, part in self._imported.get(id_, {}).items() if name.startswith(PLAYER)}
        return before | {PLAYER + person: part for person, part in self._parts[id_].items()}

    def changes(self, id_: str, tied: TiedFile) -> tuple[Changes, list[HandEdit]]:
        """Return the changes that bring the CRM's roles into a deal's file, and the parts that people changed.

        A role that the CRM has since the last import comes in. Whoever was taken out by hand stays out, and a part
        that somebody changed stays unless the CRM has another one now.
        """
        changes: Changes = []
        by_hand: list[HandEdit] = []
        last, folder = self._imported.get(id_, {}), tied.path.split("/")[0]
        data = tied.data
        for person, part in self._parts[id_].items():
            key, before = self._persons.key(folder, person), last.get(PLAYER + person)
            at = ("players", key)
            if key and (value_at(data, at) is not None or at in tied.document.places):
                self._follow(tied, key, before or "", part, changes, by_hand)
            elif before is None and "account" not in last:
                says = "its contact is no player in the file; whether somebody took it out, no import remembers"
                remedy = f"add it to the players of {tied.document.path}, if it is one"
                self._accounting.note(self._row_of(id_, person), "player-unknown", says, remedy, key or person)
            elif key and before != part:
                changes.append((at, {"part": part} if part else {}))
        self._note_gone(id_, tied, folder, last)
        return changes, by_hand

    def _row_of(self, id_: str, person: str) -> CsvRow:
        """Return the row that gives a person a role in a deal: that of the role, else the deal's."""
        deal = self._records.deals[id_]
        return next((role.row for role in deal.roles if role.person == person), deal.row)

    def _note_gone(self, id_: str, tied: TiedFile, folder: str, last: Said) -> None:
        """Say which players had a part that the CRM no longer knows."""
        if "roles" not in self._records.given:
            return
        for name, part in last.items():
            person = name.removeprefix(PLAYER)
            key = self._persons.key(folder, person)
            gone = part and name != person and person not in self._records.deals[id_].players
            if gone and ("players", key) in tied.document.places:
                says = "the CRM no longer has a role of this deal; the player was left"
                self._accounting.note(self._records.deals[id_].row, "gone-role", says, value=key)

    def _follow(
        self, tied: TiedFile, key: str, last: str, now: str, changes: Changes, by_hand: list[HandEdit]
    ) -> None:
        at = ("players", key, "part")
        part = value_at(tied.data, at)
        stands = part if isinstance(part, str) else ""
        decision = settle("line", stands, last, now)
        if decision.write is not None and not (decision.by_hand and not last):
            changes.append((at, decision.write))
        if decision.by_hand:
            line, column = tied.document.place(at)
            by_hand.append(
                HandEdit(
                    tied.whole_path,
                    line,
                    column,
                    ".".join(at),
                    stands,
                    now,
                    is_taken=decision.write is not None and bool(last),
                )
            )


def _is_uncast(tied: TiedFile | None, last: Said) -> bool:
    """Tell whether a deal has no players and never had any, as far as an import remembers."""
    never = "account" in last and not any(name.startswith(PLAYER) for name in last)
    return tied is None or (never and "players" not in tied.document.data)
