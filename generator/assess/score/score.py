"""Counts, scores and their bounds over the unknowns, in exact fractions that can be worked out by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.assess.judgement import Range, Tally

if TYPE_CHECKING:
    from generator.assess.judgement import Standing
    from generator.model.method import Method
    from generator.model.text import Sign

Counted = tuple["Sign", bool, Decimal]
"""A rating, whether it is proven, and its weight."""


@lru_cache(maxsize=4096)
def range_of(plus: Decimal, minus: Decimal, unknown: Decimal) -> Range:
    """Return the range from the weights rated `+`, rated `-` and unknown.

    Low and high take every unknown as `-` and as `+`; the score takes it as 0 and lies half-way between them.
    """
    total = Fraction(plus + minus + unknown)
    return Range(
        low=100 * Fraction(plus - minus - unknown) / total,
        score=100 * Fraction(plus - minus) / total,
        high=100 * Fraction(plus - minus + unknown) / total,
        known=Fraction(plus + minus) / total,
    )


def tally(counted: Iterable[Counted]) -> Tally:
    """Return the number of ratings in each state, and their range."""
    counts, weights = {"+": 0, "-": 0, "?": 0}, {"+": Decimal(0), "-": Decimal(0), "?": Decimal(0)}
    proofs = 0
    for rating, proven, weight in counted:
        counts[rating] += 1
        weights[rating] += weight
        proofs += proven
    return Tally(counts["+"], counts["-"], counts["?"], proofs, range_of(weights["+"], weights["-"], weights["?"]))


def tally_questions(
    method: Method, ratings: Mapping[str, Sign], standings: Mapping[str, Standing]
) -> dict[str, Tally]:
    """Return a tally per question; only criteria whose standing is given can be proven."""
    counted: dict[str, list[Counted]] = {question: [] for question in method.questions}
    for name, criterion in method.criteria.items():
        counted[criterion.question].append((ratings[name], standings.get(name) == "proven", criterion.weight))
    return {question: tally(each) for question, each in counted.items()}


def mean(figures: Sequence[Fraction]) -> Fraction:
    """Return the mean, exact; put over one denominator first, since reducing at every step is slow."""
    whole, parts = 0, 1
    for figure in figures:
        numerator, denominator = figure.as_integer_ratio()
        whole, parts = whole * denominator + numerator * parts, parts * denominator
    return Fraction(whole, parts * len(figures))


@lru_cache(maxsize=16384)
def mean_range(ranges: tuple[Range, ...]) -> Range:
    """Return the mean of each figure by itself."""
    return Range(
        low=mean([each.low for each in ranges]),
        score=mean([each.score for each in ranges]),
        high=mean([each.high for each in ranges]),
        known=mean([each.known for each in ranges]),
    )


def together(tallies: Sequence[Tally]) -> Tally:
    """Return the counts added up and the ranges' mean, so that every question weighs the same."""
    return Tally(
        plus=sum(each.plus for each in tallies),
        minus=sum(each.minus for each in tallies),
        unknown=sum(each.unknown for each in tallies),
        proven=sum(each.proven for each in tallies),
        range=mean_range(tuple(each.range for each in tallies)),
    )


def worth(method: Method, tallies: Mapping[str, Tally]) -> Tally | None:
    """Return the questions of worth together, or None where the method has none."""
    asked = method.questions_on("worth")
    return together([tallies[question] for question in asked]) if asked else None


def winnable(method: Method, tallies: Mapping[str, Tally]) -> Tally:
    """Return the winnable questions together; every method has one at least."""
    return together([tallies[question] for question in method.questions_on("winnable")])
