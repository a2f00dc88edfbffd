"""The axes of charts: scales that turn values into places, and the ticks on them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from generator.show.text import values

STEP: Final = 20
"""Scores at which a zoomed axis begins and ends are multiples of this."""
LEAST_SPAN: Final = 60


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis; `at` is in the drawing's own units."""

    at: float
    text: str
    zero: bool

    @property
    def beside(self) -> float:
        """The height at which its text stands beside the axis."""
        return self.at + 4


@dataclass(frozen=True, slots=True)
class Scale:
    """Turns a value between two bounds into a place between two ends of the drawing."""

    least: float
    most: float
    start: float
    end: float

    def __call__(self, value: float | Fraction) -> float:
        """Return the place of a value, to a tenth."""
        share = (float(value) - self.least) / (self.most - self.least) if self.most > self.least else 0.5
        return round(self.start + min(max(share, 0.0), 1.0) * (self.end - self.start), 1)


def zoomed(scores: Sequence[Fraction], start: float, end: float) -> Scale:
    """Return the scale of an axis of scores, from -100 to 100 at most, that shows those that there are."""
    low = max(math.floor((min(scores) - 10) / STEP) * STEP, -100)
    high = min(math.ceil((max(scores) + 10) / STEP) * STEP, 100)
    while high - low < LEAST_SPAN:
        low, high = max(low - STEP, -100), min(high + STEP, 100)
    return Scale(low, high, start, end)


def score_ticks(scale: Scale) -> tuple[Tick, ...]:
    """Return the ticks of an axis of scores."""
    step = STEP if scale.most - scale.least <= 120 else 50
    first = math.ceil(scale.least / step) * step
    scores = range(first, int(scale.most) + 1, step)
    return tuple(Tick(scale(score), values.score(Fraction(score)), score == 0) for score in scores)


def amount_ticks(scale: Scale) -> tuple[Tick, ...]:
    """Return the ticks of an axis of amounts that begins at zero."""
    fifths = [scale.most * step / 5 for step in range(6)]
    return tuple(Tick(scale(amount), short_number(amount), amount == 0) for amount in fifths)


def round_up(amount: float) -> float:
    """Return the next round number at or above an amount: 1, 2 or 5 with zeros."""
    if amount <= 0:
        return 1.0
    power = 10 ** math.floor(math.log10(amount))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= amount))


def short_number(amount: float) -> str:
    """Return a large number with its scale: 1.2m, 250k."""
    for least, letter in ((1_000_000, "m"), (1_000, "k")):
        if amount >= least:
            return f"{values.plain(Fraction(amount) / least)}{letter}"
    return values.plain(Fraction(amount), 0)
