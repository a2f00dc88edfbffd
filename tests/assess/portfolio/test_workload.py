"""Days of an owner's deals by quarter: worked out by hand on the calendar of 2026."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from generator.assess.portfolio.row import DealGlance, glance_of, row_of
from generator.assess.portfolio.workload import working_days, workload
from tests.assess.judging import METHOD, judge
from tests.making import make_surroundings

MONDAY = dt.date(2026, 12, 14)


def rows(*deals: dict[str, Any]) -> list[DealGlance]:
    """Return deals with these changes at a glance."""
    around = make_surroundings(METHOD)
    return [glance_of(row_of(judge(**each), around)) for each in deals]


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-12-14", "2026-12-14", 1),
        ("2026-12-12", "2026-12-13", 0),
        ("2026-12-11", "2026-12-14", 2),
        ("2026-10-01", "2026-12-31", 66),
        ("2027-01-01", "2027-03-31", 64),
        ("2026-12-14", "2026-12-11", 0),
    ],
)
def test_working_days_are_monday_to_friday_with_both_ends(first: str, last: str, days: int) -> None:
    assert working_days(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == days


def test_days_left_are_spread_over_the_working_days_to_the_close_and_meet_what_remains_of_the_quarter() -> None:
    """From Monday 14 December to Friday 8 January are 14 working days in December and 6 in January: one day each.

    Of the fourth quarter's 66 working days 14 remain, so of 33 days 7 are left; the next has 33.
    """
    load = workload(
        rows({"effort": {"left": "20 days", "spent": "3 days"}, "close": "2027-01-08"}), Decimal(33), MONDAY
    )
    assert [(each.quarter, each.planned, each.available, each.is_over) for each in load.quarters] == [
        ("2026 Q4", Fraction(14), Fraction(7), True),
        ("2027 Q1", Fraction(6), Fraction(33), False),
    ]
    assert (load.spent, load.left) == (Decimal(3), Decimal(20))
    assert load.of("2027 Q2").planned == 0


@pytest.mark.parametrize("close", [None, "2026-12-13", "2020-01-31"])
def test_a_close_that_is_missing_or_past_places_no_day_and_is_listed(close: str | None) -> None:
    given = {"close": close} if close else {}
    (row,) = rows({"effort": {"left": "20 days"}, **given})
    load = workload([row], None, MONDAY)
    assert load.unplaced == (row,)
    assert [(each.quarter, each.planned, each.available) for each in load.quarters] == [
        ("2026 Q4", Fraction(0), None)
    ]


def test_a_deal_that_says_nothing_about_its_days_is_counted_and_one_without_any_left_is_not() -> None:
    silent, done = rows({"close": "2027-01-08"}, {"close": "2027-01-08", "effort": {"left": "0 days"}})
    load = workload([silent, done], None, MONDAY)
    assert (load.silent, load.unplaced) == ((silent,), ())


def test_the_end_of_the_calendar_is_reached() -> None:
    load = workload(rows({"effort": {"left": "1 days"}, "close": "9999-12-31"}), None, dt.date(9999, 12, 27))
    assert [(each.quarter, each.planned) for each in load.quarters] == [("9999 Q4", Fraction(1))]
