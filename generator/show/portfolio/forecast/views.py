"""The values that the forecast page prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from generator.show.page import Link
from generator.show.portfolio.home.views import Figure
from generator.show.summary.table import PrintedTable


class AmountView(NamedTuple):
    """A sum as it is printed, with the link to its deals; empty where there are none."""

    text: str
    href: str = ""


class CellView(NamedTuple):
    """A sum of one column: by the CRM's category, and beside it by that of the verdict, where there is any."""

    said: AmountView
    spoken: AmountView | None = None


class LineView(NamedTuple):
    """A line of a table: its name, a cell for each column, and what is said of its target, empty without one."""

    name: Link
    cells: tuple[CellView, ...]
    target: str = ""
    gap: str = ""
    coverage: str = ""


class TableView(NamedTuple):
    """A table of the forecast; `whole` is its last line, and `left` counts lines that are put together in one."""

    title: str
    head: str
    columns: tuple[str, ...]
    lines: tuple[LineView, ...]
    whole: LineView | None = None
    targets: bool = False
    left: str = ""


class ChangeLine(NamedTuple):
    """Changes of a line: for each column since each of the days back."""

    name: str
    cells: tuple[tuple[str, ...], ...]


class MoveLine(NamedTuple):
    """A deal that changed in the forecast, and how; the address of its link is empty where it was deleted."""

    deal: Link
    account: str
    says: str


class ChangeView(NamedTuple):
    """Changes of a quarter: the lines, and the deals behind it.

    `since` are the days that are compared with, in words; `notes` say what is not known.
    """

    title: str
    since: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[ChangeLine, ...]
    moves: tuple[MoveLine, ...]
    moves_left: str
    notes: tuple[str, ...]


class QuarterView(NamedTuple):
    """A quarter: its tables by owner, and by region and segment where any deal has one; notes on what is left out."""

    id: str
    about: str
    table: TableView
    others: tuple[TableView, ...]
    change: ChangeView
    notes: tuple[str, ...]


class CallLine(NamedTuple):
    """Deals called sure so many days before the end, and what came of them; each number leads to its deals."""

    name: str
    days: str
    called: Link
    amount: str
    won: Link
    ended: Link
    slipped: Link
    unknown: Link
    share: str


class CallTable(NamedTuple):
    """A table of the forecast against what came of it."""

    title: str
    head: str
    lines: tuple[CallLine, ...]
    left: str


class ForecastView(NamedTuple):
    """The forecast page. `unit` says the currency of all numbers without one; `mapping` what verdicts speak for.

    `news` says by section what is in the quarters that fold; `called` are the deals behind the numbers of `calls`.
    """

    unit: str
    mapping: str
    figures: tuple[Figure, ...]
    quarters: tuple[QuarterView, ...]
    news: Mapping[str, str]
    every: TableView | None
    calls: tuple[CallTable, ...]
    called: PrintedTable
    call_rows: str
    surest: str
    csv: str
    calls_csv: str
