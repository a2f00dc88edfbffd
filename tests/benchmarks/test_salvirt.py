"""The figure that README quotes comes out of the command that it names."""

from __future__ import annotations

import random
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from benchmarks.salvirt import area_under_curve

ROOT = Path(__file__).resolve().parents[2]


def test_the_area_is_the_share_of_pairs_that_are_ranked_right() -> None:
    assert area_under_curve([3, 1], [2, 1]) == Fraction(5, 8)
    assert area_under_curve([1], [0]) == 1
    assert area_under_curve([0], [0]) == Fraction(1, 2)


def test_turning_the_ranking_round_turns_the_area_round() -> None:
    numbers = random.Random(1)  # noqa: S311 - nothing is kept secret with it
    won, lost = ([numbers.randint(-5, 5) for _ in range(40)] for _ in range(2))
    assert area_under_curve(won, lost) + area_under_curve(lost, won) == 1


@pytest.mark.real
def test_the_plain_sum_of_the_fourteen_ratings_ranks_won_over_lost(real_input: Path) -> None:
    command: list[str | Path] = [sys.executable, "benchmarks/salvirt.py", real_input / "salvirt-b2b-sales.csv"]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    assert said.startswith("227 won, 221 lost; AUC of the plain sum of the ratings: 0.8009\n")
    assert "CC-BY-4.0" in said
