"""Context of a merge: what the export says, what stands, what was imported last, and the plan so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.edit.cannot_splice import CannotSplice
from generator.edit.crm.accounting import Accounting, Fate
from generator.edit.crm.existing_files import ExistingFiles, TiedFile
from generator.edit.crm.identity.casting import Casting
from generator.edit.crm.identity.folders import Folders, deal_paths
from generator.edit.crm.identity.persons import Persons
from generator.edit.crm.identity.renames import FolderRenames
from generator.edit.crm.import_map import ImportMap
from generator.edit.crm.last_import import Remembered, Said
from generator.edit.crm.merge.plan import ImportPlan
from generator.edit.crm.merge.updates import Changes
from generator.edit.crm.records.record import CrmRecord, Records
from generator.edit.crm.tables import CsvRow
from generator.edit.splice import splice
from generator.model.account import Account
from generator.model.playbook import Surroundings
from generator.problems import Problem, Refused
from generator.read.files import WorkTree


class MergeContext:
    """State that the merges of accounts and of deals share.

    `said` is what to remember of this import, `accounts` the accounts as they will be, and `unusable` the folders
    whose account cannot be imported.
    """

    def __init__(
        self,
        source: WorkTree,
        by: ImportMap,
        records: Records,
        standing: ExistingFiles,
        remembered: Remembered,
        surroundings: Surroundings,
        accounting: Accounting,
        renames: FolderRenames,
    ) -> None:
        """Take what the export says, what stands, what was imported last, the accounting so far, and the renames."""
        self.source, self.by, self.records, self.standing = source, by, records, standing
        self.remembered = remembered
        self.accounts: dict[str, Account] = dict(surroundings.accounts)
        self.surroundings = replace(surroundings, accounts=self.accounts)
        self.accounting = accounting
        self.plan = ImportPlan(accounting=accounting, renames=dict(renames.new))
        self.said: dict[str, dict[str, Mapping[str, str]]] = {"deals": {}, "accounts": {}, "people": {}}
        self.folders = Folders(records, standing, remembered, by.system, by.formats, renames.names)
        imported = {kind: remembered.records(by.system, kind) for kind in self.said}
        self.persons = Persons(records, standing, self.folders, imported["people"], accounting)
        everybody = bool(by.deals and by.deals.players.of_account)
        self.casting = Casting(records, self.persons, imported["deals"], accounting, everybody=everybody)
        self.paths = deal_paths(records, self.folders, standing, imported["deals"])
        self.named_now = renames.names
        self.unusable: set[str] = set()

    def last(self, kind: str, id_: str) -> Said:
        """Return what the last import remembers of a record of one kind."""
        return self.remembered.said(self.by.system, kind, id_)

    def settle(self, record: CrmRecord | None, fate: Fate) -> None:
        """Settle the fate of a record's row, and of the roles that were added to it."""
        for row in (record.row, *(role.row for role in record.roles)) if record else ():
            self.accounting.settle(row, fate)

    def spliced(self, tied: TiedFile, changes: Changes, row: CsvRow | None) -> bytes | None:
        """Return a file with its changes, or None with the reason among the problems."""
        before = self.source.read(tied.path)
        if not changes:
            return before
        try:
            return splice(tied.whole_path, before, changes)
        except CannotSplice as reason:
            path, code = tied.whole_path, "cannot-splice"
            if row:
                self.accounting.refuse(row, code, f"{path}: {reason}")
            else:
                self.accounting.add(Problem(path, 1, 1, code, str(reason)))
            return None

    def plan_write(self, path: str, content: bytes) -> None:
        """Plan a file, unless it stands like that already."""
        try:
            is_there = self.source.read(path) == content
        except Refused:
            is_there = False
        if not is_there:
            self.plan.writes[path] = content

    def blame(self, record: CrmRecord | None, problems: Iterable[Problem]) -> None:
        """Report the faults of a file that would be written at the row that it comes from."""
        for each in problems:
            if record:
                self.accounting.refuse(record.row, each.code, each.says, each.remedy)
            else:
                self.accounting.add(each)
