"""The value worksheet against figures worked out by hand and by a spreadsheet."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assess.judgement import ValueCase, Worksheet
from generator.model.money import Money
from tests.assess.judging import judge


def worksheet(lines: dict[str, dict[str, Any]], **changes: Any) -> Worksheet:
    found = judge(value={"lines": lines} | changes).worksheet
    assert found
    return found


def benefit(amount: str, **changes: Any) -> dict[str, Any]:
    return {"head": "decrease", "item": "expenses", "amount": amount} | changes


def cost(amount: str, **changes: Any) -> dict[str, Any]:
    return {"head": "usage", "item": "support", "amount": amount} | changes


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def amounts(*each: Money) -> list[Decimal]:
    return [money.amount for money in each]


WORKED = {
    # EUR 300,000 at go-live; EUR 2,000 a month for support; EUR 180,000 a year saved from the seventh month on
    "licences": {"head": "acquisition", "item": "purchase_price", "amount": "EUR 300,000"},
    "support": cost("EUR 2,000", every="month"),
    "saved": benefit("EUR 180,000", every="year", start="7", low="EUR 120,000", high="EUR 240,000"),
}


def test_a_worked_example_agrees_with_the_spreadsheet() -> None:
    """Years 1 to 3: saved 90,000, 180,000, 180,000, support 24,000 each; =NPV(8%,66000,156000,156000)-300000.

    By hand: 61,111.11 + 133,744.86 + 123,837.83 - 300,000.
    """
    found = worksheet(WORKED).cases["expected"]
    assert (found.benefit, found.cost, found.net) == (eur("450000"), eur("372000"), eur("78000"))
    assert found.at_start == eur("-300000")
    assert amounts(*found.yearly_net) == [66000, 156000, 156000]
    assert found.roi == Fraction(78, 372)
    assert round(found.npv.amount, 2) == Decimal("18693.80")


def test_payback_is_the_month_from_which_the_cumulated_net_is_no_longer_negative() -> None:
    # after 6 months -312,000; then 13,000 a month: 24 more months bring it to 0
    assert worksheet(WORKED).cases["expected"].payback_month == 30


def test_the_low_case_takes_low_benefits_and_high_costs_and_the_high_case_the_reverse() -> None:
    lines = WORKED | {"support": cost("EUR 2,000", every="month", low="EUR 1,000", high="EUR 3,000")}
    cases = worksheet(lines).cases
    # low: 120,000 * 2.5 - 300,000 - 36 * 3,000; high: 240,000 * 2.5 - 300,000 - 36 * 1,000
    assert [cases[name].net for name in ("low", "expected", "high")] == [eur("-108000"), eur("78000"), eur("264000")]
    assert cases["low"].payback_month is None
    # after 6 months -306,000; then 20,000 - 1,000 a month: 306 / 19 is 16.1
    assert cases["high"].payback_month == 23


def test_a_missing_low_or_high_is_the_expected_amount() -> None:
    cases = worksheet({"saved": benefit("EUR 10,000")}).cases
    assert cases["low"].net == cases["expected"].net == cases["high"].net == eur("10000")


@pytest.mark.parametrize(
    ("line", "at_start", "years"),
    [
        (benefit("EUR 1,200"), 1200, [0, 0, 0]),
        (benefit("EUR 1,200", start="12"), 0, [1200, 0, 0]),
        (benefit("EUR 1,200", start="13"), 0, [0, 1200, 0]),
        (benefit("EUR 1,200", start="37"), 0, [0, 0, 0]),  # after the third year
        (benefit("EUR 100", every="month"), 0, [1200, 1200, 1200]),
        (benefit("EUR 100", every="month", start="1"), 0, [1200, 1200, 1200]),
        (benefit("EUR 100", every="month", start="10", end="14"), 0, [300, 200, 0]),
        (benefit("EUR 100", every="month", start="36", end="99"), 0, [0, 0, 100]),
        (benefit("EUR 1,200", every="year"), 0, [1200, 1200, 1200]),
        (benefit("EUR 1,200", every="year", start="4", end="15"), 0, [900, 300, 0]),
        (benefit("EUR 1,200", every="year", start="40"), 0, [0, 0, 0]),
    ],
)
def test_an_amount_falls_where_its_timing_says(line: dict[str, Any], at_start: int, years: list[int]) -> None:
    found = worksheet({"line": line}).lines[0]
    assert found.at_start.amount == at_start
    assert amounts(*found.years) == years
    assert found.total.amount == at_start + sum(years)


def test_a_revenue_benefit_counts_at_its_margin() -> None:
    sales = {"head": "increase", "item": "revenue", "amount": "EUR 400,000", "every": "year", "margin": "30%"}
    assert worksheet({"sales": sales}).cases["expected"].benefit == eur("360000")


def test_what_is_no_cash_is_shown_and_counts_in_no_figure() -> None:
    depreciation = {"head": "usage", "item": "depreciation", "amount": "EUR 100,000", "every": "year"}
    found = worksheet(WORKED | {"depreciation": depreciation})
    line = next(each for each in found.lines if each.key == "depreciation")
    assert (line.cash, line.total) == (False, eur("300000"))
    assert found.cases == worksheet(WORKED).cases


def test_the_rate_and_the_horizon_may_be_the_deals_own() -> None:
    found = worksheet({"saved": benefit("EUR 110", every="year")}, years="1", discount_rate="10%")
    assert found.cases["expected"].npv == eur("100")
    assert (found.years, found.discount_rate) == (1, Decimal("0.1"))


def test_only_confirmed_benefits_count_as_confirmed() -> None:
    lines = {
        "saved": benefit("EUR 10,000", confirmed_by="r-okafor"),
        "hoped": benefit("EUR 90,000"),
        "paid": cost("EUR 5,000", confirmed_by="r-okafor"),
    }
    found = worksheet(lines)
    assert (found.confirmed_benefit, found.unconfirmed) == (eur("10000"), True)
    assert not worksheet({key: lines[key] for key in ("saved", "paid")}).unconfirmed


@pytest.mark.parametrize(
    ("lines", "month"),
    [
        ({"paid": cost("EUR 100"), "saved": benefit("EUR 100")}, 0),
        ({"paid": cost("EUR 100"), "saved": benefit("EUR 50", every="month")}, 2),
        ({"paid": cost("EUR 101"), "saved": benefit("EUR 50", every="month")}, 3),
        ({"paid": cost("EUR 100"), "saved": benefit("EUR 1", every="month")}, None),
        ({"paid": cost("EUR 10", every="month"), "saved": benefit("EUR 20", every="month", start="4")}, 6),
        ({"paid": cost("EUR 10,000"), "saved": benefit("EUR 30,000", every="year")}, 4),
        ({"saved": benefit("EUR 100", start="5")}, 5),
        ({"paid": cost("EUR 100", start="3")}, None),
        # 100 at go-live against 10 a month: above 0 for nine months, 0 in month 10, below 0 from month 11 to the end
        ({"saved": benefit("EUR 100"), "paid": cost("EUR 10", every="month")}, None),
        # the same with the cost ending in month 10: it never falls below 0, so from the first cost on
        ({"saved": benefit("EUR 100"), "paid": cost("EUR 10", every="month", end="10")}, 1),
        # -100 at go-live, +50 a month: 0 in month 2; 200 more paid in month 12 takes 500 to 300, which stays above
        (
            {"paid": cost("EUR 100"), "more": cost("EUR 200", start="12"), "saved": benefit("EUR 50", every="month")},
            2,
        ),
        # the same with 1,000 more: 500 - 1,000 in month 12, and ten more months to bring it back to 0
        (
            {
                "paid": cost("EUR 100"),
                "more": cost("EUR 1,000", start="12"),
                "saved": benefit("EUR 50", every="month"),
            },
            22,
        ),
    ],
)
def test_payback_in_small(lines: dict[str, Any], month: int | None) -> None:
    assert worksheet(lines).cases["expected"].payback_month == month


def test_a_benefit_that_its_costs_eat_up_again_never_pays_back() -> None:
    """100,000 once and 50,000 a month over 3 years: costs 36 x 50,000 = 1,800,000, net -1,700,000, ROI -1,700/1,800.

    The cumulated net is 100,000 at go-live, 50,000 in month 1, 0 in month 2 and below 0 from month 3 on.
    """
    found = worksheet({"once": benefit("EUR 100,000"), "paid": cost("EUR 50,000", every="month")}).cases["expected"]
    assert (found.net, found.roi) == (eur("-1700000"), Fraction(-17, 18))
    assert found.payback_month is None


def sales(**changes: Any) -> dict[str, Any]:
    return {"head": "increase", "item": "revenue", "amount": "EUR 400,000", "every": "year"} | changes


@pytest.mark.parametrize(
    ("line", "total", "effects"),
    [
        (sales(margin="30%", start="1"), 360_000, ()),  # 3 x 120,000
        (sales(start="1"), 1_200_000, ("counts in full",)),
        (benefit("EUR 100", every="month", start="0"), 3_600, ("begins in month 1",)),  # not 37 months
        (benefit("EUR 100", every="month", start="37"), 0, ("after the horizon",)),
        (benefit("EUR 100", start="37"), 0, ("after the horizon",)),
        (benefit("EUR 100", every="month", start="35", end="40"), 200, ("cut at the horizon",)),  # months 35 and 36
        (benefit("EUR 100", every="month", start="5", end="4"), 0, ("ends before it begins",)),
        (benefit("EUR 100", start="36"), 100, ()),
        (benefit("EUR 100", every="month"), 3_600, ()),
        (benefit("EUR 100", every="month", start="1", end="36"), 3_600, ()),
        (sales(start="40"), 0, ("counts in full", "after the horizon")),
    ],
)
def test_a_line_says_what_nobody_would_guess_of_how_it_counts(
    line: dict[str, Any], total: int, effects: tuple[str, ...]
) -> None:
    found = worksheet({"line": line}).lines[0]
    assert found.total == eur(str(total))
    assert list(found.effects) == list(effects)


def test_the_worksheet_says_that_revenue_counts_in_full() -> None:
    assert worksheet({"sales": sales()}).in_full
    assert not worksheet({"sales": sales(margin="30%")}).in_full
    assert not worksheet(WORKED).in_full


def test_without_a_cost_there_is_no_return_on_it() -> None:
    assert worksheet({"saved": benefit("EUR 100")}).cases["expected"].roi is None


def test_without_lines_there_is_no_worksheet() -> None:
    assert judge(value={"issue": "late invoices"}).worksheet is None
    assert judge().worksheet is None


line = st.fixed_dictionaries(
    {
        "amount": st.integers(0, 10**6).map("EUR {}".format),
        "every": st.sampled_from(["once", "month", "year"]),
        "start": st.integers(0, 60).map(str),
        "end": st.integers(0, 60).map(str),
    }
)
kinds = st.sampled_from([{"head": "decrease", "item": "waste"}, {"head": "usage", "item": "training"}])
sheets = st.lists(st.builds(lambda kind, line: kind | line, kinds, line), min_size=1, max_size=5)


def every_case(lines: list[dict[str, Any]], years: int, rate: str) -> list[ValueCase]:
    found = worksheet(
        {f"line-{place}": each for place, each in enumerate(lines)}, years=str(years), discount_rate=rate
    )
    return [*found.cases.values()]


@given(sheets, st.integers(1, 5))
def test_the_years_and_the_start_add_up_to_the_net_and_without_interest_to_the_present_value(
    lines: list[dict[str, Any]], years: int
) -> None:
    for case in every_case(lines, years, "0%"):
        added = case.at_start.amount + sum(each.amount for each in case.yearly_net)
        assert abs(added - case.net.amount) < Decimal("1e-15")
        assert abs(case.npv.amount - case.net.amount) < Decimal("1e-15")


@given(sheets, st.integers(1, 5))
def test_a_deal_pays_back_exactly_if_its_net_is_not_negative(lines: list[dict[str, Any]], years: int) -> None:
    for case in every_case(lines, years, "8%"):
        moves = case.benefit.amount or case.cost.amount
        if moves and abs(case.net.amount) > Decimal("1e-9"):
            assert (case.payback_month is not None) is (case.net.amount > 0)
