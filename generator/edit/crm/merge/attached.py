"""Merge of the rows that belong to a deal into its file, after that of the deal itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.edit.crm.attached.actions import TASK, add_actions
from generator.edit.crm.attached.addition import Addition, DealNow, UnwrittenFile
from generator.edit.crm.attached.dated_notes import NOTE, add_notes, with_notes
from generator.edit.crm.attached.names import COMPETITOR, OFFERINGS, add_competitors, add_offerings
from generator.edit.crm.attached.past_days import PAST, add_past
from generator.edit.crm.attached.rows import AttachedRow, Content, DatedNote, DayOfDeal, LineItem, Rival, Task
from generator.edit.crm.last_import import Said
from generator.edit.crm.merge.context import MergeContext
from generator.edit.crm.records import CrmRecord
from generator.edit.splice import CannotSplice, splice
from generator.problems import Problem
from generator.read.playbook import read_deal
from generator.read.yaml.document import parse

REMEMBERED = (f"{PAST}", TASK, NOTE, COMPETITOR, f"{OFFERINGS}.", "plan.actions.")
"""Beginnings of the keys under which the last import remembers what was added to a deal."""


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
        """Plan a deal's file with what belongs to it; where that would be unsound, its rows are refused.

        `planned` is the file as it will be so far, None where it stays as it is.
        """
        rows, last = self.rows(id_), self.work.last("deals", id_)
        if not rows and not record.competitors:
            return
        content = self.work.source.read(path) if planned is None else planned
        now = DealNow(
            UnwrittenFile(self.work.source.name, path, content),
            parse(f"{self.work.source.name}/{path}", content),
            record.row,
            last,
            self.work.surroundings,
            self.work.accounting,
        )
        addition = _addition(rows, record.competitors, now)
        added = self._sound(path, content, addition, rows)
        if added is None:
            return
        if added != content:
            self.work.plan_write(path, added)
        self.work.plan.by_hand += addition.by_hand
        self._remembered[id_] = addition.remembered
        for row, fate in addition.fates:
            self.work.accounting.settle(row, fate)

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
        new = [each for each in problems if each.code not in {old.code for old in self._problems(path, content)}]
        if new and problems:
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


def _addition(rows: Sequence[AttachedRow], competitors: Sequence[str], now: DealNow) -> Addition:
    """Return what some rows add to a file, and what a deal's own column of competitors does."""
    addition = Addition()

    def of(kind: type[Content]) -> list[AttachedRow]:
        return [row for row in rows if isinstance(row.content, kind)]

    if competitors or of(Rival):
        add_competitors(addition, competitors, of(Rival), now)
    if days := of(DayOfDeal):
        add_past(addition, days, now)
    if tasks := of(Task):
        add_actions(addition, tasks, now)
    if items := of(LineItem):
        add_offerings(addition, items, now)
    if notes := of(DatedNote):
        add_notes(addition, notes, now)
    return addition
