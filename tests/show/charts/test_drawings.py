"""Bars and bubbles are drawn to scale, and the method's rules read as sentences."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from generator.read.method import shipped
from generator.show.charts.bubbles import ACROSS, SizedDeal, bubble_chart
from generator.show.portfolio.charts.bars import stacked
from tests.making import rated
from tests.show.portfolios import GOOD, row

METHOD = shipped("target-account")


def sized(amount: int | None, place: int = 1, signs: str = GOOD) -> SizedDeal:
    one = row(path=f"aldermoor/deal-{place}.md", title=f"Deal {place}", assessment=rated(METHOD, signs))
    return SizedDeal(place, one, None if amount is None else Fraction(amount))


def side(outline: str) -> float:
    across = [float(x) for x in re.findall(r"[ML](-?[\d.]+) ", outline)]
    return max(across) - min(across)


def test_areas_are_in_the_ratio_of_the_amounts() -> None:
    chart = bubble_chart([sized(400, 1), sized(100, 2)], lambda _: "", by_worth=True, currency="EUR")
    assert chart is not None
    large, small = (side(bubble.outline) for bubble in chart.bubbles)
    assert large / small == pytest.approx(2, rel=0.01)


def test_a_bubble_stands_at_its_scores_with_whiskers_to_its_bounds() -> None:
    chart = bubble_chart([sized(100)], lambda _: "there/", by_worth=True, currency="EUR")
    assert chart is not None
    (bubble,) = chart.bubbles
    # Winnable 66.7 from 46.7 to 86.7 on an axis from 58 to 494 for -100 to 100: 58 + 436 * 166.7 / 200 = 421.3
    assert bubble.x == 421.3
    assert bubble.across == (ACROSS(Fraction(140, 3)), ACROSS(Fraction(260, 3))) == (377.7, 464.9)
    assert bubble.href == "there/"


def test_a_deal_of_which_nothing_is_known_is_left_out_and_counted() -> None:
    unknown = sized(100, 2, "????? ????? ????? ?????")
    chart = bubble_chart([sized(100), unknown], lambda _: "", by_worth=True, currency="EUR")
    assert chart is not None
    assert len(chart.bubbles) == 1
    assert chart.notes[0].startswith("1 deal left out")
    assert bubble_chart([unknown], lambda _: "", by_worth=True, currency="EUR") is None


def test_the_first_forty_in_focus_are_bubbles_and_the_next_are_dots() -> None:
    deals = [sized(place * 100, place) for place in range(1, 60)]
    chart = bubble_chart(deals, lambda _: "", by_worth=True, currency="EUR")
    assert chart is not None
    assert sorted(bubble.place for bubble in chart.bubbles) == list(range(1, 41))
    assert [(word, path.count("M")) for word, path in chart.dots] == [("pursue", 19)]
    assert chart.notes == ("The first 40 in focus are drawn in full, the next 19 as dots.",)


def test_numbers_of_bubbles_at_one_place_stand_below_each_other() -> None:
    chart = bubble_chart([sized(100, 1), sized(100, 2)], lambda _: "", by_worth=True, currency="EUR")
    assert chart is not None
    first, second = chart.bubbles
    assert (first.x, first.y) == (second.x, second.y)
    assert round(second.label - first.label, 1) == 14


def test_amounts_without_a_common_currency_all_get_one_size() -> None:
    chart = bubble_chart([sized(None, 1), sized(None, 2)], lambda _: "", by_worth=True, currency=None)
    assert chart is not None
    assert len({side(bubble.outline) for bubble in chart.bubbles}) == 1
    assert "all shapes have one size" in chart.notes[0]


def test_the_pieces_of_a_bar_follow_each_other_in_hundredths_of_the_widest() -> None:
    parts = stacked({"pursue": Fraction(30), "qualify": Fraction(0), "walk-away": Fraction(20)}, Fraction(200))
    assert [(part.word, part.start, part.width) for part in parts] == [("pursue", 0, 15), ("walk-away", 15, 10)]
