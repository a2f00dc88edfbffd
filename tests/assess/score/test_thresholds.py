"""The deal's numbers beside the thresholds: EUR 250,000 within 270 days, EUR 60,000 profit at 20%."""

from __future__ import annotations

from typing import Any

import pytest

from generator.assess.deal.assessment import assess
from generator.assess.score.thresholds import number_readings
from generator.model.method import Currencies
from tests.assess.judging import METHOD
from tests.making import TODAY, make_deal, make_surroundings


@pytest.mark.parametrize(
    ("criterion", "numbers", "rating"),
    [
        ("short_term_revenue", {"amount": "EUR 250,000", "close": "2027-08-20"}, "+"),  # 270 days ahead
        ("short_term_revenue", {"amount": "EUR 250,000", "close": "2027-08-21"}, "-"),
        ("short_term_revenue", {"amount": "EUR 249,999", "close": "2027-08-20"}, "-"),
        ("short_term_revenue", {"amount": "EUR 249,999"}, "-"),
        ("short_term_revenue", {"amount": "EUR 250,000"}, None),
        ("short_term_revenue", {"close": "2027-08-20"}, None),
        ("short_term_revenue", {"amount": "EUR 250,000", "close": "2026-11-22"}, None),  # a past date says nothing
        ("short_term_revenue", {"amount": "USD 900,000", "close": "2027-08-20"}, None),  # no rate
        ("profitability", {"profit": "EUR 60,000"}, "+"),
        ("profitability", {"profit": "EUR 60,000", "margin": "19%"}, "-"),
        ("profitability", {"profit": "EUR 59,999", "margin": "20%"}, "-"),
        ("profitability", {"margin": "20%"}, None),
        ("future_revenue", {"revenue_1y": "EUR 250,000"}, "+"),
        ("future_revenue", {"revenue_1y": "EUR 250,000", "revenue_3y": "EUR 999,999"}, "+"),  # one is enough
        ("future_revenue", {"revenue_1y": "EUR 249,999", "revenue_3y": "EUR 1,000,000"}, "+"),
        ("future_revenue", {"revenue_1y": "EUR 249,999", "revenue_3y": "EUR 999,999"}, "-"),
        ("future_revenue", {"revenue_1y": "EUR 249,999"}, "-"),  # every one that is given misses
        ("future_revenue", {"revenue_1y": "EUR 249,999", "revenue_3y": "USD 9m"}, None),  # no rate: it may be enough
        ("future_revenue", {"revenue_1y": "EUR 250,000", "revenue_3y": "USD 9m"}, "+"),
        ("future_revenue", {}, None),
        ("access_to_funds", {"budget": "EUR 100,000", "amount": "EUR 100,000"}, "+"),
        ("access_to_funds", {"budget": "EUR 99,000", "amount": "EUR 100,000"}, "-"),
        ("access_to_funds", {"budget": "EUR 99,000"}, None),
        ("risk", {"amount": "EUR 900,000"}, None),
    ],
)
def test_numbers_speak_where_they_are_given(criterion: str, numbers: dict[str, str], rating: str | None) -> None:
    assessed = assess(make_deal(**numbers), make_surroundings(METHOD), TODAY).assessed[criterion]
    assert assessed.rating == (rating or "?")
    assert assessed.from_numbers is (rating is not None)


def test_an_amount_in_another_currency_is_compared_at_the_dated_rate() -> None:
    currencies = Currencies.model_validate({"base": "EUR", "rates": {"USD": {"rate": "0.87", "date": "2026-10-30"}}})
    method = METHOD.model_copy(update={"currencies": currencies})
    for amount, rating in (("USD 290,000", "+"), ("USD 287,000", "-")):  # EUR 252,300 and EUR 249,690
        deal = make_deal(amount=amount, close="2027-01-31")
        assert assess(deal, make_surroundings(method), TODAY).assessed["short_term_revenue"].rating == rating


@pytest.mark.parametrize(
    ("name", "numbers", "printed"),
    [
        ("amount", {"amount": "EUR 1.2m"}, ("EUR 1,200,000", "at least EUR 250,000", "+")),
        ("close", {"close": "2027-03-31"}, ("31 Mar 2027 (in 128 days)", "at most 270 days", "+")),
        ("close", {"close": "2026-11-01"}, ("1 Nov 2026 (past)", "at most 270 days", None)),
        ("margin", {"margin": "12.5%"}, ("12.5%", "at least 20%", "-")),
        (
            "budget",
            {"budget": "EUR 50k", "amount": "EUR 40k"},
            ("EUR 50,000 (125% of the amount)", "at least 100%", "+"),
        ),
        ("effort", {"effort": {"left": "61 days"}}, ("61 days", "at most 60 days", "-")),
        ("profit", {}, (None, "at least EUR 60,000", None)),
    ],
)
def test_a_number_is_printed_beside_its_limit(name: str, numbers: dict[str, Any], printed: tuple[str, ...]) -> None:
    reading = number_readings(make_deal(**numbers), METHOD, TODAY)[name]
    assert (reading.given, reading.limit, reading.rating) == printed


def test_the_dates_of_a_closed_deal_are_measured_from_its_end() -> None:
    changes = {"amount": "EUR 900,000", "close": "2026-06-30", "outcome": {"result": "won", "date": "2026-06-15"}}
    assessed = assess(make_deal(**changes), make_surroundings(METHOD), TODAY).assessed["short_term_revenue"]
    assert assessed.rating == "+"
