"""Verdicts that rise because more is known, and not because anything is better."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from generator.assess.score.score import tally_questions
from generator.assess.score.verdict import verdict_word
from generator.assess.score.verdict_figures import standings_of
from generator.model.method import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.assess.judgement import Assessed, Gate, Judgement, Verdict
    from generator.model.method import Method, VerdictWord
    from generator.model.text import Sign

MORE_IS_KNOWN = "more is known, not better"
"""Reason for a better verdict after a bad answer: a rule that asks how much is known no longer holds."""


def is_better(word: VerdictWord, than: VerdictWord) -> bool:
    """Tell whether a verdict is better than another one."""
    return VERDICTS.index(word) > VERDICTS.index(than)


class ScoredCriteria(Protocol):
    """The criteria of a deal, its gates and the verdict that follows."""

    @property
    def assessed(self) -> Mapping[str, Assessed]:
        """The criteria."""

    @property
    def gates(self) -> tuple[Gate, ...]:
        """The gates."""

    @property
    def verdict(self) -> Verdict:
        """The verdict."""


def rose_by_knowing(before: Judgement, after: Judgement, method: Method) -> bool:
    """Tell whether an open deal's verdict rose only since a `?` turned out `-`."""
    return not (before.closed or after.closed) and verdict_rose_by_knowing(before, after, method)


def verdict_rose_by_knowing(before: ScoredCriteria, after: ScoredCriteria, method: Method) -> bool:
    """Tell whether the verdict on some criteria rose only since a `?` turned out `-`.

    That is so where it had not risen with those answers still unknown, whatever else has changed.
    """
    if not is_better(after.verdict.word, before.verdict.word):
        return False
    turned = {
        name
        for name, now in after.assessed.items()
        if now.rating == "-" and name in before.assessed and before.assessed[name].rating == "?"
    }
    return bool(turned) and not is_better(verdict_without(turned, after, method), before.verdict.word)


def verdict_without(unknown: set[str], judged: ScoredCriteria, method: Method) -> VerdictWord:
    """Return the verdict on judged criteria as if some that are against us were still unknown."""
    ratings: Mapping[str, Sign] = {
        name: "?" if name in unknown else each.rating for name, each in judged.assessed.items()
    }
    standings = {name: each.standing for name, each in judged.assessed.items()}
    gates = tuple(replace(gate, state="unknown") if gate.criterion in unknown else gate for gate in judged.gates)
    return verdict_word(method, standings_of(method, tally_questions(method, ratings, standings), gates))
