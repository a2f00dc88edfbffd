"""The Jeffreys interval against published figures and against the beta distribution's own identities."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assess.intervals import beta_below, beta_quantile, jeffreys


@pytest.mark.parametrize(
    ("wins", "of", "low", "high"),
    [
        (5, 10, 0.224, 0.776),  # Brown, Cai and DasGupta (2001), as the two below, where they leave the ends alone
        (0, 7, 0.000, 0.292),
        (1, 10, 0.011, 0.381),
        (8, 15, 0.294, 0.761),  # beta quantiles of another program: 0.2939 and 0.7612
    ],
)
def test_the_interval_agrees_with_published_figures(wins: int, of: int, low: float, high: float) -> None:
    found = jeffreys(wins, of - wins)
    assert (round(found[0], 3), round(found[1], 3)) == (low, high)


@pytest.mark.parametrize(("wins", "share"), [(1, 0.8183), (2, 0.9244), (3, 0.9669), (4, 0.9850), (10, 0.9998)])
def test_the_chance_of_more_than_one_half_after_wins_alone_agrees_with_another_program(
    wins: int, share: float
) -> None:
    assert round(1 - beta_below(0.5, wins + 0.5, 0.5), 4) == share


@pytest.mark.parametrize(("wins", "losses"), [(5, 5), (1, 9), (3, 4), (4, 6), (40, 11), (0, 12)])
def test_the_bounds_leave_two_and_a_half_percent_on_either_side_by_plain_integration(wins: int, losses: int) -> None:
    """With x = sin²(angle) the density of Beta(w + 1/2, l + 1/2) is sin^2w · cos^2l of the angle, which is smooth."""

    def area(end: float, steps: int = 20_000) -> float:
        angles = [math.asin(math.sqrt(end)) * (step + 0.5) / steps for step in range(steps)]
        return sum(math.sin(each) ** (2 * wins) * math.cos(each) ** (2 * losses) for each in angles) * angles[0]

    low, high = jeffreys(wins, losses)
    if wins:
        assert area(low) / area(1.0) == pytest.approx(0.025, abs=1e-7)
    assert area(high) / area(1.0) == pytest.approx(0.975, abs=1e-7)


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_wins_and_losses_mirror_each_other(wins: int, losses: int) -> None:
    low, high = jeffreys(wins, losses)
    mirrored = jeffreys(losses, wins)
    assert low == pytest.approx(1 - mirrored[1], abs=1e-9)
    assert 0 <= low < high <= 1
    if wins + losses:
        assert low <= wins / (wins + losses) <= high


@given(st.floats(0.01, 0.99))
def test_half_a_win_and_half_a_loss_is_the_arcsine_distribution(x: float) -> None:
    assert beta_below(x, 0.5, 0.5) == pytest.approx(2 / math.pi * math.asin(math.sqrt(x)), abs=1e-12)


@given(st.floats(0.001, 0.999), st.floats(0.5, 60))
def test_one_loss_is_a_power(x: float, a: float) -> None:
    assert beta_below(x, a, 1) == pytest.approx(x**a, abs=1e-12)


@given(st.floats(0.001, 0.999), st.floats(0.5, 4000), st.floats(0.5, 4000))
def test_the_quantile_undoes_the_distribution(share: float, a: float, b: float) -> None:
    assert beta_below(beta_quantile(share, a, b), a, b) == pytest.approx(share, abs=1e-6)


def test_more_deals_narrow_the_interval() -> None:
    widths = [high - low for low, high in (jeffreys(each, each) for each in (5, 50, 500, 5000))]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < 0.02
