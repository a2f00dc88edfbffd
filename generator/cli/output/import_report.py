"""The report of an import: what became of every row, in words and for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from generator.cli.output.printing import harmless, problem_text
from generator.edit.crm.accounting import FATES, FIRST, FileTally, RemarkGroup
from generator.edit.crm.merge.plan import FileCounts, ImportPlan

FORMAT = 1
"""Version of the record for other programs."""
SHOWN = 40
"""Lines of one kind that are printed before the rest is only counted."""


def import_text(plan: ImportPlan, *, each: bool) -> Iterator[str]:
    """Yield the lines about an import: what is left to people, then the counts.

    `each` names every row on a line of its own in place of the first rows of each kind.
    """
    cut = len if each else shown_of
    groups = [problem_text(group.problem) for group in plan.accounting.groups(each=each)]
    by_hand = [harmless(str(edit)) for edit in plan.by_hand]
    gone = [f"{harmless(path)}:1:1: its row is no longer in the export; the file was left" for path in plan.gone]
    for lines in (groups, by_hand, gone):
        yield from lines[: cut(lines)]
        if more := len(lines) - cut(lines):
            yield f"... and {more:,} more like these; --all names every one"
    for file in plan.accounting.files:
        yield file_line(file)
    yield f"deals: {file_counts(plan.deals)}; accounts: {file_counts(plan.accounts)}"
    if not plan.accounting.is_complete:
        yield click.style("not everything was imported; see above", fg="red")


def shown_of(lines: Sequence[str]) -> int:
    """Return how many of some lines are printed."""
    return min(len(lines), SHOWN)


def file_line(file: FileTally) -> str:
    """Return what became of the rows of a file; the counts add up."""
    fates = " + ".join(f"{file.fates[fate]:,} {fate}" for fate in FATES)
    return f"{harmless(file.file)}: {file.rows:,} {'row' if file.rows == 1 else 'rows'} = {fates}"


def file_counts(tally: FileCounts) -> str:
    """Return how many files are new, changed and unchanged."""
    return f"{tally.new:,} new, {tally.changed:,} changed, {tally.same:,} unchanged"


def import_record(plan: ImportPlan, *, each: bool) -> dict[str, Any]:
    """Return an import for other programs; docs/import.md has the format. `each` lists every row and value."""
    most = None if each else FIRST
    return {
        "format": FORMAT,
        "files": [_file_record(file) for file in plan.accounting.files],
        "deals": vars(plan.deals),
        "accounts": vars(plan.accounts),
        "remarks": [_remark_record(group, most) for group in plan.accounting.groups()],
        "by_hand": [
            {
                "path": edit.path,
                "line": edit.line,
                "field": edit.field,
                "file": edit.stands,
                "crm": edit.crm,
                "is_taken": edit.is_taken,
            }
            for edit in plan.by_hand
        ],
        "gone": plan.gone,
    }


def _file_record(file: FileTally) -> dict[str, Any]:
    fates = {fate.replace(" ", "_"): file.fates[fate] for fate in FATES}
    return {"file": file.file, "part": file.part, "rows": file.rows, **fates}


def _remark_record(group: RemarkGroup, most: int | None) -> dict[str, Any]:
    first = group.first
    return {
        "effect": first.effect.replace(" ", "_"),
        "part": first.part or None,
        "path": first.path,
        "line": first.line,
        "code": first.code,
        "says": first.says,
        "remedy": first.remedy or None,
        "field": first.field or None,
        "count": len(group.remarks),
        "rows": [each.row for each in group.remarks if each.row][:most],
        "values": list(group.values[:most]),
    }
