"""Deals of the twenty-criteria method, judged on one day."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

from generator.assess.deal.assessment import assess
from generator.assess.judgement import Judgement, Range
from generator.assess.portfolio.row import DealRow, row_of
from generator.model.method import Method
from generator.read.method import shipped
from tests.making import TODAY, make_deal, make_surroundings, rated

METHOD = shipped("target-account")
MEDDPICC = shipped("meddpicc")
GOOD = "+++++ ++-?+ ++??+ +?+-+"
UNKNOWN = "????? ????? ????? ?????"
Figures = tuple[float, float, float]


def judge(
    signs: str = UNKNOWN,
    *,
    method: Method = METHOD,
    proven: bool = True,
    today: dt.date = TODAY,
    surroundings: dict[str, Any] | None = None,
    **changes: Any,
) -> Judgement:
    """Return the judgement of a deal with one sign per criterion, and the changes to it as a file has them.

    An `assessment` among the changes is laid over the signs, criterion by criterion.
    """
    assessment = rated(method, signs, proven=proven) | changes.pop("assessment", {})
    deal = make_deal(assessment=assessment, **changes)
    return assess(deal, make_surroundings(method, **(surroundings or {})), today)


def row(signs: str = UNKNOWN, *, method: Method = METHOD, **changes: Any) -> DealRow:
    """Return the row of a deal with one sign per criterion, and the changes."""
    return row_of(judge(signs, method=method, **changes), make_surroundings(method))


def figures(of: Range) -> Figures:
    """Return low, score and high with one decimal, as people write them down."""
    low, score, high = (float(round(each, 1)) for each in (of.low, of.score, of.high))
    return low, score, high


def share(known: int, total: int) -> Fraction:
    """Return how much is known, as a fraction."""
    return Fraction(known, total)
