"""Amounts are read as they were meant, or refused with every reading that they have."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from generator.model.amounts import FACTORS, OF_COMMA_LANGUAGES, TOO_MUCH
from generator.model.money import Money, exact, money, signed_money
from generator.problems import Remedy

WAYS = [way for way in product(("", ",", ".", "'", "’", " "), (",", ".")) if way[0] != way[1]]
"""How people write numbers: the sign between thousands, and the decimal sign."""
PLACES = [f"{{code}} {number}" for number in ("{}", "{}{scale}", "{} {scale}")] + [
    "{}{scale} {code}",
    "{} {scale}{code}",
]


@st.composite
def meant(draw: st.DrawFn) -> tuple[str, Money, bool]:
    """Return an amount as somebody writes it, what was meant, and whether it has a comma before three decimals."""
    whole = draw(st.one_of(st.integers(0, 3000), st.integers(0, 10**9)))
    places = draw(st.text("0123456789", max_size=4))
    apart, point = draw(st.sampled_from(WAYS))
    scale = draw(st.sampled_from(sorted(FACTORS.keys() - {"t"})))
    grouped = f"{whole:,}".replace(",", apart)
    number = f"{grouped}{point}{places}" if places else grouped
    written = draw(st.sampled_from(PLACES)).format(number, scale=scale, code="EUR").strip()
    factor = FACTORS[scale][-1 if draw(st.booleans()) else 0] if scale in written else 1
    value = Decimal(f"{whole}.{places or 0}") * factor
    assume(value < TOO_MUCH)
    return written, Money(value, "EUR"), point == "," and len(places) == 3


def reading(written: str) -> Money | None:
    try:
        return signed_money(written)
    except PydanticCustomError:
        return None


@given(meant())
@example(("EUR 25.000", Money(Decimal(25_000), "EUR"), False))
@example(("EUR 1.048m", Money(Decimal(1_048_000), "EUR"), False))
def test_an_accepted_amount_has_no_other_common_reading_but_that_of_a_comma_before_three_digits(
    case: tuple[str, Money, bool],
) -> None:
    written, value, is_comma_before_three = case
    found = reading(written)
    assert found in (None, value) or is_comma_before_three


@given(meant())
def test_every_reading_that_a_refusal_names_can_be_pasted_and_is_read_so(case: tuple[str, Money, bool]) -> None:
    written, value, _ = case
    try:
        signed_money(written)
    except PydanticCustomError as refusal:
        if refusal.type == "two-readings":
            named = re.findall(r"EUR [\d,.]+", str((refusal.context or {})["remedy"]))
            assert len(named) >= 2
            assert value in [signed_money(each) for each in named]


@given(st.decimals(-(10**14), 10**14, places=4))
def test_an_amount_is_read_again_from_its_exact_text(value: Decimal) -> None:
    assert signed_money(exact(Money(value, "EUR"))) == Money(value, "EUR")


@pytest.mark.parametrize(
    "written",
    [
        *("EUR 1,200,000", "EUR 1.2m", "EUR 1200k", "1,200,000 EUR", "EUR1200000", "1.2M EUR", "EUR 1.2 million"),
        *("€1.2m", "1,2 Mio. €", "EUR 1,2 Mio", "1,2 M€", "MEUR 1,2", "TEUR 1200", "1200 T€", "1 200 000 EUR"),
        *("EUR 1'200'000", "EUR 1’200’000", "EUR 1.200.000", "EUR 1.200.000,00", "EUR 1,200,000.00", "1.200.000,- €"),
        *("eur 1.2m", "Euro 1.2m", "0,0012 Mrd EUR", "EUR 0.0012bn", "12,00,000 EUR", "EUR 1200 tsd"),
    ],
)
def test_an_amount_that_can_mean_one_thing_is_read(written: str) -> None:
    assert money(written) == Money(Decimal(1_200_000), "EUR")


@pytest.mark.parametrize(("written", "code"), [("£5", "GBP"), ("US$ 5", "USD"), ("5 zł", "PLN"), ("₹5", "INR")])
def test_a_sign_of_one_currency_stands_for_it(written: str, code: str) -> None:
    assert money(written) == Money(Decimal(5), code)


def test_words_of_languages_with_a_decimal_comma_take_no_comma_for_thousands() -> None:
    for scale in OF_COMMA_LANGUAGES - {"t"}:
        assert reading(f"EUR 1,048 {scale}") is None
    assert reading("EUR 1,048m") == Money(Decimal(1_048_000_000), "EUR")


def test_nothing_before_a_point_is_no_thousand() -> None:
    assert reading("EUR 0.125") == Money(Decimal("0.125"), "EUR")
    assert reading("EUR 0,125") == Money(Decimal("0.125"), "EUR")


@pytest.mark.parametrize("written", ["ca. EUR 1m", "~EUR 1m", "EUR +1m", "+1m EUR", "approx. 1,0 Mio EUR"])
def test_an_amount_with_a_word_or_a_plus_around_it_is_told_without(written: str) -> None:
    with pytest.raises(PydanticCustomError) as refusal:
        signed_money(written)
    assert (refusal.value.context or {})["remedy"] == Remedy("write EUR 1,000,000", '"EUR 1,000,000"')


def test_an_endless_number_is_no_amount_and_takes_no_time() -> None:
    for written in ("1" * 8000, "1," * 4000, "1" * 4000 + "x1", "EUR " + "1.000" * 1500, "€" * 8000):
        assert reading(f"EUR {written}") is None
