from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.money import Money
from generator.show.text import values


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Fraction(200, 3), "+66.7"),
        (Fraction(-100, 3), "−33.3"),
        (Fraction(100), "+100"),
        (Fraction(0), "0"),
        (Fraction(1, 100), "0"),
        (Fraction(-1, 100), "0"),
        (Fraction(1, 20), "+0.1"),
        (Fraction(-1, 20), "−0.1"),
    ],
)
def test_a_score_bears_its_sign_and_one_decimal_at_most(value: Fraction, said: str) -> None:
    assert values.score(value) == said


@given(st.fractions(-1000, 1000), st.integers(0, 4))
def test_rounding_is_to_the_nearest_and_alike_on_both_sides_of_zero(value: Fraction, places: int) -> None:
    rounded = values.tenfold(value, places)
    assert abs(rounded - value * 10**places) <= Fraction(1, 2)
    assert rounded == -values.tenfold(-value, places)


@pytest.mark.parametrize(
    ("amount", "full", "short"),
    [
        ("1200000", "EUR 1,200,000", "EUR 1.2m"),
        ("250000", "EUR 250,000", "EUR 250k"),
        ("1234567", "EUR 1,234,567", "EUR 1.23m"),
        ("999500", "EUR 999,500", "EUR 1m"),
        ("999499", "EUR 999,499", "EUR 999k"),
        ("12345", "EUR 12,345", "EUR 12.3k"),
        ("990.50", "EUR 990.50", "EUR 991"),
        ("-98000", "−EUR 98,000", "−EUR 98k"),
    ],
)
def test_an_amount_is_printed_in_full_or_to_three_figures(amount: str, full: str, short: str) -> None:
    money = Money(Decimal(amount), "EUR")
    assert values.money(money).replace("\u00a0", " ") == full
    assert values.short_money(money).replace("\u00a0", " ") == short


def test_what_is_not_given_is_a_dash() -> None:
    assert values.money(None) == values.short_money(None) == values.day(None) == "–"


def test_a_day_is_written_out() -> None:
    assert values.day(dt.date(2027, 3, 1)).replace("\u00a0", " ") == "1 Mar 2027"


def test_words_are_counted_and_listed_as_in_a_sentence() -> None:
    assert values.counted(1, "day") == "1 day"
    assert values.counted(Decimal("2.5"), "day") == "2.5 days"
    assert values.counted(2, "criterion", "criteria") == "2 criteria"
    assert values.listing(["a"]) == "a"
    assert values.listing(["a", "b", "c"]) == "a, b and c"


def test_a_key_that_nobody_named_reads_as_words() -> None:
    assert values.unfolded("status-quo") == "Status quo"
