"""A plain field of the table stands everywhere that its row says: pages, tables, exports, workbook, imports."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it has no types
import pytest

from generator.assess.portfolio.row import DealRow
from generator.model.plain_fields import PLAIN_FIELDS, PlainField
from generator.model.playbook import Surroundings
from generator.office.workbook import workbook
from generator.show.urls import page_urls
from tests.edit.crm import MAP, deals_in, imported
from tests.making import make_account, make_deal
from tests.show.markup import Element
from tests.show.portfolios import exports, page, row, surroundings
from tests.show.shown import SETTING, trees

SHARED = [field for field in PLAIN_FIELDS if field.inherited]
OPTIONAL = [field for field in PLAIN_FIELDS if field.column == "filter"]
each_shared = pytest.mark.parametrize("field", SHARED, ids=lambda field: field.key)
each_optional = pytest.mark.parametrize("field", OPTIONAL, ids=lambda field: field.key)
ENDED: dict[str, Any] = {"stage": "closed", "outcome": {"result": "won", "date": "2026-10-01"}}


def facts(tree: Element) -> dict[str, str]:
    listed = next(each for each in tree.find("dl") if "pb-facts" in each.attributes["class"])
    pairs = zip(listed.find("dt"), listed.find("dd"), strict=True)
    return {name.text: value.text for name, value in pairs}


def own(field: PlainField) -> dict[str, Any]:
    """Return what a deal says of its own."""
    return {field.key: "Ours"}


def known(**account: Any) -> Surroundings:
    return surroundings(accounts={"aldermoor": make_account(**account)})


def exported(key: str, found: DealRow, around: Surroundings) -> tuple[str | None, ...]:
    """Return what stands under a key in each of the exports of one deal."""
    files = exports([found], around)
    (line,) = csv.DictReader(io.StringIO(files[page_urls.ROWS_CSV].decode("utf-8-sig"), newline=""))
    (record,) = json.loads(files[page_urls.ROWS_JSON])["deals"]
    head, cells = openpyxl.load_workbook(io.BytesIO(workbook([found], around, SETTING)))["Deals"].iter_rows()
    sheet = {name.value: cell.value for name, cell in zip(head, cells, strict=True)}
    return (line[key] or None, record[key], sheet[key])


@each_shared
@pytest.mark.parametrize(
    ("of_deal", "of_account", "value"),
    [("Ours", "Theirs", "Ours"), ("", "Theirs", "Theirs"), ("Ours", "", "Ours"), ("", "", "")],
)
def test_what_the_deal_says_counts_before_what_its_account_says(
    field: PlainField, of_deal: str, of_account: str, value: str
) -> None:
    around = known(**{field.key: of_account})
    deal: dict[str, Any] = {field.key: of_deal}
    shown = facts(trees(make_deal(**deal), around)[""])
    found = row(around, **deal)
    assert (shown.get(field.label, ""), found.plain.get(field.key, "")) == (value, value)
    assert exported(field.key, found, around) == (value or None,) * 3


@each_shared
def test_the_accounts_page_shows_the_accounts_own(field: PlainField) -> None:
    around = known(**{field.key: "Theirs"})
    shown = facts(page(page_urls.account("aldermoor"), [row(around, **own(field))], around))
    assert shown[field.label] == "Theirs"


@each_optional
def test_a_table_has_a_field_on_request_and_filters_it_where_any_of_its_deals_has_a_value(field: PlainField) -> None:
    rows = [row(**own(field)), row(path="aldermoor/done.md", **ENDED)]
    live, ended = (
        page(address, rows).one("div", class_="pb-deals") for address in (page_urls.DEALS, page_urls.CLOSED)
    )
    cells = {name: table.find("td", data_col=field.key)[0] for name, table in (("open", live), ("closed", ended))}
    assert (cells["open"].text, "hidden" in cells["open"].attributes) == ("Ours", True)
    assert (cells["closed"].text, "hidden" in cells["closed"].attributes) == ("", True)
    assert (len(live.find("select", name=field.key)), len(ended.find("select", name=field.key))) == (1, 0)


def test_a_field_of_the_table_is_imported_for_a_deal_and_for_an_account_and_begins_their_files(
    tmp_path: Path,
) -> None:
    columns = [field.label for field in SHARED]
    named = "".join(f"    {field.key}: {field.label}\n" for field in SHARED)
    by = MAP.replace("    owner: Owner\n", f"    owner: Owner\n{named}").replace(
        "  fields: {title: Company, industry: Sector}\n", f"  fields:\n    title: Company\n{named}"
    )
    values = ",".join(f"{column} here" for column in columns)
    deals = f"Id,Deal,Stage,Account Id,Owner,{','.join(columns)}\n1,Big,Early,A1,Dana,{values}\n"
    accounts = f"Account Id,Company,Sector,{','.join(columns)}\nA1,Acme,,{values}\n"
    imported(tmp_path, deals, accounts, by=by)
    deal = deals_in(tmp_path)["acme/big"]
    lines = [f"{field.key}: {field.label} here" for field in SHARED]
    assert [getattr(deal, field.key) for field in SHARED] == [f"{column} here" for column in columns]
    written = (tmp_path / "deals/acme/big.md").read_text().splitlines()
    assert written[3 : 4 + len(lines)] == ["owner: Dana", *lines]
    assert (tmp_path / "deals/acme/index.md").read_text().splitlines()[2 : 2 + len(lines)] == lines
