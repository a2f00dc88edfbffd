"""Scores: identities that hold for every deal, and bounds that hold however the unknowns turn out."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from generator.assess.judgement import Range
from generator.assess.score.score import range_of, tally
from generator.model.text import Sign
from tests.assess.judging import METHOD, judge
from tests.making import SIGNS

signs = st.text(SIGNS, min_size=20, max_size=20)
weights = st.decimals(Decimal("0.01"), 100, places=2)
rating: st.SearchStrategy[Sign] = st.sampled_from(["+", "-", "?"])
weighted = st.lists(st.tuples(rating, st.just(False), weights), min_size=1, max_size=7)


def ranges(signs: str) -> list[Range]:
    judgement = judge(signs)
    return [*(each.range for each in judgement.tallies.values()), judgement.winnable.range]


@given(signs)
def test_the_score_lies_half_way_and_the_span_is_what_is_unknown(signs: str) -> None:
    for each in ranges(signs):
        assert each.score == (each.low + each.high) / 2
        assert each.high - each.low == 200 * (1 - each.known)


@given(weighted)
def test_the_identities_hold_under_any_weights(counted: list[tuple[Sign, bool, Decimal]]) -> None:
    found = tally(counted).range
    assert found.score == (found.low + found.high) / 2
    assert found.high - found.low == 200 * (1 - found.known)
    assert -100 <= found.low <= found.high <= 100


@given(weighted)
def test_the_range_is_reached_at_both_ends_and_left_by_no_way_of_resolving_the_unknowns(
    counted: list[tuple[Sign, bool, Decimal]],
) -> None:
    found = tally(counted).range
    unknown = [place for place, each in enumerate(counted) if each[0] == "?"]
    scores = []
    for answers in itertools.product("+-", repeat=len(unknown)):
        resolved = dict(zip(unknown, answers, strict=True))
        signs = [resolved.get(place, each[0]) for place, each in enumerate(counted)]
        plus = sum((each[2] for sign, each in zip(signs, counted, strict=True) if sign == "+"), Decimal(0))
        whole = sum((each[2] for each in counted), Decimal(0))
        scores.append(100 * (2 * Fraction(plus) - Fraction(whole)) / Fraction(whole))
    assert (min(scores), max(scores)) == (found.low, found.high)


@given(signs, st.data())
def test_the_winnable_range_holds_every_way_of_resolving_the_unknowns(signs: str, data: st.DataObject) -> None:
    answers = data.draw(st.text("+-", min_size=20, max_size=20))
    resolved = "".join(answer if sign == "?" else sign for sign, answer in zip(signs, answers, strict=True))
    before, after = judge(signs).winnable.range, judge(resolved).winnable.range
    assert before.low <= after.score <= before.high


def test_weights_count_as_written() -> None:
    assert range_of(Decimal(3), Decimal(1), Decimal("0.5")) == Range(
        low=Fraction(1500, 45), score=Fraction(2000, 45), high=Fraction(2500, 45), known=Fraction(40, 45)
    )


def test_every_question_weighs_the_same_in_the_total_whatever_its_criteria_weigh() -> None:
    heavy = {
        name: each.model_copy(update={"weight": Decimal(9)}) if name == "solution_fit" else each
        for name, each in METHOD.criteria.items()
    }
    method = METHOD.model_copy(update={"criteria": heavy})
    judgement = judge("+++++ -+--- +++++ +++++", method=method)
    assert judgement.tallies["compete"].range.score == Fraction(100 * (9 - 4), 13)
    assert judgement.winnable.range.score == (200 + Fraction(500, 13)) / 3


def test_the_count_says_how_many_are_proven() -> None:
    judgement = judge("+++++ ++-?+ ++??+ +?+-+", assessment={"cultural_fit": {"us": "+"}})
    counts = judgement.tallies["win"]
    assert (counts.plus, counts.minus, counts.unknown, counts.proven) == (4, 0, 1, 3)
    assert (judgement.winnable.plus, judgement.winnable.proven, judgement.winnable.total) == (12, 11, 15)
