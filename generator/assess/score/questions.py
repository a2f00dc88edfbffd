"""The next best questions: unknown criteria in the order in which to ask about them, with reasons."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from generator.assess.judgement import OpenQuestion
from generator.assess.score.knowing import MORE_IS_KNOWN, is_better
from generator.assess.score.score import range_of
from generator.assess.score.verdict import verdict_word
from generator.assess.words import listed, verdict_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.assess.judgement import Assessed, Tally
    from generator.assess.score.verdict_figures import Standings
    from generator.model.method import Method, VerdictWord
    from generator.model.text import Sign

RATINGS: tuple[Sign, ...] = ("+", "-", "?")
Turns = tuple["VerdictWord", "VerdictWord"]
"""Verdict after a good and proven answer, and verdict after a bad one."""


class Outlook:
    """Effect of each answer on the verdict; alike criteria of a question are worked out once."""

    def __init__(self, method: Method, assessed: Mapping[str, Assessed], standings: Standings) -> None:
        self.method = method
        self.standings = standings
        self._turns: dict[tuple[str, Decimal, bool], Turns] = {}
        self._weights = {question: dict.fromkeys(RATINGS, Decimal(0)) for question in method.questions}
        for name, each in method.criteria.items():
            self._weights[each.question][assessed[name].rating] += each.weight

    def turns(self, criterion: str) -> Turns:
        """Return the verdicts that the two answers to an unknown would give."""
        each = self.method.criteria[criterion]
        alike = (each.question, each.weight, each.gate)
        if alike not in self._turns:
            plus, minus, unknown = self._weights[each.question].values()
            good = range_of(plus + each.weight, minus, unknown - each.weight)
            bad = range_of(plus, minus + each.weight, unknown - each.weight)
            self._turns[alike] = (
                verdict_word(self.method, self.standings.answered(criterion, "+", good)),
                verdict_word(self.method, self.standings.answered(criterion, "-", bad)),
            )
        return self._turns[alike]


def open_questions(
    method: Method,
    assessed: Mapping[str, Assessed],
    tallies: Mapping[str, Tally],
    standings: Standings,
    verdict: VerdictWord,
) -> tuple[OpenQuestion, ...]:
    """Return every unknown, the one to ask about first in front.

    Criteria that flip the verdict come first, then gates, then due ones, then those of the heavier, then of the less
    known question, then the method's order.
    """
    unknown = [name for name, each in assessed.items() if each.rating == "?"]
    outlook = Outlook(method, assessed, standings)
    turns = {name: outlook.turns(name) for name in unknown}

    def order(name: str) -> tuple[object, ...]:
        criterion = method.criteria[name]
        flips = turns[name] != (verdict, verdict)
        known = tallies[criterion.question].range.known
        return not flips, not criterion.gate, not assessed[name].due, -criterion.weight, known, method.numbers[name]

    return tuple(
        OpenQuestion(name, tuple(reasons(name, method, assessed[name], tallies, turns[name], verdict)))
        for name in sorted(unknown, key=order)
    )


def flips_in_words(turns: Turns, verdict: VerdictWord) -> str:
    """Return the verdicts that the answers would lead to; nothing where neither changes it.

    A bad answer can lead to a better verdict: it says so, and that it is no better for that.
    """
    learned = f" ({MORE_IS_KNOWN})" if is_better(turns[1], verdict) else ""
    if turns[0] == turns[1] != verdict:
        either = " (after a bad one " + MORE_IS_KNOWN + ")" if learned else ""
        return f"either answer turns the verdict to {verdict_in_words(turns[0])}{either}"
    answers = (("a good", turns[0], ""), ("a bad", turns[1], learned))
    return listed(
        [
            f"{answer} answer turns the verdict to {verdict_in_words(to)}{note}"
            for answer, to, note in answers
            if to != verdict
        ]
    )


def reasons(
    name: str,
    method: Method,
    stands: Assessed,
    tallies: Mapping[str, Tally],
    turns: Turns,
    verdict: VerdictWord,
) -> list[str]:
    """Return the reasons for an unknown's rank, the weightiest first."""
    criterion = method.criteria[name]
    flips = flips_in_words(turns, verdict)
    sentences = [flips] if flips else []
    if criterion.gate:
        sentences.append("it is a gate")
    elif stands.due:
        sentences.append("it should be known at this stage")
    if criterion.weight != 1:
        sentences.append(f"its weight is {criterion.weight.normalize():f}")
    question = tallies[criterion.question]
    sentences.append(f"{question.known} of {question.total} known on {method.questions[criterion.question].label}")
    return sentences
