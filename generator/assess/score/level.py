"""The selling level: entry (1), tactical (2) or strategic (3)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assess.judgement import LevelView

if TYPE_CHECKING:
    from generator.model.deal import Deal
    from generator.model.method import Method


def level_of(deal: Deal, method: Method) -> LevelView:
    """Return the mean of the rows that are filled in, in all and per group that has any."""
    filled = {name: deal.level[name] for name in method.levels if name in deal.level}
    groups: dict[str, list[int]] = {}
    for name, level in filled.items():
        groups.setdefault(method.levels[name].group, []).append(level)
    return LevelView(
        filled=len(filled),
        groups={group: mean(levels) for group, levels in groups.items()},
        mean=mean(list(filled.values())) if filled else None,
    )


def mean(levels: list[int]) -> Fraction:
    """Return the mean of levels, exact."""
    return Fraction(sum(levels), len(levels))
