"""The import: the plan of files that an export would write into a deals folder, and the messages about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from generator.edit.crm.accounting import Accounting
from generator.edit.crm.existing_files import look
from generator.edit.crm.identity.cut_ids import without_cut_ids
from generator.edit.crm.identity.notices import note_gone, note_names, note_renames
from generator.edit.crm.identity.renames import RenamedTree, folder_renames
from generator.edit.crm.import_map import ImportMap
from generator.edit.crm.joined_files import JoinedFiles
from generator.edit.crm.last_import import FILE, Remembered, recall, written
from generator.edit.crm.merge.accounts import AccountMerge
from generator.edit.crm.merge.context import MergeContext
from generator.edit.crm.merge.deals import DealMerge
from generator.edit.crm.merge.plan import ImportPlan
from generator.edit.crm.records.reading import read_records
from generator.edit.crm.tables import CsvTable
from generator.problems import Refused
from generator.read.file_names import METHOD
from generator.read.files import WorkTree
from generator.read.playbook import read_surroundings

Tell = Callable[[str, int, int], None]
"""Callback with the step, and with how many of its files or deals are done and how many there are."""


def silent(step: str, done: int, whole: int) -> None:
    """Say nothing of the progress."""


def last_import(source: WorkTree) -> Remembered:
    """Return the record of the last import. Raises Refused where it cannot be read."""
    return recall(f"{source.name}/{FILE}", _record(source))


def _record(source: WorkTree) -> bytes | None:
    """Return the bytes of the record of the last import, None where there is none."""
    file = source.root / FILE
    return file.read_bytes() if file.is_file() and not file.is_symlink() else None


def plan_import(
    source: WorkTree, by: ImportMap, tables: Iterable[tuple[str, CsvTable]], tell: Tell = silent
) -> ImportPlan:
    """Return the plan of importing these tables; nothing is written.

    Raises Refused where the method or the record of the last import cannot be read.
    """
    accounting = Accounting()
    tables = list(tables)
    for name, table in tables:
        accounting.begin(name, table)
    surroundings, problems = read_surroundings(source)
    in_the_method = [each for each in problems if each.path == f"{source.name}/{METHOD}"]
    if in_the_method:
        raise Refused(in_the_method)
    content = _record(source)
    remembered = recall(f"{source.name}/{FILE}", content)
    joined = JoinedFiles(by, remembered, surroundings.team, accounting)
    records = read_records(tables, by, accounting, joined.read(tables))
    standing = look(source, by.system, by.formats, partial(tell, "Reading the deals"))
    records = without_cut_ids(records, standing, by.formats, accounting)
    imported = remembered.records(by.system, "accounts")
    renames = folder_renames(source, records, standing, imported, by.formats, by.system)
    if renames.new:
        source = RenamedTree(source, renames.new)
        surroundings, _ = read_surroundings(source)
        standing, remembered = look(source, by.system, by.formats), remembered.renamed(by.system, renames.new)
    work = MergeContext(source, by, records, standing, remembered, surroundings, accounting, renames)
    note_renames(accounting, source.name, renames)
    note_names(accounting, source.name, work.folders, records)
    AccountMerge(work).merge()
    DealMerge(work).merge(partial(tell, "Importing deals"))
    joined.settle_links(records)
    work.plan.gone += note_gone(accounting, source.name, standing, records)
    plan = work.plan
    said = {**work.said, **{kind: names for kind, names in joined.said.items() if names}}
    now = written(remembered.with_system(by.system, said))
    if now != content and any(said.values()):
        plan.writes[FILE] = now
    return plan
