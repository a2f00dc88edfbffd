"""Bars and bubbles are drawn to scale, and the method's rules read as sentences."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from itertools import combinations

import pytest

from generator.read.method import shipped
from generator.show.charts.axes import zoomed
from generator.show.charts.bubbles import SizedDeal, bubble_chart
from generator.show.charts.placing import Box, NamePlace, Spot, names_beside
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


def test_a_bubble_stands_at_its_scores_with_whiskers_to_its_bounds_on_an_axis_zoomed_to_what_is_there() -> None:
    chart = bubble_chart([sized(100)], lambda _: "there/", by_worth=True, currency="EUR")
    assert chart is not None
    (bubble,) = chart.bubbles
    # Winnable 66.7 from 46.7 to 86.7 on an axis from 58 to 494 for 20 to 100: 58 + 436 * 46.7 / 80 = 312.3
    assert [tick.text for tick in chart.x_ticks] == ["+20", "+40", "+60", "+80", "+100"]
    assert (bubble.x, bubble.spot.x, bubble.line) == (312.3, 312.3, "")
    assert bubble.across == (203.3, 421.3)
    assert bubble.href == "there/"


@pytest.mark.parametrize(
    ("scores", "ends"), [((0, 0), (-40, 40)), ((95, 100), (40, 100)), ((-100, 100), (-100, 100))]
)
def test_an_axis_is_zoomed_to_its_scores_and_never_to_fewer_than_sixty(
    scores: tuple[int, int], ends: tuple[int, int]
) -> None:
    scale = zoomed([Fraction(each) for each in scores], 0, 100)
    assert (scale.least, scale.most) == ends


def test_every_deal_that_is_not_drawn_is_listed_with_the_reason() -> None:
    unknown = sized(100, 2, "????? ????? ????? ?????")
    chart = bubble_chart([sized(100), unknown], lambda row: row.identity, by_worth=True, currency="EUR")
    assert chart is not None
    assert len(chart.bubbles) == 1
    assert chart.left_out == (("Deal 2", "aldermoor/deal-2", "nothing that decides whether we win is known"),)
    assert bubble_chart([unknown], lambda _: "", by_worth=True, currency="EUR") is None
    silent = bubble_chart([sized(100), sized(None, 2)], lambda _: "", by_worth=False, currency="EUR")
    assert silent is not None
    assert [why for _, _, why in silent.left_out] == ["without an amount"]


def test_the_first_forty_in_focus_are_bubbles_and_the_next_are_dots() -> None:
    deals = [sized(place * 100, place) for place in range(1, 60)]
    chart = bubble_chart(deals, lambda _: "", by_worth=True, currency="EUR")
    assert chart is not None
    assert sorted(bubble.place for bubble in chart.bubbles) == list(range(1, 41))
    assert [(word, path.count("M")) for word, path in chart.dots] == [("pursue", 19)]
    assert chart.notes == ("The first 40 in focus are drawn in full, the next 19 as dots.",)


def test_no_bubble_hides_another_and_one_that_stands_aside_has_a_line_to_its_place() -> None:
    deals = [sized(1000 - place * 20, place) for place in range(1, 41)]
    chart = bubble_chart(deals, lambda _: "", by_worth=True, currency="EUR")
    assert chart is not None
    for one, other in combinations([bubble.spot for bubble in chart.bubbles], 2):
        assert math.dist(one[:2], other[:2]) >= one.radius + other.radius
    assert len({(bubble.x, bubble.y) for bubble in chart.bubbles}) == 1
    assert sum(not bubble.line for bubble in chart.bubbles) == 1
    for spot in (bubble.spot for bubble in chart.bubbles):
        assert chart.left <= spot.x - spot.radius < spot.x + spot.radius <= chart.right


def test_a_name_stands_where_it_hides_nothing_and_is_left_to_the_key_where_it_would() -> None:
    apart, crowd = Spot(60, 50, 10), [Spot(30, 90, 10), Spot(52, 90, 10), Spot(74, 90, 10)]
    within = Box(0, 0, 120, 105)
    right, *others = names_beside([apart, *crowd], ["Core", *["A long name"] * 3], within)
    assert right == NamePlace(73, 54, "start")
    assert None in others
    assert names_beside([apart], ["x" * 31], within) == [None]


def test_amounts_without_a_common_currency_all_get_one_size() -> None:
    chart = bubble_chart([sized(None, 1), sized(None, 2)], lambda _: "", by_worth=True, currency=None)
    assert chart is not None
    assert len({side(bubble.outline) for bubble in chart.bubbles}) == 1
    assert "all shapes have one size" in chart.notes[0]


def test_the_pieces_of_a_bar_follow_each_other_in_hundredths_of_the_widest() -> None:
    parts = stacked({"pursue": Fraction(30), "qualify": Fraction(0), "walk-away": Fraction(20)}, Fraction(200))
    assert [(part.word, part.start, part.width) for part in parts] == [("pursue", 0, 15), ("walk-away", 15, 10)]
