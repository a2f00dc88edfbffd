"""The portfolio as a workbook: deals, the forecast, open actions, and about itself; text is only text."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import xlsxwriter  # type: ignore[import-untyped]  # it has no types

from generator.assess.portfolio.calls import call_records
from generator.assess.portfolio.forecast import forecast_of
from generator.assess.portfolio.forecast_deal import forecast_deal
from generator.assess.portfolio.row import DealRow
from generator.history.deleted import DeletedDeal
from generator.model.playbook import Surroundings
from generator.model.who import respelled
from generator.show.page import Setting
from generator.show.portfolio.forecast.files import calls_table, forecast_table
from generator.show.summary import meetings
from generator.show.summary.actions import earliest_first, tasks_of
from generator.show.summary.deleted import deleted_of_forecast
from generator.show.summary.portfolio_files import COLUMNS, Cell, csv_cells

TYPED: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST: Final = 32_767
"""Characters that a cell can hold."""
FIRST_YEAR: Final = 1900
"""Day before which Excel has no dates, so they are written as text."""
WIDE: Final = {"title": 34, "account": 32, "deal": 30, "what": 70, "competitors": 30, "partners": 30, "owner": 20}
USUAL: Final = 13
FILTER_ARROW: Final = 4
ACROSS: Final = 170
"""Widths in characters; a heading needs room for the arrow of its filter."""
WHOLE, BROKEN = "#,##0_ ", "#,##0.0#_ "
"""Formats of numbers, with a little air before the text of the next column."""

Written = Cell | dt.date


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its columns and rows, a cell for each column."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Mapping[str, Written]]


@dataclass(frozen=True, slots=True)
class Forms:
    """Formats of days, whole numbers and fractions."""

    date: xlsxwriter.format.Format
    whole: xlsxwriter.format.Format
    broken: xlsxwriter.format.Format


def workbook(
    rows: Sequence[DealRow], surroundings: Surroundings, setting: Setting, deleted: Sequence[DeletedDeal] = ()
) -> bytes:
    """Return the portfolio as an .xlsx file, the same bytes for the same deals on the same day.

    `deleted` are the deals whose files were deleted lately: they count in the changes of the forecast.
    """
    ordered = sorted(rows, key=lambda row: row.identity)
    return _written(
        [
            Sheet("Deals", COLUMNS, (_deal(row, surroundings) for row in ordered)),
            *_forecast(ordered, surroundings, setting, deleted),
            Sheet("Actions", ("deal", "account", "what", "owner", "due"), _actions(ordered, surroundings)),
            Sheet(
                "Meetings",
                meetings.COLUMNS,
                (each for row in ordered for each in meetings.meeting_rows(row, surroundings)),
            ),
            Sheet("About", ("what", "is"), _about(ordered, surroundings, setting)),
        ],
        setting,
    )


def _forecast(
    rows: Sequence[DealRow], surroundings: Surroundings, setting: Setting, deleted: Sequence[DeletedDeal]
) -> Iterator[Sheet]:
    method, names = surroundings.method, respelled(row.owner for row in rows if row.owner)
    deals = [forecast_deal(row, method, surroundings.members, setting.today) for row in rows]
    gone = deleted_of_forecast(deleted, method, surroundings.members, setting.today)
    forecast = forecast_of([*deals, *gone], surroundings, names, setting.today)
    for name, table in (
        ("Forecast", forecast_table(forecast, method)),
        ("Forecast outcome", calls_table(call_records(deals, names))),
    ):
        yield Sheet(name, table.columns, table.rows)


def _deal(row: DealRow, surroundings: Surroundings) -> Mapping[str, Written]:
    ended = row.outcome.date if row.outcome else None
    return {**csv_cells(row, surroundings), "close": row.close, "ended": ended, "last_contact": row.contact}


def _actions(rows: Sequence[DealRow], surroundings: Surroundings) -> Iterator[Mapping[str, Written]]:
    for task in earliest_first(task for row in rows for task in tasks_of(row, surroundings)):
        yield {
            "deal": task.identity,
            "account": task.account,
            "what": task.what,
            "owner": task.owner,
            "due": task.due,
        }


def _about(rows: Sequence[DealRow], surroundings: Surroundings, setting: Setting) -> Iterator[Mapping[str, Written]]:
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
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E4EFF8"})
        forms = Forms(
            book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            book.add_format({"num_format": WHOLE}),
            book.add_format({"num_format": BROKEN}),
        )
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            widths = [WIDE.get(name, max(USUAL, len(name) + FILTER_ARROW)) for name in sheet.columns]
            for column, (name, width) in enumerate(zip(sheet.columns, widths, strict=True)):
                page.write_string(0, column, name, head)
                page.set_column(column, column, width)
            last = _fill(page, sheet, forms)
            page.freeze_panes(1, 1)
            page.autofilter(0, 0, last, len(sheet.columns) - 1)
            _for_paper(page, fits=sum(widths) <= ACROSS)
    return content.getvalue()


def _fill(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet, forms: Forms) -> int:
    """Write the rows and return the place of the last one."""
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        for column, name in enumerate(sheet.columns):
            match row[name]:
                case None | "":
                    continue
                case int() | float() as figure:
                    page.write_number(last, column, figure, forms.whole if figure == int(figure) else forms.broken)
                case dt.date() as day if day.year >= FIRST_YEAR:
                    page.write_datetime(last, column, _at_midnight(day), forms.date)
                case text:
                    page.write_string(last, column, str(text)[:LONGEST])
    return last


def _for_paper(page: xlsxwriter.worksheet.Worksheet, *, fits: bool) -> None:
    """Set up a sheet for printing across, with its headings on every page; one page wide where it `fits`."""
    page.set_landscape()
    page.repeat_rows(0)
    if fits:
        page.fit_to_pages(1, 0)
    else:
        page.repeat_columns(0)


def _at_midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())
