"""A workbook is read as the rows that it shows, and what its look hides is said."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # it has no types
import pytest

from generator.edit.crm.export.tables_of_file import tables_of
from generator.edit.crm.formats import Formats
from generator.edit.crm.importing import plan_import
from generator.edit.crm.merge.plan import ImportPlan
from generator.edit.crm.records.parts import with_parts
from generator.problems import Refused
from generator.read.files import WorkTree
from tests.edit.crm import MAP, notes, reading, said
from tests.edit.workbooks import Rows, changed, saved, workbook

SHEET = "xl/worksheets/sheet1.xml"
HEADER = ("Id", "Deal", "Stage", "Account", "Owner", "Amount", "Close")
DEAL = (7, "Big one", "Early", "Acme", "Dana", 1200.5, dt.datetime(2027, 3, 31))


def rows_of(content: bytes, formats: Formats | None = None) -> list[tuple[str, ...]]:
    """Return the cells of the one table of a workbook, its header among them."""
    (table,) = tables_of("book.xlsx", content, formats or Formats())
    return [table.header.names, *(row.cells for row in table.rows)]


def planned(folder: Path, content: bytes, by: str = MAP) -> ImportPlan:
    """Return the plan of importing a workbook."""
    map_ = reading(by)
    return plan_import(WorkTree(folder), map_, with_parts(tables_of("book.xlsx", content, map_.formats), map_))


def refusal(content: bytes) -> str:
    """Return why a workbook is refused."""
    with pytest.raises(Refused) as caught:
        tables_of("book.xlsx", content, Formats())
    return str(caught.value)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (7, "General", "7"),
        (7.0, "0.00", "7"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567.89, "#,##0.00", "1234567.89"),
        (-5, "General", "-5"),
        (0.75, "0%", "75%"),
        (0.075, "0.0%", "7.5%"),
        (123, "00000", "00123"),
        (25000, '"$"#,##0.00', "$ 25000"),
        (25000, "[$€-407] #,##0.00", "€ 25000"),
        (25000, "[$CHF-807] #,##0", "CHF 25000"),
        (25000, '#,##0 "EUR"', "EUR 25000"),
        (9.91214e15, "General", "9.91214E+15"),
        (True, "General", "TRUE"),
        (False, "General", "FALSE"),
        (dt.datetime(2027, 3, 31), "m/d/yy", "2027-03-31"),
        (dt.datetime(2027, 3, 31, 17, 5), "m/d/yy h:mm", "2027-03-31 17:05"),
        ("  Loading bay ", "General", "Loading bay"),
        ("007", "@", "007"),
        ("#N/A", "General", "#N/A"),
        (None, "General", ""),
    ],
)
def test_a_cell_is_read_as_the_value_that_it_shows(value: object, number_format: str, text: str) -> None:
    content = workbook({"Deals": [("a", "b", "c"), ("x", "y", value)]}, {"C2": number_format})
    assert rows_of(content)[1] == (("x", "y", text) if text else ("x", "y"))


def test_numbers_and_days_are_put_in_the_notation_that_the_map_reads() -> None:
    content = workbook({"Deals": [("a", "b", "c"), ("x", 1234.5, dt.datetime(2027, 3, 31))]})
    for dates, day in (("DD/MM/YYYY", "31/03/2027"), ("DD-MMM-YY", "31-Mar-27"), ("excel", "46477")):
        formats = Formats.model_validate({"dates": [dates], "decimal": ",", "thousands": "."})
        assert rows_of(content, formats)[1] == ("x", "1234,5", day)


def test_a_workbook_becomes_deals(tmp_path: Path) -> None:
    plan = planned(tmp_path, workbook({"Deals": [HEADER, DEAL]}))
    assert said(plan) == []
    assert b"amount: EUR 1,200.5" in plan.writes["acme/big-one.md"]
    assert b"close: 2027-03-31" in plan.writes["acme/big-one.md"]
    assert b'id: "7"' in plan.writes["acme/big-one.md"]


def test_each_sheet_is_a_table_and_those_that_fit_no_part_are_named(tmp_path: Path) -> None:
    companies = [("Account Id", "Company", "Sector"), ("a1", "Acme", "Rail")]
    sheets: dict[str, Rows] = {
        "Deals": [HEADER, DEAL],
        "Firms": companies,
        "Notes": [("Remember", "this", "too")],
        "Empty": [],
    }
    plan = planned(tmp_path, workbook({**sheets, "Lists": [("x",)]}, hidden=["Lists"]))
    assert [(file.file, file.part, file.rows) for file in plan.accounting.files] == [
        ("book.xlsx (Deals)", "deals", 1),
        ("book.xlsx (Firms)", "accounts", 1),
    ]
    assert [each for each in notes(plan) if "book.xlsx (Notes)" in each or "Lists" in each] == [
        "book.xlsx (Deals):1:1: note: book.xlsx (Notes) is not read: it fits no part of the map by its header",
        "book.xlsx (Deals):1:1: note: the hidden sheet 'Lists' is not read",
    ]


def test_a_merged_title_above_the_header_is_set_apart_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("Deals of the quarter",), (), ("As of today",), HEADER, (*DEAL[:5], "x", DEAL[6])):
        book.active.append(row)
    book.active.merge_cells("A1:G1")
    plan = planned(tmp_path, saved(book))
    assert "book.xlsx:1:1: note: rows above the header are a title and not read: 2" in notes(plan)
    assert [each.split(" Amount")[0] for each in said(plan)] == ["book.xlsx:5:1: row 5:"]


def test_hidden_rows_are_read_and_counted(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook({"Deals": [HEADER, DEAL, (8, *DEAL[1:])]})))
    book.active.row_dimensions[3].hidden = True
    plan = planned(tmp_path, saved(book))
    assert plan.deals.new == 2
    assert "book.xlsx:1:1: note: rows that are hidden, by a filter perhaps, are read like the others: 1" in notes(
        plan
    )


def test_a_formula_gives_its_last_value_and_one_without_is_said(tmp_path: Path) -> None:
    content = workbook({"Deals": [HEADER, (*DEAL[:5], "=600*2", DEAL[6])]})
    plan = planned(tmp_path, content)
    assert any("formulas that were never calculated are read as blank: 1" in each for each in notes(plan))
    calculated = changed(content, SHEET, lambda xml: re.sub(rb"<v ?/>|<v></v>", b"<v>1200</v>", xml))
    plan = planned(tmp_path, calculated)
    assert not any("formulas" in each for each in notes(plan))
    assert b"amount: EUR 1,200\n" in plan.writes["acme/big-one.md"]


def test_only_hidden_sheets_or_none_with_content_are_refused() -> None:
    hidden = workbook({"Shown": [], "Secret": [HEADER, DEAL]}, hidden=["Secret"])
    assert refusal(hidden) == (
        "book.xlsx:1:1: has no visible sheet with content; hidden: Secret "
        "(show the sheet with the table and save again)"
    )
    assert "has no visible sheet with content (export it again)" in refusal(workbook({"Shown": []}))


def far(cell: bytes) -> bytes:
    """Return a workbook with its first cell moved far away."""
    return changed(workbook({"D": [("a",), ("b",)]}), SHEET, lambda xml: xml.replace(b'r="A2"', b'r="' + cell + b'"'))


def test_dimensions_that_are_not_believable_are_refused_at_once() -> None:
    assert "has a cell in column 16,384 (delete what is beyond column 1,000)" in refusal(far(b"XFD2"))
    rows = changed(workbook({"D": [("a",), ("b",)]}), SHEET, lambda xml: xml.replace(b'r="2"', b'r="999999999999"'))
    assert "has more than 1,048,576 rows (save the sheet as CSV)" in refusal(rows)
    claimed = changed(
        workbook({"D": [("a", "b", "c")]}), SHEET, lambda xml: xml.replace(b'"A1:C1"', b'"A1:XFD1048576"')
    )
    assert rows_of(claimed) == [("a", "b", "c")]


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    size = 540 * 1024 * 1024
    content = changed(workbook({"D": [("a",)]}), "xl/theme/theme1.xml", lambda _: bytes(1))
    # The size that the archive declares is as much as is ever unpacked.
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/theme/theme1.xml"))
    bomb = content[: at + 24] + size.to_bytes(4, "little") + content[at + 28 :]
    assert "is larger than 512 MB once unpacked" in refusal(bomb)


def test_entities_and_damaged_parts_are_refused() -> None:
    content = workbook({"D": [("a", "b"), ("c", "d")]})
    declared = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    assert "declares entities" in refusal(changed(content, SHEET, lambda xml: declared + xml))
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    usual = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    assert "is a Strict Open XML Spreadsheet (save it as an Excel Workbook (.xlsx))" in refusal(
        changed(content, "xl/workbook.xml", lambda xml: xml.replace(usual, strict))
    )
    for part in (SHEET, "xl/workbook.xml", "xl/styles.xml"):
        assert "cannot be read as a workbook" in refusal(changed(content, part, lambda xml: xml[: len(xml) // 2]))
    assert "cut off or damaged" in refusal(content[: len(content) // 2])
