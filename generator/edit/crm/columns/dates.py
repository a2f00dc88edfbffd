"""Dates of one column: the values of all rows together prove which of two orders of day and month is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.edit.crm import cells
from generator.edit.crm.cells import UnreadableCell
from generator.edit.crm.formats import EXCEL, Formats, compiled

PLAIN = Formats()


class Evidence(NamedTuple):
    """A value and its row, by which a pattern is proven wrong."""

    value: str
    row: int

    def __str__(self) -> str:
        """Return the value with its row."""
        return f"{self.value!r} in row {self.row}"


@dataclass(frozen=True)
class DateColumn:
    """The patterns of the map that the values of a column leave, in their order, and those that are proven wrong.

    `doubt` says that the values prove nothing; it is empty where they do.
    """

    formats: Formats
    wrong: Mapping[str, Evidence]
    doubt: str = ""

    def read(self, cell: str) -> str:
        """Return the day of a cell as 2026-12-01.

        Raises UnreadableCell where none of the patterns that are left fits. A pattern that is proven wrong reads the
        cells that no other order of day and month could read.
        """
        left = [pattern for pattern in self.formats.dates if pattern not in self.wrong]
        for pattern in self.wrong:
            if mirrored(pattern) not in left and compiled(pattern).fullmatch(cell):
                days = {each: day_by(each, cell) for each in (pattern, mirrored(pattern))}
                sure = [(each, day) for each, day in days.items() if day]
                if len(sure) == 1 and sure[0][0] in self.formats.dates:
                    return sure[0][1].isoformat()
                raise self._fault(pattern, cell)
        patterns = [compiled(pattern) for pattern in left if pattern != EXCEL]
        return cells.date(cell, self.formats, patterns)

    def _fault(self, pattern: str, cell: str) -> UnreadableCell:
        other = mirrored(pattern)
        proof, against = self.wrong[pattern], self.wrong.get(other)
        if against:
            says = f"mixes {pattern} ({against}) and {other} ({proof})"
            return UnreadableCell(f"{says}, so that this may be either", "export it with one of them", cell)
        says = f"is not written as {pattern}: {proof} shows {other}"
        return UnreadableCell(says, f"write {other} among the map's dates", cell)


def date_column(values: Mapping[str, int], formats: Formats) -> DateColumn | None:
    """Return the readings of a column, None where each pattern of the map has one order alone.

    `values` are the different cells that are not blank, each with the first row that has it.
    """
    listed = [pattern for pattern in formats.dates if mirrored(pattern) != pattern]
    if not listed:
        return None
    every = list(dict.fromkeys([*listed, *map(mirrored, listed)]))
    wrong = {
        pattern: Evidence(value, row)
        for pattern in every
        for value, row in reversed([*values.items()])
        if compiled(pattern).fullmatch(value)
        and not day_by(pattern, value)
        and any(day_by(other, value) for other in every)
    }
    return DateColumn(formats, wrong, _doubt(listed, wrong, values))


def mirrored(pattern: str) -> str:
    """Return a pattern with day and month changed for one another; the same one where no export does that."""
    if pattern == EXCEL or pattern.startswith("YY") or "MMM" in pattern:
        return pattern
    return pattern.replace("DD", "\0").replace("MM", "DD").replace("\0", "MM")


def day_by(pattern: str, value: str) -> dt.date | None:
    """Return the day of a value by one pattern, or None where it is none."""
    try:
        return dt.date.fromisoformat(cells.date(value, PLAIN, [compiled(pattern)]))
    except UnreadableCell:
        return None


def _doubt(listed: list[str], wrong: Mapping[str, Evidence], values: Mapping[str, int]) -> str:
    """Return a sentence where values may be of two orders and none proves which."""
    for pattern in listed:
        other = mirrored(pattern)
        if pattern in wrong or other in wrong:
            continue
        doubtful = [value for value in values if day_by(pattern, value) != day_by(other, value)]
        if doubtful:
            return f"could be {pattern} or {other} in every row and is read as {pattern}, the map's first of them"
    return ""
