"""The figures that verdict rules look at, each worked out when a rule asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from generator.assess.score.score import mean
from generator.model.rules import Count, Quantity

if TYPE_CHECKING:
    from generator.assess.judgement import Gate, Range, Tally
    from generator.model.method import Axis, Method


@dataclass(frozen=True, slots=True)
class Standings:
    """The range of every question and the number of gates in each state."""

    method: Method
    ranges: Mapping[str, Range]
    gates: Mapping[str, int]

    def __call__(self, name: str) -> Quantity:
        """Return a quantity by its name: `compete.high`, `weakest.low`, `gates.against`."""
        group, _, figure = name.partition(".")
        if group == "gates":
            return Count(Fraction(self.gates[figure]), Fraction(len(self.method.gates)))
        if group in self.ranges:
            return self._figure(group, figure)
        if group == "weakest":
            return min(self._figures("winnable", figure))
        return mean(self._figures("winnable" if group == "winnable" else "worth", figure))

    def _figure(self, question: str, figure: str) -> Fraction:
        value: Fraction = getattr(self.ranges[question], figure)
        return value

    def _figures(self, axis: Axis, figure: str) -> list[Fraction]:
        return [self._figure(question, figure) for question in self.method.questions_on(axis)]

    def answered(self, criterion: str, answer: Literal["+", "-"], turned: Range) -> Standings:
        """Return the figures as they would be if an unknown criterion turned out proven, or against us.

        `turned` is the range that its question would have then.
        """
        each = self.method.criteria[criterion]
        gates = dict(self.gates)
        if each.gate:
            gates["unknown"] -= 1
            gates["proven" if answer == "+" else "against"] += 1
        return Standings(self.method, {**self.ranges, each.question: turned}, gates)


def standings_of(method: Method, tallies: Mapping[str, Tally], gates: tuple[Gate, ...]) -> Standings:
    """Return the figures of a deal."""
    states = {"proven": 0, "against": 0, "unknown": 0}
    for gate in gates:
        states[gate.state] += 1
    return Standings(method, {question: each.range for question, each in tallies.items()}, states)
