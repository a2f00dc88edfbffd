"""Confidence interval of a share of wins: the Jeffreys interval, from the beta distribution.

The interval takes the 2.5 % and 97.5 % quantiles of Beta(wins + 1/2, losses + 1/2), and reaches 0 without a win and 1
without a loss (Brown, Cai and DasGupta, Interval Estimation for a Binomial Proportion, Statistical Science 16, 2001).
"""

from __future__ import annotations

from math import exp, lgamma, log, log1p

TINY = 1e-300
CLOSE_ENOUGH = 1e-15
STEPS = 10_000
HALVINGS = 60


def jeffreys(wins: float, losses: float, level: float = 0.95) -> tuple[float, float]:
    """Return the bounds of the share of wins, between 0 and 1, good to nine decimals.

    The numbers may be fractions, where deals that go together count as fewer. Without any the bounds are 0 and 1.
    """
    a, b, tail = wins + 0.5, losses + 0.5, (1 - level) / 2
    low = 0.0 if wins == 0 else beta_quantile(tail, a, b)
    high = 1.0 if losses == 0 else beta_quantile(1 - tail, a, b)
    return low, high


def beta_quantile(share: float, a: float, b: float) -> float:
    """Return the x below which a share of Beta(a, b) lies, by halving the interval that holds it."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if beta_below(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def beta_below(x: float, a: float, b: float) -> float:
    """Return the share of Beta(a, b) below x, 0 < x < 1: the regularised incomplete beta function (DLMF 8.17).

    The continued fraction converges fast below the mean; above it the mirror image 1 - I(1 - x; b, a) is used. Raises
    ArithmeticError where the fraction does not converge.
    """
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_below(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front / continued_fraction(x, a, b)


def continued_fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction of DLMF 8.17.22 by the modified Lentz method.

    The method never divides by zero. Raises ArithmeticError where it does not converge.
    """
    value, c, d = 1.0, 1.0, 0.0
    for step in range(1, STEPS):
        half, odd = divmod(step, 2)
        if odd:
            term = -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
        else:
            term = half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
        d = 1 / ((1 + term * d) or TINY)
        c = (1 + term / c) or TINY
        value *= c * d
        if abs(c * d - 1) < CLOSE_ENOUGH:
            return value
    raise ArithmeticError(f"no convergence at {x} for Beta({a}, {b})")
