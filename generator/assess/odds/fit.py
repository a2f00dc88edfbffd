"""Logistic regression of won against lost on one number, and whether its slope is above 0.

The slope is for 100 points of score. Its normal prior has a mean of 0 and weighs as much as one deal: the unit
information of Kass and Wasserman (Journal of the American Statistical Association 90, 1995), so that its width
follows from the scores and is nobody's choice. The mode is found by Newton's method. The slope's error is the larger
of that of the curvature and of a jackknife that leaves out one account at a time, since deals of one account go
together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, log1p, sqrt
from typing import Final, NamedTuple

from generator.assess.intervals import beta_quantile

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
    """Return the curve of some cases, of which at least one was won and one lost.

    Where all have the same score there is no slope, and its bound is not above 0.
    """
    share, prior = sum(case.won for case in cases) / len(cases), one_deal(cases)
    level, slope = -_log_odds(1 - share), 0.0
    if prior <= 0:
        return Fit(level, slope, 0.0)
    for _ in range(STEPS):
        curved = Curvature(0.0, 0.0, prior) + _curvature(cases, level, slope)
        down, across = _gradient(cases, level, slope)
        step = curved.solved(down, across - prior * slope)
        level, slope = level + step[0], slope + step[1]
        if abs(step[0]) + abs(step[1]) < CLOSE_ENOUGH:
            break
    error = _error(cases, level, slope, prior)
    accounts = len({case.account for case in cases})
    return Fit(level, slope, slope - t_quantile(accounts - 1) * error)


def one_deal(cases: Sequence[Case]) -> float:
    """Return the information that one deal gives of the slope on average, if the score said nothing."""
    share, middle = sum(case.won for case in cases) / len(cases), sum(case.score for case in cases) / len(cases)
    return share * (1 - share) * sum((case.score - middle) ** 2 for case in cases) / len(cases)


def _log_odds(share: float) -> float:
    return -log1p(1 / share - 2) if share < 0.5 else log1p(1 / (1 - share) - 2)


class Curvature(NamedTuple):
    """Information of some deals about level and slope: the symmetric matrix of `level`, `both` and `slope`."""

    level: float
    both: float
    slope: float

    def __add__(self, other: Curvature) -> Curvature:  # type: ignore[override]  # it adds matrices, tuples are joined
        return Curvature(self.level + other.level, self.both + other.both, self.slope + other.slope)

    def __sub__(self, other: Curvature) -> Curvature:
        return Curvature(self.level - other.level, self.both - other.both, self.slope - other.slope)

    def solved(self, down: float, across: float) -> tuple[float, float]:
        """Return the level and slope which the matrix turns into a gradient; infinite where it has no inverse."""
        whole = self.level * self.slope - self.both**2
        if whole <= 0:
            return inf, inf
        return (self.slope * down - self.both * across) / whole, (self.level * across - self.both * down) / whole


def _gradient(cases: Sequence[Case], level: float, slope: float) -> tuple[float, float]:
    misses = [(case.won - logistic(level + slope * case.score), case.score) for case in cases]
    return sum(miss for miss, _ in misses), sum(miss * x for miss, x in misses)


def _curvature(cases: Sequence[Case], level: float, slope: float) -> Curvature:
    chances = [(logistic(level + slope * case.score), case.score) for case in cases]
    weights = [(chance * (1 - chance), x) for chance, x in chances]
    return Curvature(
        sum(weight for weight, _ in weights),
        sum(weight * x for weight, x in weights),
        sum(weight * x * x for weight, x in weights),
    )


def _error(cases: Sequence[Case], level: float, slope: float, prior: float) -> float:
    """Return the larger of the slope's errors: by the curvature, and by leaving out one account at a time.

    The jackknife takes one step of Newton's method from the whole curve to that without the account.
    """
    by_account: dict[str, list[Case]] = {}
    for case in cases:
        by_account.setdefault(case.account, []).append(case)
    curved = Curvature(0.0, 0.0, prior) + _curvature(cases, level, slope)
    shifts = [
        (curved - _curvature(each, level, slope)).solved(*_gradient(each, level, slope))[1]
        for each in by_account.values()
    ]
    others = (len(shifts) - 1) / len(shifts)
    return max(sqrt(curved.solved(0.0, 1.0)[1]), sqrt(sum(shift**2 for shift in shifts) * others))


def t_quantile(freedom: float, tail: float = TAIL) -> float:
    """Return the one-sided quantile of Student's t with some degrees of freedom; infinite under one."""
    if freedom < 1:
        return inf
    share = beta_quantile(2 * tail, freedom / 2, 0.5)
    return sqrt(freedom * (1 - share) / share)
