"""Tables that the script sorts and filters: columns, cells, the rows that a page holds, and the rest as a file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from generator.model.method import Currencies
from generator.show.page import Setting
from generator.show.text import values
from generator.show.urls import page_urls
from generator.storage.compact_json import compact

FIRST_ROWS: Final = 50
"""Number of rows that a page holds by itself; the script fetches the others, and the CSV holds them all."""

GROUPS: Final = frozenset({"owner", "account", "quarter", "verdict", "stage", "family", "rule", "when"})
"""Keys of columns by whose values rows may be put in groups."""

NONE: Final = "(none)"
"""The choice of a filter for rows without a value."""
ANY: Final = "(any)"
"""The choice of a filter for rows with any."""

Kind = Literal["link", "text", "number", "score", "verdict", "list", "count"]
Sort = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `shown` from the start or on request; `filtered` where the script offers a choice of its values.

    Of a `quiet` one it does so where the address asks for a value, of a `second` one where more are asked for.
    Where a row is a card, on a phone, the label of a `named` one stands before its values.
    """

    key: str
    label: str
    kind: Kind
    shown: bool = True
    filtered: bool = False
    named: bool = False
    quiet: bool = False
    second: bool = False

    @property
    def right(self) -> bool:
        """Whether its cells stand on the right, as figures do."""
        return self.kind in ("number", "score", "count")


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell. `sort` orders the column; `small` is the second line.

    `word` is the key of a verdict or an outcome, `items` are the values of a list; `link` is relative to the top of
    the site.
    """

    text: str = ""
    sort: Sort = None
    small: str = ""
    link: str = ""
    word: str = ""
    items: tuple[str, ...] = ()


EMPTY: Final = Cell()
PARTS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "link": ("text", "link"),
    "text": ("text", "sort"),
    "number": ("text", "sort", "small"),
    "score": ("text", "sort", "small"),
    "verdict": ("text", "sort", "word"),
    "count": ("text", "sort", "link"),
}
"""The parts of a cell in JSON by the kind of its column; of a list they are its items."""


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table ready to print: the first rows, and how many there are in all.

    Links in its cells are relative to the top of the site, to which `top` leads from the page.
    `compare` is the page that compares what the rows are of, empty where none does.
    `rates` tells the script, as JSON, the base currency and what one unit of each currency is worth in it; empty
    where there is none.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]
    total: int
    rates: str = ""
    top: str = ""
    compare: str = ""

    @property
    def rest(self) -> int:
        """Number of rows that the page leaves to the script."""
        return self.total - len(self.rows)

    @property
    def groups(self) -> tuple[Column, ...]:
        """Columns by which the script can group the rows."""
        return tuple(column for column in self.columns if column.key in GROUPS and column.filtered)

    @property
    def pattern(self) -> Mapping[str, Cell]:
        """A row of slots, from which the script makes rows."""
        return {column.key: pattern_cell(column.kind) for column in self.columns}


def day_cell(day: dt.date | None) -> Cell:
    """Return a day as people write it, sorted by the calendar."""
    return Cell(values.day(day), day.isoformat()) if day else EMPTY


def number_cell(number: int) -> Cell:
    """Return a count."""
    return Cell(str(number), number)


def packed(cell: Cell, kind: Kind) -> object:
    """Return a cell as JSON has it: its parts in the order of PARTS without empty ones at the end.

    A text alone stands for itself, a list for its items; an empty cell is None.
    """
    if kind == "list":
        return list(cell.items) or None
    parts = [getattr(cell, part) for part in PARTS[kind]]
    while parts and parts[-1] in ("", None):
        parts.pop()
    return parts[0] if len(parts) == 1 else parts or None


def with_owner(line: str, columns: Sequence[Column], owner: str, key: str = "owner") -> str:
    """Return the cells of a row as JSON with another name for its owner, or for that in the column of this key."""
    cells = json.loads(line)
    cells[[column.key for column in columns].index(key)] = packed(Cell(owner), "text")
    return compact(cells)


def cell_of(parts: Any, kind: Kind) -> Cell:
    """Return the cell that a column of this kind has for its parts in JSON."""
    if kind == "list":
        return Cell(items=tuple(parts or ()))
    given = parts if isinstance(parts, list) else [parts] if parts else []
    return Cell(**dict(zip(PARTS[kind], given, strict=False)))


def pattern_cell(kind: Kind) -> Cell:
    """Return a cell whose parts are slots: `{0}` for the first part in JSON, `{*}` for each item of a list."""
    return Cell(items=("{*}",)) if kind == "list" else cell_of([f"{{{n}}}" for n in range(len(PARTS[kind]))], kind)


def table_of(
    name: str,
    columns: Sequence[Column],
    lines: Sequence[str],
    setting: Setting,
    here: str,
    currencies: Currencies | None = None,
) -> PrintedTable:
    """Return the table with the rows that the page at `here` holds: all where no script can fetch the others."""
    held = lines[:FIRST_ROWS] if setting.directory_addresses else lines
    keys = [column.key for column in columns]
    rows = [dict(zip(keys, json.loads(line), strict=True)) for line in held]
    return printed_table(name, columns, rows, len(lines), here, rates_for_script(currencies))


def printed_table(
    name: str, columns: Sequence[Column], rows: Iterable[Mapping[str, object]], total: int, here: str, rates: str = ""
) -> PrintedTable:
    """Return the table with these rows, cells in JSON by the key of their column, of a total number of rows."""
    cells = ({each.key: cell_of(row.get(each.key), each.kind) for each in columns} for row in rows)
    return PrintedTable(name, tuple(columns), tuple(cells), total, rates, page_urls.top(here))


def rates_for_script(currencies: Currencies | None) -> str:
    """Return the base currency and the rates into it as JSON, the base first; empty where there is no base."""
    if currencies is None:
        return ""
    rates = {code: f"{each.rate:f}" for code, each in currencies.rates.items() if code != currencies.base}
    return compact({currencies.base: "1", **rates})


def rows_file(tables: Iterable[tuple[str, Sequence[Column], Sequence[str]]]) -> bytes:
    """Return the file that the script fetches for the rows that a page does not hold: tables with their lines."""
    named = (
        f'"{name}":{{"columns":{compact([column.key for column in columns])},"rows":[{",".join(rows)}]}}'
        for name, columns, rows in tables
    )
    return f'{{"format":1,{",".join(named)}}}'.encode()
