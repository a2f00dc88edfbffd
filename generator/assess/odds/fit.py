"""Logistic regression of won against lost on one number, and whether its slope is above 0.

The slope is for 100 points of score and has a weak normal prior; the mode is found by Newton's method. Its error is
the larger of that of the curvature and of a sandwich over accounts, since deals of one account go together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, log1p, sqrt
from typing import Final, NamedTuple

from generator.assess.intervals import beta_quantile

PRIOR_DEVIATION: Final = 2.5
"""Standard deviation of the prior of the slope, whose mean is 0."""
STEPS: Final = 50
CLOSE_ENOUGH: Final = 1e-10
TAIL: Final = 0.05
LARGEST: Final = 30.0


class Case(NamedTuple):
    """A deal that was won or lost: its score then in hundreds, whether it was won, and its account."""

    score: float
    won: bool
    account: str


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted curve: log-odds at a score of 0, slope per 100 points, and the slope's one-sided 95 % lower bound."""

    level: float
    slope: float
    bound: float

    @property
    def rises(self) -> bool:
        """Whether a higher score goes with more wins beyond chance."""
        return self.bound > 0

    def chance(self, score: float) -> float:
        """Return the fitted share won at a score in hundreds."""
        return logistic(self.level + self.slope * score)


def logistic(odds: float) -> float:
    """Return the share of log-odds, 0 < share < 1."""
    return 1 / (1 + exp(-max(-LARGEST, min(LARGEST, odds))))


def fit(cases: Sequence[Case]) -> Fit:
    """Return the curve of some cases, of which at least one was won and one lost."""
    share = sum(case.won for case in cases) / len(cases)
    level, slope = -_log_odds(1 - share), 0.0
    for _ in range(STEPS):
        inverse, (down, across) = _curvature(cases, level, slope), _gradient(cases, level, slope)
        (a, b), (_, d) = inverse
        step = a * down + b * across, b * down + d * across
        level, slope = level + step[0], slope + step[1]
        if abs(step[0]) + abs(step[1]) < CLOSE_ENOUGH:
            break
    error = _error(cases, level, slope)
    accounts = len({case.account for case in cases})
    return Fit(level, slope, slope - t_quantile(accounts - 1) * error)


def _log_odds(share: float) -> float:
    return -log1p(1 / share - 2) if share < 0.5 else log1p(1 / (1 - share) - 2)


def _gradient(cases: Sequence[Case], level: float, slope: float) -> tuple[float, float]:
    misses = [(case.won - logistic(level + slope * case.score), case.score) for case in cases]
    return sum(miss for miss, _ in misses), sum(miss * x for miss, x in misses) - slope / PRIOR_DEVIATION**2


Matrix = tuple[tuple[float, float], tuple[float, float]]


def _curvature(cases: Sequence[Case], level: float, slope: float) -> Matrix:
    """Return the inverse of the curvature at a point."""
    aa = ab = 0.0
    bb = 1 / PRIOR_DEVIATION**2
    for case in cases:
        chance = logistic(level + slope * case.score)
        weight = chance * (1 - chance)
        aa, ab, bb = aa + weight, ab + weight * case.score, bb + weight * case.score**2
    whole = aa * bb - ab * ab
    return (bb / whole, -ab / whole), (-ab / whole, aa / whole)


def _error(cases: Sequence[Case], level: float, slope: float) -> float:
    """Return the larger of the slope's errors: by the curvature, and by the accounts' sums of misses."""
    (_, _), (across, down) = inverse = _curvature(cases, level, slope)
    sums: dict[str, float] = {}
    for case in cases:
        miss = case.won - logistic(level + slope * case.score)
        sums[case.account] = sums.get(case.account, 0.0) + miss * (across + down * case.score)
    several = len(sums) / (len(sums) - 1) if len(sums) > 1 else inf
    return max(sqrt(inverse[1][1]), sqrt(sum(each**2 for each in sums.values()) * several))


def t_quantile(freedom: int, tail: float = TAIL) -> float:
    """Return the one-sided quantile of Student's t with some degrees of freedom; infinite without any."""
    if freedom < 1:
        return inf
    share = beta_quantile(2 * tail, freedom / 2, 0.5)
    return sqrt(freedom * (1 - share) / share)
