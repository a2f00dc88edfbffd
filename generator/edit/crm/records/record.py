"""One row of an export in our words, and all of them by their ids."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from generator.edit.crm.attached.rows import AttachedRow
from generator.edit.crm.reader import At
from generator.edit.crm.tables import CsvRow

NOTES: At = ("notes",)


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
