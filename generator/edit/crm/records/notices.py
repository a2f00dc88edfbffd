"""Notices about a whole file of deals, accounts or people: columns that it needs, ids, and leads."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import PurePath

from generator.edit.crm.accounting import Accounting
from generator.edit.crm.columns.conditions import is_refusal
from generator.edit.crm.import_map import Accounts, Deals, People
from generator.edit.crm.records.from_row import NEEDED
from generator.edit.crm.tables import CsvTable
from generator.problems import expected

LEADS = re.compile("(?<![a-z])leads?(?![a-z])")


def lacks_columns(table: CsvTable, part: Deals | Accounts | People, accounting: Accounting) -> bool:
    """Tell whether the file lacks a column that the map needs, and refuse all of its rows with one sentence."""
    needed = {"the id": part.id} | {name: part.fields[name] for name in NEEDED[type(part)]}
    lacking = {
        name: source
        for name, source in needed.items()
        if source.column and not (source.text or source.constant or table.header.first_of(source.column))
    }
    for name, source in lacking.items():
        says = f"there is no column for {name}: the map looks for {' or '.join(source.column)}"
        accounting.refuse_all(table, "no-column", says, expected(source.column[0], table.header.names))
    unfiltered = [
        column for column, test in part.only.items() if not (table.header.first_of([column]) or is_refusal(test))
    ]
    for column in unfiltered:
        says = f"there is no column {column}, by which `only` chooses the rows"
        accounting.refuse_all(table, "no-column", says, expected(column, table.header.names))
    return bool(lacking or unfiltered)


def note_leads(table: CsvTable, name: str, part: Deals | Accounts | People, accounting: Accounting) -> None:
    """Say of a file that is named like one of leads that it is taken for another kind all the same."""
    file = PurePath(table.header.file).stem.lower()
    if LEADS.search(file) and (part.named == "*" or not fnmatch(file, part.named.lower())):
        says = f"is named like a file of leads, and read as {name}"
        accounting.note(table.header, "leads", says, "leave it out if these are no customers yet")


def note_made_ids(table: CsvTable, part: Deals | Accounts | People, accounting: Accounting) -> None:
    """Say once that a file has no column for ids, so that the map makes them of names."""
    if part.id.column and part.id.text and not table.header.first_of(part.id.column):
        says = (
            f"there is no column {part.id.column[0]!r}: rows are known by their names, and one renamed is a new one"
        )
        accounting.note(table.header, "made-ids", says, "add that column to the export")
