"""Merge of deals: new files, owned fields that follow the CRM, and players."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from generator.edit.crm.existing_files import TiedFile, value_at
from generator.edit.crm.fields import DEAL_FIELDS
from generator.edit.crm.last_import import Said
from generator.edit.crm.merge import drafts
from generator.edit.crm.merge.attached import AttachedMerge
from generator.edit.crm.merge.context import MergeContext
from generator.edit.crm.merge.faulty_fields import faulty_fields
from generator.edit.crm.merge.updates import Changes, HandEdit, changes_for, currencies, kept_outcome, said_of
from generator.edit.crm.reader import At
from generator.edit.crm.records.record import CrmRecord
from generator.problems import Problem
from generator.read.playbook import read_deal


class DealMerge:
    """Merge of the deals' files, after that of the accounts that they stand at."""

    def __init__(self, work: MergeContext) -> None:
        """Take what the merges share."""
        self.work = work
        self._owns = work.by.deals.owns if work.by.deals else ()
        self._by_hand: list[HandEdit] = []
        self._attached = AttachedMerge(work)

    def merge(self, tell: Callable[[int, int], None]) -> None:
        """Plan every deal file."""
        for done, (id_, record) in enumerate(self.work.records.deals.items()):
            tell(done, len(self.work.records.deals))
            self._deal(id_, record)
            if self.work.accounting.is_refused(record.row):
                for role in record.roles:
                    self.work.accounting.refuse(role.row, "no-deal", "its deal cannot be imported")
            self._attached.settle_rest(id_, record)
        self._attached.add_to_others()
        tell(len(self.work.records.deals), len(self.work.records.deals))

    def _deal(self, id_: str, record: CrmRecord) -> None:
        last = self.work.last("deals", id_).get("file", "")
        if unread := self._unread(id_):
            says = f"its file {self.work.source.name}/{unread} has to be mended first"
            self.work.accounting.refuse(record.row, "broken-file", says)
        elif id_ in self.work.standing.deals:
            self._known_deal(self.work.standing.deals[id_], id_, record)
        elif last:
            says = "its file was deleted, or no longer has this id; it is not made again"
            self.work.accounting.note(
                record.row, "deleted-file", says, drafts.AGAIN, f"{self.work.source.name}/{last}"
            )
            self.work.settle(record, "left out")
        elif self.work.paths[id_].split("/")[0] in self.work.unusable:
            self.work.accounting.refuse(record.row, "no-account", "its account cannot be imported")
        else:
            self._new_deal(self.work.paths[id_], id_, record)

    def _unread(self, id_: str) -> str:
        """Return the file that a deal was imported to, if that can no longer be parsed."""
        path = self.work.last("deals", id_).get("file", "")
        return path if path in self.work.standing.problems and id_ not in self.work.standing.deals else ""

    def _new_deal(self, path: str, id_: str, record: CrmRecord) -> None:
        folder = path.split("/")[0]

        def draft(record: CrmRecord) -> bytes:
            return drafts.deal(record, self.work.by.system, self.work.casting.players(id_, folder))

        if record.values.get(("outcome", "result")) and not record.values.get(("outcome", "date")):
            says, remedy = "is closed but has no date for its outcome", "name a column for outcome.date"
            self.work.accounting.refuse(record.row, "unreadable-cell", says, remedy)
        elif sound := self._take_deal(path, draft, record):
            self.work.plan.deals.new += 1
            self.work.settle(record, "new")
            self._attached.add(id_, path, sound, self.work.plan.writes[path])
            self._remember_deal(path, id_, sound)

    def _known_deal(self, tied: TiedFile, id_: str, record: CrmRecord) -> None:
        last = self.work.last("deals", id_)
        cast, parts_by_hand = self.work.casting.changes(id_, tied)

        def updated(record: CrmRecord) -> Changes:
            changes, by_hand = changes_for(tied, record.values, self._owns, DEAL_FIELDS, last)
            self._by_hand = [*by_hand, *parts_by_hand]
            return [*changes, *cast]

        def content(record: CrmRecord) -> bytes | None:
            return self.work.spliced(tied, updated(record), record.row)

        record = self._unless_reopened(tied, self._without_assumed_currency(tied, record), last)
        sound = self._take_deal(tied.path, content, record) if updated(record) else record
        if sound is None:
            return
        self._attached.add(id_, tied.path, record, self.work.plan.writes.get(tied.path))
        is_changed = tied.path in self.work.plan.writes
        self.work.plan.by_hand += self._by_hand
        self.work.plan.deals.changed += is_changed
        self.work.plan.deals.same += not is_changed
        self._note_account(tied, record)
        self.work.settle(record, "changed" if is_changed else "unchanged")
        self._remember_deal(tied.path, id_, sound)

    def _unless_reopened(self, tied: TiedFile, record: CrmRecord, last: Said) -> CrmRecord:
        """Return a record without stage and outcome where the CRM opened a deal of whose end people wrote more."""
        held = ("stage", "outcome")
        if record.values.get(("outcome", "result"), "-") or "outcome" not in tied.data:
            return record
        changes, _ = changes_for(tied, record.values, self._owns, DEAL_FIELDS, last)
        if all(at[0] not in held for at, _ in changes):
            return record
        by_hand = kept_outcome(tied.data, changes)
        if not by_hand:
            return record
        outcome = f"{self.work.source.name}/{tied.path} has an outcome with {', '.join(by_hand)} by hand"
        says = f"the CRM opened this deal again, but {outcome}"
        remedy = "move that to the notes, delete `outcome:`, and import again"
        self.work.accounting.leave_out(record.row, "stage", "opened-again", says, remedy)
        return record.without([at for at in record.values if at[0] in held])

    def _note_account(self, tied: TiedFile, record: CrmRecord) -> None:
        """Say that the CRM has a deal at another account than the one that its file stands at."""
        folder, key = tied.path.split("/")[0], self.work.folders.key(record)
        if self.work.folders.of.get(key, "") != folder:
            says = "the CRM has this deal at another account; the file stays where it is"
            remedy = "move it into that account's folder, if that is right"
            account = self.work.folders.of.get(key) or record.account_name or record.account
            self.work.accounting.note(record.row, "other-account", says, remedy, f"{tied.path} → {account}")

    def _without_assumed_currency(self, tied: TiedFile, record: CrmRecord) -> CrmRecord:
        """Return a record without the amounts in the map's currency where the file's are in another."""
        values = dict(record.values)
        for at in sorted(record.assumed & values.keys()):
            stands = value_at(tied.data, at)
            if isinstance(stands, str) and currencies(stands) - currencies(values[at]):
                says = f"names no currency, and {'.'.join(at)} of its file is in another than the map's"
                remedy = "export the column for the currency, too"
                self.work.accounting.leave_out(record.row, ".".join(at), "currency-assumed", says, remedy)
                del values[at]
        return replace(record, values=values)

    def _take_deal(
        self, path: str, content_of: Callable[[CrmRecord], bytes | None], record: CrmRecord
    ) -> CrmRecord | None:
        """Plan a deal file, and return the record that it holds: fields that it cannot hold are left out.

        None where the row is refused, since the rest of the file would have a problem that it did not have before.
        """
        while (content := content_of(record)) is not None:
            reading = read_deal(self.work.source.name, path, content, self.work.surroundings)
            problems = self._new_problems(path, reading.problems, record)
            if not problems:
                self.work.plan_write(path, content)
                return record
            faulty = faulty_fields(reading.document, problems, record.fields)
            if not all(faulty.values()):
                self.work.blame(record, problems)
                return None
            for problem, fields in faulty.items():
                name = ", ".join(sorted({".".join(at[:2]) for at in fields}))
                self.work.accounting.leave_out(record.row, name, problem.code, problem.says, problem.remedy)
            record = record.without(frozenset[At]().union(*faulty.values()))
        return None

    def _new_problems(self, path: str, problems: tuple[Problem, ...], record: CrmRecord) -> tuple[Problem, ...]:
        """Return those of a deal file's problems that it did not have before."""
        before = self.work.standing.deals.get(self.work.by.formats.same_id(record.id))
        if not problems or not before:
            return problems
        known = self.work.source.read(before.path)
        old = {each.code for each in read_deal(self.work.source.name, path, known, self.work.surroundings).problems}
        return tuple(each for each in problems if each.code not in old)

    def _remember_deal(self, path: str, id_: str, record: CrmRecord) -> None:
        last = self.work.last("deals", id_)
        players = self.work.casting.said(id_)
        place = {"file": path, "account": self.work.folders.key(record)}
        owned = said_of(record.values, self._owns, last)
        said = {**self._attached.said(id_), **owned, **place, **players}
        self.work.said["deals"][id_] = last if said == last else said
