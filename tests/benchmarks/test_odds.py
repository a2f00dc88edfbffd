"""The odds keep what they promise where deals of an account go together: on invented deals, with few draws."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from random import Random

from benchmarks.real.simulated import coverage, shuffled_passing
from generator.assess.odds.odds import Counted
from tests.assess.judging import METHOD

DAY = dt.date(2026, 1, 1)
DEALS = [
    Counted(f"{n}", Fraction(score), Fraction(1), n % 100 < 50 + score / 2, f"{n}", DAY)
    for n, score in enumerate(score for score in range(-60, 80, 20) for _ in range(100))
]


def numbers() -> Random:
    return Random(7)  # noqa: S311 - nothing is kept secret with it


def test_of_shuffled_accounts_with_several_deals_about_one_in_twenty_passes_at_most() -> None:
    """Of 400 draws 5 % are 20; 33 and more would come once in 300 times."""
    assert shuffled_passing(DEALS, lambda _: [3] * 14, numbers(), 400) < 33


def test_the_range_holds_the_share_of_all_in_about_nine_of_ten_samples_of_accounts_that_go_together() -> None:
    found = coverage(DEALS, METHOD.odds, lambda numbers: numbers.randint(1, 5), 1.0, numbers(), 20)
    assert found.ranges > 60
    assert found.held > 0.83
    assert found.width < 0.6
