"""Where we stand against competitors."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assess.judgement import Gap, Judgement
from generator.assess.score.position import place
from generator.model.text import Sign
from tests.assess.judging import METHOD, judge
from tests.making import SIGNS


def against(ours: str, theirs: str, **changes: Any) -> Judgement:
    compact = theirs.replace(" ", "")
    signs = ours.replace(" ", "")
    assessment = {
        name: {"us": our, "xsys": their} for name, our, their in zip(METHOD.criteria, signs, compact, strict=True)
    }
    return judge(ours, assessment=assessment, competitors=["xsys"], **changes)


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ("+", "-", "lead"),
        ("-", "+", "trail"),
        ("+", "+", "level"),
        ("-", "-", "level"),
        ("?", "+", "not known"),
        ("-", "?", "not known"),
        ("?", "?", "not known"),
    ],
)
def test_a_place_on_one_criterion(ours: Sign, theirs: Sign, found: str) -> None:
    assert place(ours, theirs) == found


def test_leads_and_trails_are_counted_on_the_compared_questions_alone() -> None:
    rival = against("+++++ +++-- ++??- +++++", "----- ---++ -+--+ -----").rivals[0]
    assert (rival.leads, rival.trails) == (4, 3)
    assert rival.places["customer_project"] == "lead"


def test_the_gap_spans_from_our_worst_less_their_best_to_our_best_less_their_worst() -> None:
    rival = against("+++++ ++-?+ ++??+ +?+-+", "++?-- +++?? ----? ?????").rivals[0]
    # ours: A 100, B 20 to 60, C 20 to 100; theirs: A -20 to 20, B 20 to 100, C -100 to -60
    gaps = {name: (int(gap.low), int(gap.high)) for name, gap in rival.gaps.items()}
    assert gaps == {"opportunity": (80, 120), "compete": (-80, 40), "win": (80, 200), "worth": (-80, 160)}
    assert rival.winnable_gap == Gap(low=Fraction(80 - 80 + 80, 3), high=Fraction(120 + 40 + 200, 3))


@given(st.text(SIGNS, min_size=20, max_size=20), st.text(SIGNS, min_size=20, max_size=20), st.data())
def test_the_gap_holds_however_both_sides_unknowns_turn_out(ours: str, theirs: str, data: st.DataObject) -> None:
    answers = st.text("+-", min_size=20, max_size=20)

    def resolved(signs: str) -> str:
        return "".join(
            answer if sign == "?" else sign for sign, answer in zip(signs, data.draw(answers), strict=True)
        )

    open_gap = against(ours, theirs).rivals[0].winnable_gap
    gap = against(resolved(ours), resolved(theirs)).rivals[0].winnable_gap
    assert open_gap.low <= gap.low == gap.high <= open_gap.high


def test_worth_is_compared_and_never_in_the_total() -> None:
    with_worth = against("+++++ +++++ +++++ +++++", "+++++ +++++ +++++ -----").rivals[0]
    assert with_worth.gaps["worth"].low == 200
    assert with_worth.winnable_gap.low == 0


def test_a_competitor_is_primary_by_mark_or_by_being_the_only_one() -> None:
    two = judge(competitors=["xsys", "status-quo"])
    marked = judge(competitors=["xsys", "status-quo"], primary_competitor="status-quo")
    one = judge(competitors=["xsys"])
    assert two.primary_rival is None
    assert marked.primary_rival == marked.rivals[1]
    assert one.primary_rival == one.rivals[0]
    assert judge().primary_rival is None


def test_a_competitor_that_is_not_rated_is_unknown_throughout() -> None:
    rival = judge(competitors=["xsys"]).rivals[0]
    assert (rival.winnable.known, rival.winnable.unknown) == (0, 15)
    assert set(rival.places.values()) == {"not known"}
