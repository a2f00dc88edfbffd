"""Files of an export that only join others: who has which id, what a stage is called, which deal is whose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.edit.crm.accounting import Accounting, Fate
from generator.edit.crm.columns.proven import proven_columns
from generator.edit.crm.import_map import DealAccounts, ImportMap, NamedThings, SourceOf
from generator.edit.crm.last_import import Remembered, Said
from generator.edit.crm.lookups import Lookups
from generator.edit.crm.reader import Reader
from generator.edit.crm.records.record import Records
from generator.edit.crm.tables import CsvRow, CsvTable
from generator.model.account import Team
from generator.problems import expected


class JoinedFiles:
    """Lookups from the files of this export, from the last import's, and from the team's members.

    `said` is what to remember of them, by kind and id.
    """

    def __init__(self, by: ImportMap, remembered: Remembered, team: Team, accounting: Accounting) -> None:
        """Begin with what the last import remembers."""
        self._by, self._team, self._accounting = by, team, accounting
        self._before = {kind: remembered.records(by.system, kind) for kind in ("users", "stages")}
        self._accounts: dict[str, str] = {}
        self._links_of: list[tuple[str, CsvRow]] = []
        self.said: dict[str, dict[str, Said]] = {"users": {}, "stages": {}}

    def read(self, tables: Iterable[tuple[str, CsvTable]]) -> Lookups:
        """Read every file that joins others, and return the lookups."""
        parts: dict[str, NamedThings | DealAccounts | None]
        parts = {"users": self._by.users, "stages": self._by.stages, "deal_accounts": self._by.deal_accounts}
        for name, table in tables:
            part = parts.get(name)
            if part is None:
                continue
            if isinstance(part, NamedThings):
                if _has(table, {"the id": part.id, "the name": part.name}, self._accounting):
                    self._names(name, part, table)
            elif _has(table, {"the deal": part.deal, "the account": part.account}, self._accounting):
                self._links(part, table)
        names = {
            kind: {id_: said["name"] for id_, said in {**before, **self.said[kind]}.items() if "name" in said}
            for kind, before in self._before.items()
        }
        return Lookups(names["users"] | self._members(), names["stages"], self._accounts)

    def _pairs(
        self, part: NamedThings | DealAccounts, table: CsvTable, pair: Callable[[Reader], tuple[str, str]]
    ) -> Iterator[tuple[CsvRow, str, str]]:
        """Yield every row that is read with an id, as ids are compared, and what belongs to it."""
        proven = proven_columns(table, part, self._by.formats, self._accounting)
        for row in table.rows:
            reader = Reader(row, self._by.formats, self._accounting, proven)
            if reader.is_left_out(part.only):
                continue
            id_, other = pair(reader)
            if not reader.is_refused:
                yield row, self._by.formats.same_id(id_), other

    def _names(self, kind: str, part: NamedThings, table: CsvTable) -> None:
        for row, id_, name in self._pairs(part, table, lambda reader: (reader.id(part.id), reader.value(part.name))):
            if not id_ or not name:
                self._accounting.refuse(row, "no-id", f"has no {'name' if id_ else 'id'}")
                continue
            before = self._before[kind].get(id_, {}).get("name")
            fate: Fate = "new" if before is None else "unchanged" if before == name else "changed"
            self._accounting.settle(row, fate)
            self.said[kind][id_] = {"name": name}

    def _links(self, part: DealAccounts, table: CsvTable) -> None:
        for row, deal, account in self._pairs(
            part, table, lambda reader: (reader.id(part.deal), reader.id(part.account))
        ):
            if not deal or not account:
                self._accounting.refuse(row, "no-id", f"names no {'account' if deal else 'deal'}")
                continue
            if self._accounts.setdefault(deal, account) == account:
                self._links_of.append((deal, row))
            else:
                says = "its deal has another account by an earlier row, which is taken"
                self._accounting.pass_over(row, "second-account", says, value=account)

    def settle_links(self, records: Records) -> None:
        """Give the rows that link deals with accounts their deals' fates; those of unknown deals are said."""
        for deal, row in self._links_of:
            if deal in records.deals:
                self._accounting.settle(row, self._accounting.fate(records.deals[deal].row))
            elif deal in records.unread or deal in records.filtered["deals"]:
                self._accounting.settle(row, "left out")
            else:
                says, remedy = "its deal is not in the export", "export that deal too, if it is to be here"
                self._accounting.pass_over(row, "unknown-deal", says, remedy, deal)

    def _members(self) -> dict[str, str]:
        """Return the names of the team's members by their ids in this CRM."""
        return {
            self._by.formats.same_id(member.crm.id): member.name
            for member in self._team.members.values()
            if member.crm and member.crm.id and member.crm.system in (None, self._by.system)
        }


def _has(table: CsvTable, needed: Mapping[str, SourceOf], accounting: Accounting) -> bool:
    """Tell whether a file has the columns that a join needs, and refuse all of its rows where it lacks one."""
    lacking = {
        name: source for name, source in needed.items() if source.column and not table.header.first_of(source.column)
    }
    for name, source in lacking.items():
        says = f"there is no column for {name}: the map looks for {' or '.join(source.column)}"
        accounting.refuse_all(table, "no-column", says, expected(source.column[0], table.header.names))
    return not lacking
