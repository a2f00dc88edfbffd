"""The figure that README quotes comes out of the command that it names."""

from __future__ import annotations

import random
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from benchmarks.real.salvirt import pairs

ROOT = Path(__file__).resolve().parents[2]
METHOD_PAGE = ROOT / "docs" / "method.md"


def test_the_area_is_the_share_of_pairs_that_are_ranked_right() -> None:
    assert pairs([3, 1], [2, 1]).area_under_curve() == Fraction(5, 8)
    assert pairs([1], [0]).area_under_curve() == 1
    assert pairs([0], [0]).area_under_curve() == Fraction(1, 2)


def test_pairs_are_counted_by_which_deal_has_the_higher_sum_and_ties_for_themselves() -> None:
    assert pairs([3, 1], [2, 1]) == (2, 1, 1)
    assert str(pairs([3, 1], [2, 1])) == (
        "Of 4 pairs of a won and a lost deal, the won one has the higher sum in 50.0%, "
        "both have the same in 25.0%, the lost one has the higher in 25.0%"
    )


def test_turning_the_ranking_round_turns_the_area_round() -> None:
    numbers = random.Random(1)  # noqa: S311 - nothing is kept secret with it
    won, lost = ([numbers.randint(-5, 5) for _ in range(40)] for _ in range(2))
    assert pairs(won, lost) == tuple(reversed(pairs(lost, won)))
    assert pairs(won, lost).area_under_curve() + pairs(lost, won).area_under_curve() == 1


@pytest.mark.real
def test_the_plain_sum_of_the_fourteen_ratings_ranks_won_over_lost(real_input: Path) -> None:
    command: list[str | Path] = [sys.executable, "benchmarks/real/salvirt.py", real_input / "salvirt-b2b-sales.csv"]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    first, second, *_ = said.splitlines()
    assert first == "227 won, 221 lost; AUC of the plain sum of the ratings: 0.8009"
    assert second == (
        "Of 50,167 pairs of a won and a lost deal, the won one has the higher sum in 77.3%, "
        "both have the same in 5.7%, the lost one has the higher in 17.1%."
    )
    for share in ("77.3%", "5.7%", "17.1%", "50,167"):
        assert share in METHOD_PAGE.read_text("utf-8")
    assert "not blind" in said
    assert "CC-BY-4.0" in said
