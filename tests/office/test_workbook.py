"""The workbook, read by openpyxl: numbers, days and text are what they are, and nothing is a formula."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it has no types
import pytest

from generator.assess.portfolio.row import DealRow
from generator.office.workbook import workbook
from generator.show.summary.portfolio_files import COLUMNS
from tests.making import rated
from tests.show.portfolios import GOOD, harmed_sample, row, sample_rows, surroundings
from tests.show.shown import SETTING, around, sample

OFFER = {"what": "=Send the offer", "owner": "Dana Reyes", "due": "2026-11-16"}


def read(rows: Sequence[DealRow]) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(rows, surroundings(), SETTING)))


def deal(**changes: Any) -> dict[str, Any]:
    head, line = read([row(**changes)])["Deals"].iter_rows()
    return {name.value: cell for name, cell in zip(head, line, strict=True)}


def test_cells_have_their_types() -> None:
    cells = deal(amount="EUR 1,200,000.50", close="2027-03-31", assessment=rated(around().method, GOOD))
    assert tuple(cells) == COLUMNS
    assert (cells["amount"].value, cells["amount"].data_type) == (1_200_000.5, "n")
    assert (cells["close"].value, cells["close"].is_date) == (dt.datetime(2027, 3, 31), True)
    assert (cells["winnable_low"].value, cells["winnable"].value, cells["winnable_high"].value) == (46.7, 66.7, 86.7)
    assert (cells["account"].value, cells["account"].data_type) == ("Aldermoor Bank", "s")
    assert cells["forecast"].value is None


def test_a_whole_number_shows_no_point_and_every_heading_has_room() -> None:
    cells = deal(amount="EUR 1,200,000", assessment=rated(around().method, GOOD))
    assert "." not in cells["amount"].number_format
    assert "." in cells["winnable"].number_format
    sheet = read([row()])["Deals"]
    widths = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]}
    assert all(width > len(name) for name, width in widths.items())


@pytest.mark.parametrize("text", ['=HYPERLINK("http://evil.example","x")', "{=1+1}", "@SUM(A1)", "+1", "-1", "1e5"])
def test_text_is_text_and_never_a_formula_a_number_or_a_link(text: str) -> None:
    title = deal(title=text)["title"]
    assert (title.value, title.data_type, title.hyperlink) == (text, "s", None)


def test_an_address_is_text_too() -> None:
    assert deal(owner="https://evil.example/")["owner"].hyperlink is None


def test_the_open_actions_have_a_sheet() -> None:
    head, line = read([row(plan={"actions": {"offer": OFFER}})])["Actions"].iter_rows(values_only=True)
    assert head == ("deal", "account", "what", "owner", "due")
    assert line[2:] == ("=Send the offer", "Dana Reyes", dt.datetime(2026, 11, 16))


def test_the_forecast_has_a_sheet_of_numbers() -> None:
    sheets = read([row(owner="=Dana", amount="EUR 50,000.50", close="2026-12-18", crm={"forecast": "commit"})])
    head, whole, owner, *_ = sheets["Forecast"].iter_rows()
    cells = {name.value: cell for name, cell in zip(head, owner, strict=True)}
    assert (cells["quarter"].value, cells["by"].value, cells["name"].value) == ("2026 Q4", "owner", "=Dana")
    assert (cells["crm_commit"].value, cells["crm_commit"].data_type) == (50_000.5, "n")
    assert (cells["verdict_pipeline"].value, cells["open_change_7"].value) == (50_000.5, None)
    assert whole[1].value == "all"
    assert sheets["Forecast outcome"].max_row == 1


def test_it_says_as_of_when_and_by_which_method() -> None:
    about = dict(read([row()])["About"].iter_rows(min_row=2, values_only=True))
    assert about["As of"] == dt.datetime(2026, 11, 23)
    assert about["Deals"] == 1


def test_the_same_deals_give_the_same_bytes_and_a_harmed_sample_a_sound_file() -> None:
    known = sample().surroundings
    assert workbook(sample_rows(), known, SETTING) == workbook(sample_rows()[::-1], known, SETTING)
    rows, known = harmed_sample()
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(rows, known, SETTING)))["Deals"]
    assert sheet.max_row == len(rows) + 1
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n", "d"}


def test_a_day_before_there_were_days_is_written_as_text_and_a_long_text_is_cut() -> None:
    assert deal(close="0999-03-31")["close"].value == "0999-03-31"
    assert len(deal(title="x" * 40_000)["title"].value) == 32_767
