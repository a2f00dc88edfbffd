"""Merge of accounts and their people."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any

from generator.edit.crm.accounting import Fate
from generator.edit.crm.existing_files import TiedFile, value_at
from generator.edit.crm.fields import ACCOUNT_FIELDS, PERSON_FIELDS
from generator.edit.crm.merge import drafts
from generator.edit.crm.merge.context import MergeContext
from generator.edit.crm.merge.updates import Changes, HandEdit, changes_for, said_of
from generator.edit.crm.reader import At
from generator.edit.crm.records.record import CrmRecord
from generator.model.account import Account
from generator.read.reading import remains


class AccountMerge:
    """Merge of the accounts' files: profile, ids and people."""

    def __init__(self, work: MergeContext) -> None:
        """Take what the merges share."""
        self.work = work
        self._by_hand: list[HandEdit] = []

    def merge(self) -> None:
        """Plan every account file that the export has data for."""
        placed = {id_: folder for id_ in self.work.records.deals if (folder := self._folder_of_deal(id_))}
        for cast in (self.work.casting.cast, self.work.casting.cast_everybody):
            for id_, folder in placed.items():
                cast(id_, folder, self.work.standing.deals.get(id_))
        self.work.persons.refuse_homeless()
        named = {self.work.folders.of[key]: key for key in self.work.folders.names}
        for folder in sorted({*named, *self.work.persons.of, *self.work.persons.guests}):
            self._account(folder, named.get(folder), self.work.persons.of.get(folder, {}))

    def _folder_of_deal(self, id_: str) -> str:
        """Return the folder of a deal's file; empty where the file was deleted or cannot be read."""
        tied = self.work.standing.deals.get(id_)
        path = tied.path if tied else self.work.paths.get(id_, "")
        return path.split("/")[0]

    def _account(self, folder: str, key: str | None, people: Mapping[str, CrmRecord]) -> None:
        path = f"{folder}/index.md"
        tied = self.work.standing.files.get(folder)
        self.work.persons.name(folder, tied)
        if path in self.work.standing.problems:
            self.work.unusable.add(folder)
            for problem in self.work.standing.problems[path]:
                self.work.accounting.add(problem)
            self._refuse_account(self.work.records.accounts.get(key or ""), people)
        elif tied is None and key and self.work.last("accounts", key):
            self._deleted_account(path, key, people)
        elif tied is None:
            self._new_account(path, key or folder, people)
        else:
            self._known_account(tied, key, people)

    def _new_account(self, path: str, key: str, people: Mapping[str, CrmRecord]) -> None:
        record, folder = self.work.records.accounts.get(key), path.split("/")[0]
        named: Mapping[At, str] = {("title",): self.work.folders.names.get(key, key)}
        values = record.values if record else named
        crm = drafts.tie(self.work.by.system, self.work.folders.ids.get(key, ""))
        block = {self.work.persons.key(folder, id_): self._person(folder, each) for id_, each in people.items()}
        content = drafts.account(values, crm, record.lines if record else (), block | self._guests(folder))
        if not self._take_account(path, content, record):
            self._refuse_account(record, people)
            return
        self.work.plan.accounts.new += 1
        for each in [record, *people.values()]:
            self.work.settle(each, "new")
        self._remember_account(path, key, people)

    def _known_account(self, tied: TiedFile, key: str | None, people: Mapping[str, CrmRecord]) -> None:
        record = self.work.records.accounts.get(key) if key else None
        changes: Changes = []
        self._by_hand = []
        folder = tied.path.split("/")[0]
        if key and key in self.work.named_now:
            changes.append((("title",), self.work.named_now[key]))
        if key and self.work.folders.ids.get(key) and not value_at(tied.document.data, ("crm", "id")):
            changes += [(("crm", "system"), self.work.by.system), (("crm", "id"), self.work.folders.ids[key])]
        if record and key and self.work.by.accounts:
            last = self.work.last("accounts", key)
            owned = self._owned(tied, record, self.work.by.accounts.owns, ACCOUNT_FIELDS, last)
            if key in self.work.named_now:  # the title was an id until today, and nobody's choice
                owned = [each for each in owned if each[0] != ("title",)]
                self._by_hand = [each for each in self._by_hand if each.field != "title"]
            changes += owned
        by_person = {id_: self._person_changes(folder, id_, person) for id_, person in people.items()}
        own, changes = changes, [*changes, *chain.from_iterable(by_person.values())]
        changes += [(("people", name), block) for name, block in self._guests(folder).items()]
        content = self.work.spliced(tied, changes, record.row if record else None)
        if content is None or not self._take_account(tied.path, content, None):
            self._refuse_account(record, people)
            return
        self.work.settle(record, "changed" if own else "unchanged")
        for id_, person in people.items():
            known: Fate = "changed" if by_person[id_] else "unchanged"
            self.work.settle(person, known if (folder, id_) in self.work.standing.people else "new")
        self.work.plan.by_hand += self._by_hand
        self.work.plan.accounts.changed += bool(changes)
        self.work.plan.accounts.same += not changes
        self._remember_account(tied.path, key, people)

    def _refuse_account(self, record: CrmRecord | None, people: Mapping[str, CrmRecord]) -> None:
        """Refuse the rows that an account's file cannot be made or changed for, but for those that say why."""
        for each in [*([record] if record else []), *people.values()]:
            if not self.work.accounting.is_refused(each.row):
                whose = "its file" if each is record else "the file of its account"
                self.work.accounting.refuse(each.row, "no-account", f"{whose} cannot be written; mend that first")

    def _deleted_account(self, path: str, key: str, people: Mapping[str, CrmRecord]) -> None:
        """Say that an account's file was deleted by hand, which an import respects."""
        record = self.work.records.accounts.get(key)
        for each in [*([record] if record else []), *people.values()]:
            whose = "its file" if each is record else "the file of its account"
            says = f"{whose} was deleted; it is not made again"
            self.work.accounting.note(each.row, "deleted-file", says, drafts.AGAIN, f"{self.work.source.name}/{path}")
            self.work.accounting.settle(each.row, "left out")

    def _person_changes(self, folder: str, id_: str, person: CrmRecord) -> Changes:
        tied = self.work.standing.people.get((folder, id_))
        if tied is None:
            return [(("people", self.work.persons.key(folder, id_)), self._person(folder, person))]
        owns = self.work.by.people.owns if self.work.by.people else ()
        last = self.work.last("people", id_)
        return self._owned(tied, person, owns, PERSON_FIELDS, last)

    def _person(self, folder: str, person: CrmRecord) -> dict[str, Any]:
        above = self.work.by.formats.same_id(person.reports_to)
        beside = self.work.persons.key(folder, above) if above in self.work.persons.of.get(folder, ()) else ""
        return drafts.person(person, self.work.by.system, beside)

    def _guests(self, folder: str) -> dict[str, Any]:
        guests = self.work.persons.guests.get(folder, {})
        return {
            self.work.persons.key(folder, id_): {**each.fields, "crm": drafts.tie(self.work.by.system, each.id)}
            for id_, each in guests.items()
        }

    def _owned(self, tied: TiedFile, record: CrmRecord, owns: Any, kinds: Any, last: Mapping[str, str]) -> Changes:
        changes, by_hand = changes_for(tied, record.values, owns, kinds, last)
        self._by_hand += by_hand
        return changes

    def _take_account(self, path: str, content: bytes, record: CrmRecord | None) -> bool:
        """Plan an account file if it is sound; the faults of a new one are reported at the row of its record."""
        left = remains(Account, f"{self.work.source.name}/{path}", path, content, {})
        folder = path.split("/")[0]
        if left.problems or left.noun is None:
            self.work.unusable.add(folder)
            self.work.blame(record, left.problems)
            return False
        self.work.accounts[folder] = left.noun
        self.work.plan_write(path, content)
        return True

    def _remember_account(self, path: str, key: str | None, people: Mapping[str, CrmRecord]) -> None:
        if key:
            record, owns = (
                self.work.records.accounts.get(key),
                self.work.by.accounts.owns if self.work.by.accounts else (),
            )
            said = said_of(record.values if record else {}, owns, self.work.last("accounts", key))
            name = self.work.folders.names.get(key, "")
            if name in ("", self.work.folders.ids.get(key)) and not record:
                name = self.work.last("accounts", key).get("name", "")
            named = {"name": name} if name else {}
            self.work.said["accounts"][key] = said | {"file": path} | named
        for id_, person in people.items():
            if id_ in self.work.said["people"]:
                continue  # somebody of no account who stands at several: the first is remembered
            last = self.work.last("people", id_)
            said = said_of(person.values, self.work.by.people.owns if self.work.by.people else (), last)
            self.work.said["people"][id_] = said | {"file": path}
