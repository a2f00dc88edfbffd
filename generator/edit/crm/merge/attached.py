"""Merge of the rows that belong to a deal into its file, after that of the deal itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from generator.edit.cannot_splice import CannotSplice
from generator.edit.crm.attached.actions import TASK, add_actions
from generator.edit.crm.attached.addition import Addition, DealNow, UnwrittenFile
from generator.edit.crm.attached.dated_notes import NOTE, add_notes, with_notes
from generator.edit.crm.attached.names import COMPETITOR, OFFERINGS, add_competitors, add_offerings
from generator.edit.crm.attached.past_days import PAST, add_past
from generator.edit.crm.attached.rows import AttachedRow, Content, DatedNote, DayOfDeal, LineItem, Rival, Task
from generator.edit.crm.last_import import Said
from generator.edit.crm.merge.context import MergeContext
from generator.edit.crm.records.record import CrmRecord
from generator.edit.crm.tables import CsvRow
from generator.edit.splice import splice
from generator.problems import Problem
from generator.read.playbook import read_deal
from generator.read.yaml.document import parse

REMEMBERED = (f"{PAST}", TASK, NOTE, COMPETITOR, f"{OFFERINGS}.", "plan.actions.")
"""Beginnings of the keys under which the last import remembers what was added to a deal."""


KINDS: Mapping[type[Content], Callable[[Addition, Sequence[AttachedRow], DealNow], None]] = {
    Rival: lambda addition, rows, now: add_competitors(addition, (), rows, now),
    DayOfDeal: add_past,
    Task: add_actions,
    LineItem: add_offerings,
    DatedNote: add_notes,
}
"""Ways of adding the rows of each kind, in the order in which that is done."""


class AttachedMerge:
    """Merge of what belongs to deals; what it added is kept for the register, by the deal's id."""

    def __init__(self, work: MergeContext) -> None:
        """Take what the merges share."""
        self.work = work
        self._remembered: dict[str, dict[str, str]] = {}

    def rows(self, id_: str) -> Sequence[AttachedRow]:
        """Return the rows that belong to a deal."""
        return self.work.records.attached.get(id_, ())

    def add(self, id_: str, path: str, record: CrmRecord, planned: bytes | None) -> None:
        """Plan a deal's file with what belongs to it; `planned` is the file so far, None where it stays as it is."""
        if self.rows(id_) or record.competitors:
            content = self.work.source.read(path) if planned is None else planned
            added = self._added(id_, path, record.row, record.competitors, content)
            if added != content:
                self.work.plan_write(path, added)

    def add_to_others(self) -> None:
        """Plan the files of deals that are not in this export, though rows of other files belong to them."""
        for id_, rows in self.work.records.attached.items():
            tied = self.work.standing.deals.get(id_)
            if id_ in self.work.records.deals:
                continue
            if tied is None or "deals" in self.work.records.given:
                self._note_unknown(id_, rows)
                continue
            content = self.work.source.read(tied.path)
            added = self._added(id_, tied.path, rows[0].row, (), content)
            if added != content:
                self.work.plan_write(tied.path, added)
            self.work.plan.deals.changed += added != content
            self.work.plan.deals.same += added == content
            last = self.work.last("deals", id_)
            self.work.said["deals"][id_] = {**last, **self.said(id_)}

    def _note_unknown(self, id_: str, rows: Sequence[AttachedRow]) -> None:
        """Leave the rows out of a deal that is away, and say why it is."""
        records, accounting = self.work.records, self.work.accounting
        for each in rows:
            if id_ in records.unread:
                accounting.pass_over(each.row, "deal-away", "its deal cannot be read")
            elif id_ in records.filtered["deals"]:
                accounting.pass_over(each.row, "deal-away", "its deal is left out by `only`")
            else:
                says, remedy = "its deal is not in the export", "export that deal too, if it is to be here"
                accounting.pass_over(each.row, "unknown-deal", says, remedy, id_)

    def _added(self, id_: str, path: str, row: CsvRow, competitors: Sequence[str], content: bytes) -> bytes:
        """Return a file with what belongs to its deal, one kind after the other.

        The rows of a kind are refused where they would make the file unsound.
        """
        rows, last = self.rows(id_), self.work.last("deals", id_)
        for kind, add in KINDS.items():
            of_kind = [each for each in rows if isinstance(each.content, kind)]
            if not of_kind and not (kind is Rival and competitors):
                continue
            now = DealNow(
                UnwrittenFile(self.work.source.name, path, content),
                parse(f"{self.work.source.name}/{path}", content),
                row,
                last,
                self.work.surroundings,
                self.work.accounting,
            )
            addition = Addition()
            if kind is Rival:
                add_competitors(addition, competitors, of_kind, now)
            else:
                add(addition, of_kind, now)
            content = self._taken(id_, path, content, addition, of_kind)
        return content

    def _taken(self, id_: str, path: str, content: bytes, addition: Addition, rows: Sequence[AttachedRow]) -> bytes:
        """Return a file with an addition if that is sound, and settle its rows."""
        added = self._sound(path, content, addition, rows)
        if added is None:
            return content
        self.work.plan.by_hand += addition.by_hand
        self._remembered.setdefault(id_, {}).update(addition.remembered)
        for row, fate in addition.fates:
            self.work.accounting.settle(row, fate)
        return added

    def _sound(self, path: str, content: bytes, addition: Addition, rows: Sequence[AttachedRow]) -> bytes | None:
        """Return a file with an addition, None where the rows are refused for what it would do to the file."""
        name = f"{self.work.source.name}/{path}"
        try:
            added = with_notes(splice(name, content, addition.changes), addition.notes)
        except CannotSplice as reason:
            self._refuse(rows, "cannot-splice", f"{name}: {reason}")
            return None
        if added == content:
            return content
        problems = self._problems(path, added)
        before = {each.code for each in self._problems(path, content)} if problems else frozenset[str]()
        if new := [each for each in problems if each.code not in before]:
            self._refuse(rows, new[0].code, f"would make its deal unsound: {new[0].says}", str(new[0].remedy))
            return None
        return added

    def _problems(self, path: str, content: bytes) -> tuple[Problem, ...]:
        return read_deal(self.work.source.name, path, content, self.work.surroundings).problems

    def _refuse(self, rows: Sequence[AttachedRow], code: str, says: str, remedy: str = "") -> None:
        for each in rows:
            self.work.accounting.refuse(each.row, code, says, remedy)

    def settle_rest(self, id_: str, record: CrmRecord) -> None:
        """Give the rows of a deal that could not be added the fate that follows from the deal's."""
        for each in self.rows(id_):
            if self.work.accounting.is_refused(record.row):
                self.work.accounting.refuse(each.row, "no-deal", "its deal cannot be imported")
            self.work.accounting.settle(each.row, "left out")

    def said(self, id_: str) -> Mapping[str, str]:
        """Return what to remember of a deal; what an earlier import added stays among it."""
        last: Said = self.work.last("deals", id_)
        before = {name: text for name, text in last.items() if name.startswith(REMEMBERED)}
        return before | self._remembered.get(id_, {})
