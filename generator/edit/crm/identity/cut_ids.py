"""Ids of an export that are those of files, or of its own accounts, without their leading zeros."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from generator.edit.crm.accounting import Accounting
from generator.edit.crm.columns.ids import WholeIds
from generator.edit.crm.existing_files import ExistingFiles
from generator.edit.crm.formats import Formats
from generator.edit.crm.records.record import CrmRecord, Records


def without_cut_ids(records: Records, standing: ExistingFiles, formats: Formats, accounting: Accounting) -> Records:
    """Return the records whose ids are whole; rows with a cut one are refused, since they would be taken for new."""
    accounts = {*records.accounts, *standing.accounts}
    refused: set[str] = set()

    def whole(
        of: Mapping[str, CrmRecord], known: Iterable[str], referred: Collection[str] = ()
    ) -> dict[str, CrmRecord]:
        own, others = WholeIds(known), WholeIds(referred)
        kept: dict[str, CrmRecord] = {}
        for id_, record in of.items():
            account = formats.same_id(record.account)
            if fault := own.cut(id_):
                accounting.refuse(record.row, "cut-id", f"its id {fault.says}", fault.remedy, fault.value)
                refused.add(own.whole[id_])
            elif fault := others.cut(account):
                accounting.refuse(record.row, "cut-id", f"the id of its account {fault.says}", fault.remedy, account)
                refused.add(id_)
            else:
                kept[id_] = record
        return kept

    return replace(
        records,
        deals=whole(records.deals, standing.deals, accounts),
        accounts=whole(records.accounts, standing.accounts),
        people=whole(records.people, {id_ for _, id_ in standing.people}, accounts),
        unread=frozenset(records.unread | refused),
    )
