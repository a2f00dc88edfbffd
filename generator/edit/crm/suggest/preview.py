"""The first deals that a map makes of an export, without writing any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.edit.crm.accounting import Accounting
from generator.edit.crm.import_map import ImportMap
from generator.edit.crm.importing import plan_import
from generator.edit.crm.last_import import FILE
from generator.edit.crm.tables import CsvTable
from generator.problems import Problem
from generator.read.files import WorkTree

LOOKED_AT = 20
"""Rows of deals from which the first that become files are taken."""


class Preview(NamedTuple):
    """The first deal files by path, and what would be said about the rows that were looked at."""

    files: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


def preview(empty: WorkTree, by: ImportMap, tables: Sequence[tuple[str, CsvTable]], count: int = 3) -> Preview:
    """Return the first deals of tables with their parts; `empty` is a folder without deals."""
    plan = plan_import(empty, by, list(_beginning(tables)))
    deals = [path for path in plan.writes if path != FILE and not path.endswith("/index.md")]
    files = tuple((path, plan.writes[path].decode("utf-8")) for path in deals[:count])
    return Preview(files, tuple(_faults(plan.accounting)))


def _beginning(tables: Sequence[tuple[str, CsvTable]]) -> Iterator[tuple[str, CsvTable]]:
    """Yield the first deals alone, and of the other tables the rows that have a cell in common with them."""
    deals = [
        (part, replace(table, rows=table.rows[:LOOKED_AT], torn=())) for part, table in tables if part == "deals"
    ]
    cells = {cell for _, table in deals for row in table.rows for cell in row.cells if cell}
    ties = {piece.strip() for cell in cells for piece in cell.split(";")}
    yield from deals
    for part, table in tables:
        if part != "deals":
            rows = tuple(row for row in table.rows if not ties.isdisjoint(row.cells))
            yield part, replace(table, rows=rows, torn=())


def _faults(accounting: Accounting) -> Iterator[Problem]:
    for group in accounting.groups():
        if group.first.effect != "note":
            yield group.problem
