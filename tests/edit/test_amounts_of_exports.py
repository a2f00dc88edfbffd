"""Amounts as CRMs and spreadsheets write them, from the export to the deal file."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.problems import Refused
from tests.edit.crm import FAILING, MAP, deals_in, fates, imported, notes, reading, said
from tests.edit.test_maps import SALESFORCE

HEADER = "Id,Deal,Stage,Account,Amount,Currency\n"


def amount_of(folder: Path, cell: str, currency: str = "", by: str = MAP) -> str:
    """Return the amount that a deal gets from a cell and the one of its currency."""
    imported(folder, f'{HEADER}1,One,Early,Acme,"{cell}",{currency}\n', by=by)
    return str(deals_in(folder)["acme/one"].amount)


def test_the_biggest_deals_of_salesforces_bulk_export_are_read(tmp_path: Path) -> None:
    plan = imported(tmp_path, (FAILING / "sci/Opportunity.csv").read_text(), by=SALESFORCE)
    (deal,) = deals_in(tmp_path).values()
    assert (str(deal.amount), said(plan), fates(plan)) == ("USD 12,500,000", [], [(1, 0, 0, 0, 0)])


def test_a_blank_between_thousands_is_read_from_the_map_and_without_it(tmp_path: Path) -> None:
    by = (FAILING / "thousands/m.yml").read_text()
    imported(tmp_path, (FAILING / "thousands/d.csv").read_text(), by=by)
    (deal,) = deals_in(tmp_path).values()
    assert str(deal.amount) == "EUR 1,234.50"
    assert reading(by).formats.apart == " "
    assert reading(by.replace(', thousands: " "', "")).formats.apart == "."


@pytest.mark.parametrize("written", ['" "', "' '", '"  "', '"\u00a0"'])
def test_a_blank_is_a_sign_however_it_is_written(written: str) -> None:
    by = MAP.replace("currency: EUR,", f"currency: EUR, decimal: ',', thousands: {written},")
    assert reading(by).formats.thousands == " "


def test_signs_that_are_alike_are_a_mistake_of_the_map() -> None:
    with pytest.raises(Refused, match="has ',' as the decimal sign and between thousands"):
        reading(MAP.replace("currency: EUR,", "currency: EUR, decimal: ',', thousands: ',',"))


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u2009", "\u202f", "\u2007", "'", "\u2019"])
def test_blanks_and_apostrophes_are_signs_between_thousands(tmp_path: Path, blank: str) -> None:
    assert amount_of(tmp_path, f"1{blank}234{blank}567.50") == "EUR 1,234,567.50"


def test_an_amount_with_two_readings_is_left_out_and_so_is_one_that_a_filter_asks_for(tmp_path: Path) -> None:
    plan = imported(tmp_path, HEADER + "1,One,Early,Acme,25.000,\n")
    assert deals_in(tmp_path)["acme/one"].amount is None
    (line,) = said(plan)
    assert line == (
        "export1.csv:2:1: row 2: Amount can be read as 25 or 25,000: '25.000'; amount is left out "
        "(write decimal and thousands in the map's formats)"
    )
    by = MAP.replace("  headers: [Deal, Stage]\n", "  headers: [Deal, Stage]\n  only: {Amount: {at_least: 100}}\n")
    assert (
        "Amount can be read in two ways: '25.000'"
        in said(imported(tmp_path, HEADER + "2,Two,Early,Acme,25.000,\n", by=by))[1]
    )


@pytest.mark.parametrize("currency", ["Euro", "€", "eur", "EUR - Euro"])
def test_a_column_names_the_currency_by_name_or_sign(tmp_path: Path, currency: str) -> None:
    assert amount_of(tmp_path, "5", currency, MAP.replace("currency: EUR", "currency: USD")) == "EUR 5"


def test_a_number_that_a_spreadsheet_rounded_is_noted(tmp_path: Path) -> None:
    plan = imported(tmp_path, HEADER + "1,One,Early,Acme,1.25E+07,EUR\n")
    assert any(
        "amount looks rounded by a spreadsheet and is taken as it stands: '1.25E+07'" in note for note in notes(plan)
    )
