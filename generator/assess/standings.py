"""The figures that verdict rules look at, each worked out when a rule asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from generator.assess.judgement import Range
from generator.model.quantities import FIGURES
from generator.model.rules import Count, Quantity

if TYPE_CHECKING:
    from generator.assess.judgement import Gate, GateState, Tally
    from generator.model.method import Axis, Method
    from generator.model.text import Sign


@dataclass(frozen=True, slots=True)
class Standings:
    """The range of every question and the number of gates in each state."""

    method: Method
    ranges: Mapping[str, Range]
    gates: Mapping[GateState, int]

    def __call__(self, name: str) -> Quantity:
        """Return a quantity by its name, `compete.high` or `gates.against`; None for one that does not stand."""
        group, _, figure = name.partition(".")
        if group == "gates":
            state: GateState | None = next((each for each in self.gates if each == figure), None)
            return None if state is None else Count(Fraction(self.gates[state]), Fraction(len(self.method.gates)))
        if figure not in FIGURES:
            return None
        if group in self.ranges:
            return self._figure(group, figure)
        if group == "weakest":
            return min(self._figures("winnable", figure))
        if group in ("winnable", "worth"):
            return self._mean("winnable" if group == "winnable" else "worth", figure)
        return None

    def _figure(self, question: str, figure: str) -> Fraction:
        value: Fraction = getattr(self.ranges[question], figure)
        return value

    def _figures(self, axis: Axis, figure: str) -> list[Fraction]:
        return [self._figure(question, figure) for question in self.method.questions_on(axis)]

    def _mean(self, axis: Axis, figure: str) -> Fraction | None:
        figures = self._figures(axis, figure)
        return sum(figures, Fraction(0)) / len(figures) if figures else None

    def answered(self, criterion: str, answer: Literal["+", "-"], share: Fraction) -> Standings:
        """Return the figures as they would be if an unknown criterion turned out proven, or against us.

        `share` is the criterion's part of its question's weight.
        """
        question = self.method.criteria[criterion].question
        ranges = {**self.ranges, question: with_answer(self.ranges[question], answer, share)}
        gates = dict(self.gates)
        if self.method.criteria[criterion].gate:
            gates["unknown"] -= 1
            gates["proven" if answer == "+" else "against"] += 1
        return replace(self, ranges=ranges, gates=gates)


def with_answer(before: Range, answer: Sign, share: Fraction) -> Range:
    """Return a question's range once an unknown with this share of its weight is known: one bound closes in."""
    step = 100 * share
    if answer == "+":
        return Range(before.low + 2 * step, before.score + step, before.high, before.known + share)
    return Range(before.low, before.score - step, before.high - 2 * step, before.known + share)


def standings_of(method: Method, tallies: Mapping[str, Tally], gates: tuple[Gate, ...]) -> Standings:
    """Return the figures of a deal."""
    states: dict[GateState, int] = {"proven": 0, "against": 0, "unknown": 0}
    for gate in gates:
        states[gate.state] += 1
    return Standings(method, {question: each.range for question, each in tallies.items()}, states)
