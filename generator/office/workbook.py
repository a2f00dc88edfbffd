"""The portfolio as a workbook: a sheet of deals, one of open actions, one that says what it is; text is only text."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import xlsxwriter  # type: ignore[import-untyped]

from generator.assess.row import Row
from generator.model.playbook import Surroundings
from generator.show.exports import COLUMNS, Cell, csv_cells
from generator.show.feeds import open_tasks
from generator.show.names import account_name
from generator.show.page import Setting

TYPED: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST: Final = 32_767
"""Characters that a cell can hold."""
FIRST_YEAR: Final = 1900
"""Before it Excel has no dates, so they are written as text."""
WIDE: Final = {"title": 34, "account": 26, "deal": 30, "what": 60, "competitors": 30, "partners": 30, "owner": 20}
USUAL: Final = 13

Written = Cell | dt.date


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its columns and rows, a cell for each column."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Mapping[str, Written]]


def workbook(rows: Sequence[Row], surroundings: Surroundings, setting: Setting) -> bytes:
    """Return the portfolio as an .xlsx file, the same bytes for the same deals on the same day."""
    ordered = sorted(rows, key=lambda row: row.identity)
    return _written(
        [
            Sheet("Deals", COLUMNS, (_deal(row, surroundings) for row in ordered)),
            Sheet("Actions", ("deal", "account", "what", "owner", "due"), _actions(ordered, surroundings)),
            Sheet("About", ("what", "is"), _about(ordered, surroundings, setting)),
        ],
        setting,
    )


def _deal(row: Row, surroundings: Surroundings) -> Mapping[str, Written]:
    return {**csv_cells(row, surroundings), "close": row.close}


def _actions(rows: Sequence[Row], surroundings: Surroundings) -> Iterator[Mapping[str, Written]]:
    for task in open_tasks(rows):
        yield {
            "deal": task.row.identity,
            "account": account_name(surroundings, task.row.account),
            "what": task.action.what,
            "owner": task.owner,
            "due": task.action.due,
        }


def _about(rows: Sequence[Row], surroundings: Surroundings, setting: Setting) -> Iterator[Mapping[str, Written]]:
    yield {"what": "Playbook", "is": setting.site_name}
    yield {"what": "As of", "is": setting.today}
    yield {"what": "Method", "is": surroundings.method.name}
    yield {"what": "Deals", "is": len(rows)}
    if setting.commit:
        yield {"what": "Commit", "is": setting.commit.id}


def _written(sheets: Iterable[Sheet], setting: Setting) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, **TYPED}) as book:
        book.set_properties({"title": setting.site_name, "created": _at_midnight(setting.today)})
        head = book.add_format({"bold": True, "bottom": 1})
        date = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        number = book.add_format({"num_format": "#,##0.##"})
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.name), sheet, head, date, number)
    return content.getvalue()


def _fill(
    page: xlsxwriter.worksheet.Worksheet,
    sheet: Sheet,
    head: xlsxwriter.format.Format,
    date: xlsxwriter.format.Format,
    number: xlsxwriter.format.Format,
) -> None:
    last = 0
    for column, name in enumerate(sheet.columns):
        page.write_string(0, column, name, head)
        page.set_column(column, column, WIDE.get(name, USUAL))
    for last, row in enumerate(sheet.rows, 1):
        for column, name in enumerate(sheet.columns):
            match row[name]:
                case None | "":
                    continue
                case int() | float() as figure:
                    page.write_number(last, column, figure, number)
                case dt.date() as day if day.year >= FIRST_YEAR:
                    page.write_datetime(last, column, _at_midnight(day), date)
                case text:
                    page.write_string(last, column, str(text)[:LONGEST])
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)


def _at_midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())
