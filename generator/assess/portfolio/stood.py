"""Standing of a closed deal some time before its end, by nothing but what was known then."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assess.score.score import tally_questions, winnable

if TYPE_CHECKING:
    from generator.assess.judgement import Assessed, BeforeEnd
    from generator.model.method import Method
    from generator.model.text import Sign


@dataclass(frozen=True, slots=True)
class StoodThen:
    """Standing of a deal on an earlier day: winnable score, -100 to 100, and the share of it that was known, 0 to 1.

    `marks` are the ratings known then, a sign for each criterion in the method's order.
    """

    score: Fraction
    known: Fraction
    marks: str


def stood_then(before: BeforeEnd | None, method: Method) -> StoodThen | None:
    """Return how a deal that has ended stood before, None where it is open or nothing was known.

    A file of that day in the history is taken whole. Of today's file only what is dated counts: a rating without a
    date, or from the deal's numbers, may have come later.
    """
    if before is None:
        return None
    ratings = {name: _known(each, whole=before.from_history) for name, each in before.assessed.items()}
    tally = winnable(method, tally_questions(method, ratings, {}))
    marks = "".join(ratings.get(name, "?") for name in method.criteria)
    return StoodThen(tally.range.score, tally.range.known, marks) if tally.known else None


def _known(of: Assessed, *, whole: bool) -> Sign:
    return of.rating if whole or (of.date is not None and not of.from_numbers) else "?"
