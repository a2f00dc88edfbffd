"""The import: the plan of files that an export would write into a deals folder, and the messages about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from generator.edit.crm import drafts
from generator.edit.crm.accounting import Accounting, Fate
from generator.edit.crm.casting import Casting
from generator.edit.crm.existing_files import ExistingFiles, TiedFile, crm_id, look, value_at
from generator.edit.crm.faulty_fields import faulty_fields
from generator.edit.crm.file_paths import Folders, deal_paths
from generator.edit.crm.import_map import ACCOUNT_FIELDS, DEAL_FIELDS, PERSON_FIELDS, ImportMap
from generator.edit.crm.last_import import FILE, Remembered, Said, recall, written
from generator.edit.crm.notices import note_gone_people, note_names, note_renames
from generator.edit.crm.persons import Persons
from generator.edit.crm.reader import At
from generator.edit.crm.records import CrmRecord, Records, read_records
from generator.edit.crm.renames import FolderRenames, RenamedTree, folder_renames
from generator.edit.crm.tables import CsvRow, CsvTable
from generator.edit.crm.updates import Changes, HandEdit, changes_for, currencies, kept_outcome, said_of
from generator.edit.splice import CannotSplice, splice
from generator.model.account import Account
from generator.model.playbook import Surroundings
from generator.problems import Problem, Refused
from generator.read.files import METHOD, WorkTree
from generator.read.playbook import read_deal, read_surroundings
from generator.read.reading import remains
from generator.storage.atomic_write import write_below

Tell = Callable[[int, int], None]
"""Callback with the number of deals done and of all deals."""


@dataclass
class FileCounts:
    """Number of files of one kind that are new, changed, and unchanged."""

    new: int = 0
    changed: int = 0
    same: int = 0


@dataclass
class ImportPlan:
    """Plan of an import: the files to write by path below the deals folder, the accounting of rows, the messages.

    `deals` and `accounts` count files. `gone` are the files whose row the export no longer has. `renames` are folders
    to be renamed before anything is written, by their old name.
    """

    writes: dict[str, bytes] = field(default_factory=dict)
    deals: FileCounts = field(default_factory=FileCounts)
    accounts: FileCounts = field(default_factory=FileCounts)
    by_hand: list[HandEdit] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    renames: dict[str, str] = field(default_factory=dict)
    accounting: Accounting = field(default_factory=Accounting)

    @property
    def problems(self) -> list[Problem]:
        """The faults that cost a row or a field, each on its own."""
        return self.accounting.problems()


def carry_out(plan: ImportPlan, root: Path) -> None:
    """Rename folders, write the files of a plan, each in one step, and the record of the import last of all.

    Raises OSError where a file cannot be written, or a link on the way leads elsewhere.
    """
    for old, new in sorted(plan.renames.items()):
        (root / old).rename(root / new)
    for path in sorted(plan.writes, key=lambda each: (each == FILE, each)):
        write_below(root, path, plan.writes[path])


def plan_import(
    source: WorkTree, by: ImportMap, tables: Iterable[tuple[str, CsvTable]], tell: Tell = lambda done, whole: None
) -> ImportPlan:
    """Return the plan of importing these tables; nothing is written.

    Raises Refused where the method or the record of the last import cannot be read.
    """
    accounting = Accounting()
    records = read_records(tables, by, accounting)
    surroundings, problems = read_surroundings(source)
    in_the_method = [each for each in problems if each.path == f"{source.name}/{METHOD}"]
    if in_the_method:
        raise Refused(in_the_method)
    before = source.root / FILE
    content = before.read_bytes() if before.is_file() and not before.is_symlink() else None
    remembered = recall(f"{source.name}/{FILE}", content)
    standing = look(source, by.system, by.formats)
    imported = remembered.records(by.system, "accounts")
    renames = folder_renames(source, records, standing, imported, by.formats, by.system)
    if renames.new:
        source = RenamedTree(source, renames.new)
        surroundings, _ = read_surroundings(source)
        standing, remembered = look(source, by.system, by.formats), remembered.renamed(by.system, renames.new)
    merge = ImportMerge(source, by, records, standing, remembered, surroundings, accounting, renames)
    merge.accounts()
    merge.deals(tell)
    merge.look_for_gone()
    plan = merge.plan
    now = written(remembered.with_system(by.system, merge.said))
    if now != content and any(merge.said.values()):
        plan.writes[FILE] = now
    return plan


class ImportMerge:
    """Merge of records and files, one after the other, into a plan."""

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
        self._accounts = dict(surroundings.accounts)
        self.surroundings = replace(surroundings, accounts=self._accounts)
        self.accounting = accounting
        self.plan = ImportPlan(accounting=accounting, renames=dict(renames.new))
        self.said: dict[str, dict[str, Mapping[str, str]]] = {"deals": {}, "accounts": {}, "people": {}}
        self.folders = Folders(records, standing, remembered, by.system, by.formats, renames.names)
        imported = {kind: remembered.records(by.system, kind) for kind in self.said}
        self.persons = Persons(records, standing, self.folders, imported["people"], accounting)
        everybody = bool(by.deals and by.deals.players.of_account)
        self.casting = Casting(records, self.persons, imported["deals"], accounting, everybody=everybody)
        self.paths = deal_paths(records, self.folders, standing, imported["deals"])
        self._named_now = renames.names
        self._unusable: set[str] = set()
        self._by_hand: list[HandEdit] = []
        note_renames(accounting, source.name, renames)
        note_names(accounting, source.name, self.folders, records)

    def accounts(self) -> None:
        """Plan every account file that the export has data for."""
        for id_ in self.records.deals:
            if folder := self._folder_of_deal(id_):
                self.casting.cast(id_, folder)
        self.persons.refuse_homeless()
        named = {self.folders.of[key]: key for key in self.folders.names}
        for folder in sorted({*named, *self.persons.of, *self.persons.guests}):
            self._account(folder, named.get(folder), self.persons.of.get(folder, {}))

    def _folder_of_deal(self, id_: str) -> str:
        """Return the folder of a deal's file; empty where the file was deleted or cannot be read."""
        tied = self.standing.deals.get(id_)
        path = tied.path if tied else self.paths.get(id_, "")
        return path.split("/")[0]

    def _account(self, folder: str, key: str | None, people: Mapping[str, CrmRecord]) -> None:
        path = f"{folder}/index.md"
        tied = self.standing.files.get(folder)
        self.persons.name(folder, tied)
        if path in self.standing.problems:
            self._unusable.add(folder)
            for problem in self.standing.problems[path]:
                self.accounting.add(problem)
            self._refuse_account(self.records.accounts.get(key or ""), people)
        elif tied is None and key and self.remembered.said(self.by.system, "accounts", key):
            self._deleted_account(path, key, people)
        elif tied is None:
            self._new_account(path, key or folder, people)
        else:
            self._known_account(tied, key, people)

    def _new_account(self, path: str, key: str, people: Mapping[str, CrmRecord]) -> None:
        record, folder = self.records.accounts.get(key), path.split("/")[0]
        named: Mapping[At, str] = {("title",): self.folders.names.get(key, key)}
        values = record.values if record else named
        crm = drafts.tie(self.by.system, self.folders.ids.get(key, ""))
        block = {self.persons.key(folder, id_): self._person(folder, each) for id_, each in people.items()}
        content = drafts.account(values, crm, record.lines if record else (), block | self._guests(folder))
        if not self._take_account(path, content, record):
            self._refuse_account(record, people)
            return
        self.plan.accounts.new += 1
        for each in [record, *people.values()]:
            self._settle(each, "new")
        self._remember_account(path, key, people)

    def _known_account(self, tied: TiedFile, key: str | None, people: Mapping[str, CrmRecord]) -> None:
        record = self.records.accounts.get(key) if key else None
        changes: Changes = []
        self._by_hand = []
        folder = tied.path.split("/")[0]
        if key and key in self._named_now:
            changes.append((("title",), self._named_now[key]))
        if key and self.folders.ids.get(key) and not crm_id(tied, self.by.system):
            changes += [(("crm", "system"), self.by.system), (("crm", "id"), self.folders.ids[key])]
        if record and key and self.by.accounts:
            last = self.remembered.said(self.by.system, "accounts", key)
            owned = self._owned(tied, record, self.by.accounts.owns, ACCOUNT_FIELDS, last)
            changes += [each for each in owned if each[0] != ("title",) or key not in self._named_now]
        by_person = {id_: self._person_changes(folder, id_, person) for id_, person in people.items()}
        own, changes = changes, [*changes, *chain.from_iterable(by_person.values())]
        changes += [(("people", name), block) for name, block in self._guests(folder).items()]
        content = self._spliced(tied, changes, record.row if record else None)
        if content is None or not self._take_account(tied.path, content, None):
            self._refuse_account(record, people)
            return
        self._settle(record, "changed" if own else "unchanged")
        for id_, person in people.items():
            known: Fate = "changed" if by_person[id_] else "unchanged"
            self._settle(person, known if (folder, id_) in self.standing.people else "new")
        self.plan.by_hand += self._by_hand
        self.plan.accounts.changed += bool(changes)
        self.plan.accounts.same += not changes
        self._remember_account(tied.path, key, people)

    def _settle(self, record: CrmRecord | None, fate: Fate) -> None:
        """Settle the fate of a record's row, and of the roles that were added to it."""
        for row in (record.row, *(role.row for role in record.roles)) if record else ():
            self.accounting.settle(row, fate)

    def _refuse_account(self, record: CrmRecord | None, people: Mapping[str, CrmRecord]) -> None:
        """Refuse the rows that an account's file cannot be made or changed for, but for those that say why."""
        for each in [*([record] if record else []), *people.values()]:
            if not self.accounting.is_refused(each.row):
                whose = "its file" if each is record else "the file of its account"
                self.accounting.refuse(each.row, "no-account", f"{whose} cannot be written; mend that first")

    def _deleted_account(self, path: str, key: str, people: Mapping[str, CrmRecord]) -> None:
        """Say that an account's file was deleted by hand, which an import respects."""
        record = self.records.accounts.get(key)
        for each in [*([record] if record else []), *people.values()]:
            whose = "its file" if each is record else "the file of its account"
            says = f"{whose} was deleted; it is not made again"
            self.accounting.note(each.row, "deleted-file", says, drafts.AGAIN, f"{self.source.name}/{path}")
            self.accounting.settle(each.row, "left out")

    def _person_changes(self, folder: str, id_: str, person: CrmRecord) -> Changes:
        tied = self.standing.people.get((folder, id_))
        if tied is None:
            return [(("people", self.persons.key(folder, id_)), self._person(folder, person))]
        owns = self.by.people.owns if self.by.people else ()
        last = self.remembered.said(self.by.system, "people", id_)
        return self._owned(tied, person, owns, PERSON_FIELDS, last)

    def _person(self, folder: str, person: CrmRecord) -> dict[str, Any]:
        above = self.by.formats.same_id(person.reports_to)
        beside = self.persons.key(folder, above) if above in self.persons.of.get(folder, ()) else ""
        return drafts.person(person, self.by.system, beside)

    def _guests(self, folder: str) -> dict[str, Any]:
        guests = self.persons.guests.get(folder, {})
        return {
            self.persons.key(folder, id_): {**each.fields, "crm": drafts.tie(self.by.system, each.id)}
            for id_, each in guests.items()
        }

    def _owned(self, tied: TiedFile, record: CrmRecord, owns: Any, kinds: Any, last: Mapping[str, str]) -> Changes:
        changes, by_hand = changes_for(tied, record.values, owns, kinds, last)
        self._by_hand += by_hand
        return changes

    def _spliced(self, tied: TiedFile, changes: Changes, row: CsvRow | None) -> bytes | None:
        """Return a file with its changes, or None with the reason among the problems."""
        if not changes:
            return tied.document.text.encode("utf-8")
        try:
            return splice(tied.document.path, tied.document.text.encode("utf-8"), changes)
        except CannotSplice as reason:
            path, code = tied.document.path, "cannot-splice"
            if row:
                self.accounting.refuse(row, code, f"{path}: {reason}")
            else:
                self.accounting.add(Problem(path, 1, 1, code, str(reason)))
            return None

    def _take_account(self, path: str, content: bytes, record: CrmRecord | None) -> bool:
        """Plan an account file if it is sound; the faults of a new one are reported at the row of its record."""
        left = remains(Account, f"{self.source.name}/{path}", path, content, {})
        folder = path.split("/")[0]
        if left.problems or left.noun is None:
            self._unusable.add(folder)
            self._blame(record, left.problems)
            return False
        self._accounts[folder] = left.noun
        self._plan_write(path, content)
        return True

    def _remember_account(self, path: str, key: str | None, people: Mapping[str, CrmRecord]) -> None:
        if key:
            record, owns = self.records.accounts.get(key), self.by.accounts.owns if self.by.accounts else ()
            said = said_of(
                record.values if record else {}, owns, self.remembered.said(self.by.system, "accounts", key)
            )
            name = self.folders.names.get(key, "")
            named = {"name": name} if name and name != self.folders.ids.get(key) else {}
            self.said["accounts"][key] = said | {"file": path} | named
        for id_, person in people.items():
            last = self.remembered.said(self.by.system, "people", id_)
            said = said_of(person.values, self.by.people.owns if self.by.people else (), last)
            self.said["people"][id_] = said | {"file": path}

    def deals(self, tell: Tell) -> None:
        """Plan every deal file."""
        for done, (id_, record) in enumerate(self.records.deals.items()):
            tell(done, len(self.records.deals))
            self._deal(id_, record)
            if self.accounting.is_refused(record.row):
                for role in record.roles:
                    self.accounting.refuse(role.row, "no-deal", "its deal cannot be imported")
        tell(len(self.records.deals), len(self.records.deals))

    def _deal(self, id_: str, record: CrmRecord) -> None:
        last = self.remembered.said(self.by.system, "deals", id_).get("file", "")
        if unread := self._unread(id_):
            says = f"its file {self.source.name}/{unread} has to be mended first"
            self.accounting.refuse(record.row, "broken-file", says)
        elif id_ in self.standing.deals:
            self._known_deal(self.standing.deals[id_], id_, record)
        elif last:
            says = "its file was deleted, or no longer has this id; it is not made again"
            self.accounting.note(record.row, "deleted-file", says, drafts.AGAIN, f"{self.source.name}/{last}")
            self._settle(record, "left out")
        elif self.paths[id_].split("/")[0] in self._unusable:
            self.accounting.refuse(record.row, "no-account", "its account cannot be imported")
        else:
            self._new_deal(self.paths[id_], id_, record)

    def _unread(self, id_: str) -> str:
        """Return the file that a deal was imported to, if that can no longer be parsed."""
        path = self.remembered.said(self.by.system, "deals", id_).get("file", "")
        return path if path in self.standing.problems and id_ not in self.standing.deals else ""

    def _new_deal(self, path: str, id_: str, record: CrmRecord) -> None:
        folder = path.split("/")[0]

        def draft(record: CrmRecord) -> bytes:
            return drafts.deal(record, self.by.system, self.casting.players(id_, folder))

        if record.values.get(("outcome", "result")) and not record.values.get(("outcome", "date")):
            says, remedy = "is closed but has no date for its outcome", "name a column for outcome.date"
            self.accounting.refuse(record.row, "unreadable-cell", says, remedy)
        elif sound := self._take_deal(path, draft, record):
            self.plan.deals.new += 1
            self._settle(record, "new")
            self._remember_deal(path, id_, sound, is_new=True)

    def _known_deal(self, tied: TiedFile, id_: str, record: CrmRecord) -> None:
        owns = self.by.deals.owns if self.by.deals else ()
        last = self.remembered.said(self.by.system, "deals", id_)
        before = tied.document.text.encode("utf-8")
        cast, parts_by_hand = self.casting.changes(id_, tied)

        def updated(record: CrmRecord) -> bytes | None:
            self._by_hand = list(parts_by_hand)
            return self._spliced(tied, [*self._owned(tied, record, owns, DEAL_FIELDS, last), *cast], record.row)

        record = self._unless_reopened(tied, self._without_assumed_currency(tied, record), last)
        content = updated(record)
        sound = record if content == before else self._take_deal(tied.path, updated, record)
        if content is None or sound is None:
            return
        is_changed = self.plan.writes.get(tied.path, before) != before
        self.plan.by_hand += self._by_hand
        self.plan.deals.changed += is_changed
        self.plan.deals.same += not is_changed
        self._note_account(tied, record)
        self._settle(record, "changed" if is_changed else "unchanged")
        self._remember_deal(tied.path, id_, sound, is_new=False)

    def _unless_reopened(self, tied: TiedFile, record: CrmRecord, last: Said) -> CrmRecord:
        """Return a record without stage and outcome where the CRM opened a deal of whose end people wrote more."""
        held, owns = ("stage", "outcome"), self.by.deals.owns if self.by.deals else ()
        changes, _ = changes_for(tied, record.values, owns, DEAL_FIELDS, last)
        if record.values.get(("outcome", "result"), "-") or all(at[0] not in held for at, _ in changes):
            return record
        by_hand = kept_outcome(tied.document, changes)
        if not by_hand:
            return record
        outcome = f"{self.source.name}/{tied.path} has an outcome with {', '.join(by_hand)} by hand"
        says = f"the CRM opened this deal again, but {outcome}"
        remedy = "move that to the notes, delete `outcome:`, and import again"
        self.accounting.leave_out(record.row, "stage", "opened-again", says, remedy)
        return record.without([at for at in record.values if at[0] in held])

    def _note_account(self, tied: TiedFile, record: CrmRecord) -> None:
        """Say that the CRM has a deal at another account than the one that its file stands at."""
        folder, key = tied.path.split("/")[0], self.folders.key(record)
        if self.folders.of.get(key, "") != folder:
            says = "the CRM has this deal at another account; the file stays where it is"
            remedy = "move it into that account's folder, if that is right"
            account = self.folders.of.get(key) or record.account_name or record.account
            self.accounting.note(record.row, "other-account", says, remedy, f"{tied.path} → {account}")

    def _without_assumed_currency(self, tied: TiedFile, record: CrmRecord) -> CrmRecord:
        """Return a record without the amounts in the map's currency where the file's are in another."""
        values = dict(record.values)
        for at in sorted(record.assumed & values.keys()):
            stands = value_at(tied.document.data, at)
            if isinstance(stands, str) and currencies(stands) - currencies(values[at]):
                says = f"names no currency, and {'.'.join(at)} of its file is in another than the map's"
                remedy = "export the column for the currency, too"
                self.accounting.leave_out(record.row, ".".join(at), "currency-assumed", says, remedy)
                del values[at]
        return replace(record, values=values)

    def _take_deal(
        self, path: str, content_of: Callable[[CrmRecord], bytes | None], record: CrmRecord
    ) -> CrmRecord | None:
        """Plan a deal file, and return the record that it holds: fields that it cannot hold are left out.

        None where the row is refused, since the rest of the file would have a problem that it did not have before.
        """
        while (content := content_of(record)) is not None:
            reading = read_deal(self.source.name, path, content, self.surroundings)
            problems = self._new_problems(path, reading.problems, record)
            if not problems:
                self._plan_write(path, content)
                return record
            faulty = faulty_fields(reading.document, problems, record.fields)
            if not all(faulty.values()):
                self._blame(record, problems)
                return None
            for problem, fields in faulty.items():
                name = ", ".join(sorted({".".join(at[:2]) for at in fields}))
                self.accounting.leave_out(record.row, name, problem.code, problem.says, problem.remedy)
            record = record.without(frozenset[At]().union(*faulty.values()))
        return None

    def _new_problems(self, path: str, problems: tuple[Problem, ...], record: CrmRecord) -> tuple[Problem, ...]:
        """Return those of a deal file's problems that it did not have before."""
        before = self.standing.deals.get(self.by.formats.same_id(record.id))
        if not problems or not before:
            return problems
        known = before.document.text.encode("utf-8")
        old = {each.code for each in read_deal(self.source.name, path, known, self.surroundings).problems}
        return tuple(each for each in problems if each.code not in old)

    def _remember_deal(self, path: str, id_: str, record: CrmRecord, *, is_new: bool) -> None:
        owns = self.by.deals.owns if self.by.deals else ()
        last = self.remembered.said(self.by.system, "deals", id_)
        players = self.casting.said(id_, path.split("/")[0], is_new=is_new)
        place = {"file": path, "account": self.folders.key(record)}
        self.said["deals"][id_] = said_of(record.values, owns, last) | place | players

    def _plan_write(self, path: str, content: bytes) -> None:
        try:
            is_there = self.source.read(path) == content
        except Refused:
            is_there = False
        if not is_there:
            self.plan.writes[path] = content

    def _blame(self, record: CrmRecord | None, problems: Iterable[Problem]) -> None:
        """Report the faults of a file that would be written at the row that it comes from."""
        for each in problems:
            if record:
                self.accounting.refuse(record.row, each.code, each.says, each.remedy)
            else:
                self.accounting.add(each)

    def look_for_gone(self) -> None:
        """Report every tied file whose row the export no longer has; a row that could not be read is still there."""
        parts = {"deals": self.standing.deals, "accounts": self.standing.accounts}
        for part, tied in parts.items():
            if part in self.records.given:
                left_out = self.records.filtered[part]
                there = getattr(self.records, part).keys() | self.records.unread | left_out.keys()
                for id_ in sorted(left_out.keys() & tied.keys()):
                    says = f"is left out by `only` now; its file {self.source.name}/{tied[id_].path} was left"
                    self.accounting.note(left_out[id_], "filtered-file", says)
                missing = {each.path for id_, each in tied.items() if id_ not in there}
                self.plan.gone += sorted(f"{self.source.name}/{path}" for path in missing)
        if "people" in self.records.given:
            note_gone_people(self.accounting, self.standing, self.records)
