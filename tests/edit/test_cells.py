"""Cells in the formats that CRMs write become values as a deal file has them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edit.crm import cells
from generator.edit.crm.cells import UnreadableCell
from generator.edit.crm.formats import Formats
from generator.model import text
from generator.model.money import exact, signed_money
from generator.problems import Guesses
from generator.read.yaml.characters import FORBIDDEN


def formats(**changes: Any) -> Formats:
    return Formats.model_validate(changes)


GERMAN = formats(decimal=",", thousands=".", currency="EUR")
AMERICAN = formats(currency="USD", symbols={"$": "USD", "£": "GBP"})


@pytest.mark.parametrize(
    ("pattern", "cell", "day"),
    [
        ("YYYY-MM-DD", "2026-03-07T21:00:00.000+0000", "2026-03-07"),
        ("YYYY-MM-DD", "2026-03-07 09:30", "2026-03-07"),
        ("DD/MM/YYYY", "02/03/2026", "2026-03-02"),
        ("MM/DD/YYYY", "02/03/2026", "2026-02-03"),
        ("MM/DD/YY", "2/3/24 08:55 PM", "2024-02-03"),
        ("DD.MM.YYYY", "31.12.2026", "2026-12-31"),
        ("MMM DD, YYYY", "Sep 12, 2026", "2026-09-12"),
        ("DD MMM YYYY", "12 September 2026", "2026-09-12"),
        ("DD MMM YYYY", "12 Sept. 2026", "2026-09-12"),
        ("DD. MMM YYYY", "31. März 2027", "2027-03-31"),
        ("DD. MMM YY", "31. Okt. 26", "2026-10-31"),
        ("DD MMM YYYY", "1 févr. 2027", "2027-02-01"),
        ("DD MMM YYYY", "3 décembre 2026", "2026-12-03"),
        ("DD de MMM de YYYY", "31 de marzo de 2027", "2027-03-31"),
        ("DD MMM YYYY", "5 gennaio 2027", "2027-01-05"),
        ("DD-MMM-YYYY", "09-mrt-2027", "2027-03-09"),
        ("DD MMM YYYY", "9 października 2026", "2026-10-09"),
        ("DD MMM YYYY", "9 toukokuuta 2027", "2027-05-09"),
        ("excel", "45631", "2024-12-05"),
        ("excel", "45631.75", "2024-12-05"),
    ],
)
def test_dates_are_read_by_their_pattern(pattern: str, cell: str, day: str) -> None:
    assert cells.date(cell, formats(dates=[pattern])) == day


def test_the_first_pattern_that_fits_counts() -> None:
    assert cells.date("05/06/2026", formats(dates=["YYYY-MM-DD", "DD/MM/YYYY", "MM/DD/YYYY"])) == "2026-06-05"


@pytest.mark.parametrize("cell", ["1989-12-31", "2101-01-01", "0027-03-31", "20270-03-31", "1900-01-01"])
def test_a_day_out_of_our_time_is_refused(cell: str) -> None:
    with pytest.raises(UnreadableCell, match=r"is not (in the years 1990 to 2100|a date)"):
        cells.date(cell, formats())
    with pytest.raises(UnreadableCell, match="is not in the years"):
        cells.date("32000", formats(dates=["excel"]))


@pytest.mark.parametrize("word", ["Maybe", "Marzipan", "listopad", "x"])
def test_a_month_that_no_language_or_more_than_one_has_is_not_guessed_at(word: str) -> None:
    with pytest.raises(UnreadableCell, match="names no month"):
        cells.date(f"12 {word} 2026", formats(dates=["DD MMM YYYY"]))


@pytest.mark.parametrize("cell", ["2026-02-30", "13/13/2026", "tomorrow", "45631", "2026-3", "2026-03-07x"])
def test_what_is_no_date_is_not_guessed_at(cell: str) -> None:
    with pytest.raises(UnreadableCell, match="is not a da"):
        cells.date(cell, formats(dates=["YYYY-MM-DD", "DD/MM/YYYY"]))


@pytest.mark.parametrize(
    ("cell", "how", "amount"),
    [
        ("1234", AMERICAN, "USD 1,234"),
        ("1234.50", AMERICAN, "USD 1,234.50"),
        ("1,234,567", AMERICAN, "USD 1,234,567"),
        ("$12,400.00", AMERICAN, "USD 12,400"),
        ("USD 485,000.00", AMERICAN, "USD 485,000"),
        ("485,000.00 EUR", AMERICAN, "EUR 485,000"),
        ("£7", AMERICAN, "GBP 7"),
        ("(1,200)", AMERICAN, "USD -1,200"),
        ("-$5", AMERICAN, "USD -5"),
        ("0.123456", AMERICAN, "USD 0.12"),
        ("1234.567", AMERICAN, "USD 1,234.5670"),
        ("1.234,56", GERMAN, "EUR 1,234.56"),
        ("1.234", GERMAN, "EUR 1,234"),
        ("1\u202f234,5", formats(decimal=",", thousands=" ", currency="EUR"), "EUR 1,234.50"),
        ("1’234.50", formats(thousands="'", currency="CHF"), "CHF 1,234.50"),
        ("1.25E7", AMERICAN, "USD 12,500,000"),
        ("1.6147805824397E13", AMERICAN, "USD 16,147,805,824,397"),
        ("2.5e+06", AMERICAN, "USD 2,500,000"),
        ("1,25E7", GERMAN, "EUR 12,500,000"),
        ("1.5E-1", AMERICAN, "USD 0.15"),
        ("-1E3", AMERICAN, "USD -1,000"),
        ("\u2212250", AMERICAN, "USD -250"),
        ("1 234 567.50", AMERICAN, "USD 1,234,567.50"),
        ("1\u00a0234", AMERICAN, "USD 1,234"),
        ("1\u2009234", GERMAN, "EUR 1,234"),
        ("1 234,50 €", GERMAN, "EUR 1,234.50"),
        ("12'345.60", AMERICAN, "USD 12,345.60"),
        ("CHF 1’250’000", AMERICAN, "CHF 1,250,000"),
        ("0.125", AMERICAN, "USD 0.1250"),
        ("25,000", AMERICAN, "USD 25,000"),
        ("€25", formats(), "EUR 25"),
        ("25 Euro", formats(), "EUR 25"),
        ("usd 25", formats(), "USD 25"),
    ],
)
def test_amounts_are_read_by_their_separators_and_carry_their_currency(cell: str, how: Formats, amount: str) -> None:
    assert cells.amount(cell, how) == amount
    assert exact(signed_money(amount)) == amount


@pytest.mark.parametrize(
    ("cell", "how", "says"),
    [
        ("1.234,56", AMERICAN, "is not a number"),
        ("12,34", AMERICAN, "is not a number"),
        ("much", AMERICAN, "is not an amount"),
        ("1234", formats(), "has no currency"),
        ("$5", GERMAN, "the map does not name: '\\$'"),
        ("EUR 5 USD", AMERICAN, "names two currencies"),
        ("25.000", AMERICAN, "can be read as 25 or 25,000"),
        ("(25.000)", AMERICAN, "can be read as -25,000 or -25"),
        ("1.234", AMERICAN, "can be read as 1.234 or 1,234"),
        ("25,000", GERMAN, "can be read as 25 or 25,000"),
        ("1 23", AMERICAN, "is not a number"),
        ("1'234,567.5", AMERICAN, "is not a number"),
        ("1E15", AMERICAN, "is a quadrillion or more"),
        ("1E99", AMERICAN, "is a quadrillion or more"),
        ("1E999", AMERICAN, "is not a number"),
        ("1,2E3", AMERICAN, "is not a number"),
        *((f"5{scale}", AMERICAN, "is shortened by") for scale in ("k", "M", " MIO", " Mio. EUR", "k€", " bn USD")),
        *((cell, AMERICAN, "is shortened by") for cell in ("EUR 5k", "USD 1.2 million", "EUR 5 Mio.", "T€ 5")),
        *((f"5 {rate}", AMERICAN, "is no sum") for rate in ("EUR/month", "EUR per year", "USD p.a.", "%")),
        ("5 EUR monthly", AMERICAN, "is no sum"),
        ("5 Dollar", GERMAN, "the map does not name: 'Dollar'"),
    ],
)
def test_an_amount_that_could_mean_another_is_not_guessed_at(cell: str, how: Formats, says: str) -> None:
    with pytest.raises(UnreadableCell, match=says):
        cells.amount(cell, how)


def test_only_a_field_that_may_be_less_than_nothing_takes_a_negative_amount() -> None:
    assert cells.amount("(5)", AMERICAN, signed=True) == "USD -5"
    with pytest.raises(UnreadableCell, match="is less than nothing"):
        cells.amount("(5)", AMERICAN, signed=False)


def test_a_currency_column_goes_before_the_constant_but_not_against_the_cell() -> None:
    assert cells.amount("5", AMERICAN, "EUR") == "EUR 5"
    with pytest.raises(UnreadableCell, match="names two currencies: EUR and USD"):
        cells.amount("USD 5", AMERICAN, "EUR")


@pytest.mark.parametrize(
    ("column", "code"),
    [
        *((name, "EUR") for name in ("Euro", "Euros", "€", "eur", "EUR - Euro", "EUR (€)")),
        *((name, "USD") for name in ("US Dollar", "usd", "US$", "US-Dollar", "dollar des États-Unis")),
        *((name, "GBP") for name in ("British Pound", "£")),
        *[("Schweizer Franken", "CHF"), ("zł", "PLN"), ("Danish Krone", "DKK")],
    ],
)
def test_a_currency_column_holds_codes_names_and_signs(column: str, code: str) -> None:
    assert cells.amount("5", formats(), column) == f"{code} 5"


@pytest.mark.parametrize("column", ["$", "Dollar", "Krone", "Pound", "XXY", "money", "EUR USD"])
def test_a_currency_that_several_countries_or_none_has_is_not_guessed_at(column: str) -> None:
    with pytest.raises(UnreadableCell, match="a currency that the map does not name"):
        cells.amount("5", AMERICAN.model_copy(update={"symbols": {}}), column)


@pytest.mark.parametrize(
    ("cell", "how", "share"),
    [
        ("75", formats(), "75%"),
        ("75%", formats(percents="fraction"), "75%"),
        ("12.50 %", formats(), "12.5%"),
        ("0.75", formats(percents="fraction"), "75%"),
        ("100", formats(), "100%"),
    ],
)
def test_percentages_are_read_as_the_map_says(cell: str, how: Formats, share: str) -> None:
    assert cells.share(cell, how) == share
    assert text.percent(share) >= 0


def test_a_web_address_without_a_scheme_gets_one_and_a_script_gets_nowhere() -> None:
    assert cells.address("www.example.com") == "https://www.example.com"
    with pytest.raises(UnreadableCell, match="is not a web address"):
        cells.address("javascript:alert(1)")


def test_suggestions_end_when_the_allowance_of_the_export_is_spent() -> None:
    values = {f"{'ab' * 29}-{number:04}": "won" for number in range(400)}
    guesses = Guesses(10_000)
    remedies = [cells.unlisted(f"{value}x", values, guesses).remedy for value in values]
    assert remedies[0] == f"did you mean {next(iter(values))!r}?"
    assert remedies[-1] == "add it to the values in the map"


@given(st.text())
def test_a_line_has_no_breaks_and_nothing_unseen(cell: str) -> None:
    line = cells.line(cell)
    assert "\n" not in line
    assert not FORBIDDEN.search(line)
    assert line == cells.line(line)
