"""The columns of a table with their values, and what kind of values these are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from generator.edit.crm import cells
from generator.edit.crm.cells import UnreadableCell
from generator.edit.crm.columns.conditions import TRUTHS
from generator.edit.crm.formats import EXCEL, Formats
from generator.edit.crm.tables import CsvTable, folded
from generator.read.yaml.characters import one_form, without_forbidden

BLANKS = frozenset({"-", "--", "---", "n/a", "#n/a", "none", "-none-", "null", "(no value)", "(blank)", "nan"})
"""Texts that mean that nothing was entered, in lower case."""
PATTERNS = (
    "YYYY-MM-DD", "YYYY/MM/DD", "YYYY.MM.DD", "MM/DD/YYYY", "DD/MM/YYYY", "DD.MM.YYYY", "DD-MM-YYYY", "MM-DD-YYYY",
    "MM/DD/YY", "DD/MM/YY", "DD.MM.YY", "MMM DD, YYYY", "DD MMM YYYY", "DD. MMM YYYY", "DD-MMM-YYYY", "DD-MMM-YY",
    EXCEL,
)  # fmt: skip
"""Date patterns that are tried, the plainest first."""
MOSTLY = 0.8
"""Share of a column's values that have to be of a kind for the column to be of it."""
MONEY = re.compile(
    r"\(?-?\s*(?P<before>[^\d\s.,+()-]{0,4})\s*"
    r"(?P<number>[+-]?\d(?:[\d.,'\u2019\s]*\d)?(?:[eE][+]?\d+)?)\s*"
    r"(?P<after>[^\d\s.,+()%-]{0,4})\)?"
)
"""A number with a currency's sign or letters before or behind it."""


class Columns:
    """Columns of a table; of two with one name, the first."""

    def __init__(self, table: CsvTable) -> None:
        """Take a table."""
        self.table = table
        self._different: dict[str, tuple[str, ...]] = {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, each once."""
        by_case: dict[str, str] = {}
        for name in filter(None, self.table.header.names):
            by_case.setdefault(folded(name), name)
        return tuple(by_case.values())

    @cached_property
    def has_rows(self) -> bool:
        """Whether the table has rows below its header."""
        return bool(self.table.rows)

    def cells(self, name: str) -> Iterator[str]:
        """Yield the cell of every row in a column, as an import reads it: on one line, without what nobody sees."""
        place = self.table.header.places[folded(name)]
        cells = (row.cells[place].strip() if place < len(row.cells) else "" for row in self.table.rows)
        return (cell if cell.isascii() and cell.isprintable() else _seen(cell) for cell in cells)

    def different(self, name: str) -> tuple[str, ...]:
        """Return the different cells of a column in the order of the rows."""
        if name not in self._different:
            self._different[name] = tuple(dict.fromkeys(self.cells(name)))
        return self._different[name]

    def values(self, name: str) -> tuple[str, ...]:
        """Return the different values of a column, blanks left out, in the order of the rows."""
        return tuple(cell for cell in self.different(name) if cell and cell.casefold() not in BLANKS)

    def blanks(self, name: str) -> tuple[str, ...]:
        """Return the texts in a column that mean that nothing was entered."""
        return tuple(cell for cell in self.different(name) if cell.casefold() in BLANKS)

    def is_key(self, name: str) -> bool:
        """Tell whether rows have different values in a column; few have none, as a line of totals does."""
        filled = [cell for cell in self.cells(name) if cell and cell.casefold() not in BLANKS]
        blank = len(self.table.rows) - len(filled)
        return bool(filled) and len(set(filled)) == len(filled) and blank <= max(1, (1 - MOSTLY) * len(filled))


def _seen(cell: str) -> str:
    return one_form(" ".join(without_forbidden(cell).split()))


def fitting(pattern: str, values: Sequence[str]) -> int:
    """Return how many values a date pattern reads."""
    formats = Formats(dates=(pattern,))
    return sum(1 for value in values if _is_date(value, formats))


def _is_date(value: str, formats: Formats) -> bool:
    try:
        return 1990 <= int(cells.date(value, formats)[:4]) <= 2100
    except (UnreadableCell, OverflowError):
        return False


def are_dates(values: Sequence[str]) -> bool:
    """Tell whether most values are dates of one pattern."""
    some = values[:200]
    return bool(some) and any(fitting(each, some) >= MOSTLY * len(some) for each in PATTERNS)


def are_amounts(values: Sequence[str]) -> bool:
    """Tell whether most values are numbers, a currency beside them or not."""
    some = values[:200]
    return bool(some) and sum(1 for each in some if MONEY.fullmatch(each)) >= MOSTLY * len(some)


def are_yes_no(values: Sequence[str]) -> bool:
    """Tell whether all values are those of a box that is ticked or not."""
    return bool(values) and all(each.casefold() in TRUTHS for each in values)
