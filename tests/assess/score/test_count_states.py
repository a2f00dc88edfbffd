"""Every state that the ratings of a deal can be in, counted: 4.5 million under the one method, 5,760 under the other.

A verdict sees of a question only how many criteria are `+`, `-` and `?`, and how its gates stand; and of that only on
which side of its rules' limits it lies, and the figures that rules add up over questions. States that are alike in
that are one class here: a few tens of thousands of them stand for all.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import combinations_with_replacement, compress, product
from math import prod
from operator import getitem, gt, lt
from typing import NamedTuple

import pytest

from generator.assess.judgement import Range
from generator.assess.score.score import range_of
from generator.assess.score.verdict import verdict_word
from generator.assess.score.verdict_figures import Standings
from generator.model.method import VERDICTS, Method, VerdictWord
from generator.model.rules import Conditions, Quantity, Test
from tests.assess.judging import MEDDPICC, METHOD

pytestmark = pytest.mark.xdist_group("count states")
MARKS = ("proven", "claimed", "-", "?")
"""A claimed `+` counts like a proven one but at gates."""


class State(NamedTuple):
    """One question: the marks of its gates, and how many of the others are `+`, `-` and `?`."""

    gates: tuple[str, ...]
    others: tuple[int, int, int]

    @property
    def range(self) -> Range:
        """The question's range, every weight being 1."""
        signs = ["+" if each in ("proven", "claimed") else each for each in self.gates]
        return range_of(*(Decimal(self.others[at] + signs.count(sign)) for at, sign in enumerate("+-?")))

    def counts(self, state: str) -> int:
        """Return how many gates are proven, against us or unknown."""
        marks = {"proven": ("proven",), "against": ("-",), "unknown": ("claimed", "?")}[state]
        return sum(each in marks for each in self.gates)

    def steps(self, before: str, after: str) -> Iterator[tuple[State, int]]:
        """Yield the states after one criterion went from a mark to another, and how many criteria lead there."""
        for at, mark in enumerate(self.gates):
            if mark == before:
                yield State((*self.gates[:at], after, *self.gates[at + 1 :]), self.others), 1
        sign = {"proven": 0, "claimed": 0, "-": 1, "?": 2}
        one, other = sign[before], sign[after]
        if one != other and self.others[one]:
            counts = [*self.others]
            counts[one] -= 1
            counts[other] += 1
            yield State(self.gates, (counts[0], counts[1], counts[2])), self.others[one]


def states(method: Method, question: str) -> list[State]:
    """Return every state of a question."""
    gates = sum(each.gate for _, each in method.of_question(question))
    others = len(method.of_question(question)) - gates
    counts = [Counter(each) for each in combinations_with_replacement("+-?", others)]
    return [
        State(marks, (each["+"], each["-"], each["?"])) for marks in product(MARKS, repeat=gates) for each in counts
    ]


def each_test(conditions: Conditions) -> Iterator[tuple[str, Test]]:
    yield from conditions.tests.items()
    for group in conditions.any:
        yield from each_test(group)


Look = tuple[object, ...]
"""What the rules can see of a question."""
Seen = tuple[Look, ...]


class Classes:
    """The classes of a method's states, question by question, each with one state of it and how many there are."""

    def __init__(self, method: Method) -> None:
        assert all(each.weight == 1 for each in method.criteria.values())
        self.method = method
        self.tests = [each for rule in method.verdict.values() for each in each_test(rule.when)]
        self.of = {
            name: {state: self.seen(name, state) for state in states(method, name)} for name in method.questions
        }
        self.sizes = [Counter(each.values()) for each in self.of.values()]
        self.examples = [{seen: state for state, seen in each.items()} for each in self.of.values()]

    def sizes_but(self, at: int) -> list[Counter[Look]]:
        """Return the classes of every question but one, with how many states each has."""
        return [each for place, each in enumerate(self.sizes) if place != at]

    def seen(self, question: str, state: State) -> Look:
        """Return what the rules can see of a question."""
        range_, axis = state.range, self.method.questions[question].axis
        seen: list[Quantity | bool] = []
        for name, test in self.tests:
            group, _, figure = name.partition(".")
            if group == question or (group == "weakest" and axis == "winnable"):
                seen.append(test.holds(getattr(range_, figure)))
            elif group == axis:
                seen.append(getattr(range_, figure) if self.several(axis) else test.holds(getattr(range_, figure)))
        return (*seen, state.counts("proven"), state.counts("against"))

    def several(self, axis: str) -> bool:
        """Tell whether a figure is a mean over several questions."""
        return sum(each.axis == axis for each in self.method.questions.values()) > 1

    def verdicts(self) -> Mapping[Seen, VerdictWord]:
        """Return the verdict of every combination of classes."""
        pairs = (each.items() for each in self.examples)
        return {
            tuple(seen for seen, _ in found): verdict_of(self.method, tuple(state for _, state in found))
            for found in product(*pairs)
        }


def verdict_of(method: Method, found: tuple[State, ...]) -> VerdictWord:
    """Return the verdict of a state by the product's own rules."""
    gates = {state: sum(each.counts(state) for each in found) for state in ("proven", "against", "unknown")}
    ranges = {name: each.range for name, each in zip(method.questions, found, strict=True)}
    return verdict_word(method, Standings(method, ranges, gates))


@cache
def classes_of(name: str) -> tuple[Classes, Mapping[Seen, VerdictWord]]:
    classes = Classes({"twenty": METHOD, "eight": MEDDPICC}[name])
    return classes, classes.verdicts()


class Contexts(NamedTuple):
    """States of the other questions: how many each class of them has, and the verdicts by this question's class."""

    many: list[int]
    ranks: Mapping[Look, list[int]]


@cache
def contexts(name: str) -> list[Contexts]:
    classes, verdicts = classes_of(name)
    found = []
    for at, sizes in enumerate(classes.sizes):
        others = [*product(*classes.sizes_but(at))]
        many = [prod(map(getitem, classes.sizes_but(at), rest)) for rest in others]
        ranks = {own: [VERDICTS.index(verdicts[(*rest[:at], own, *rest[at:])]) for rest in others] for own in sizes}
        found.append(Contexts(many, ranks))
    return found


class Steps(NamedTuple):
    """Number of steps of one criterion over all states, and of those that worsen or raise the verdict."""

    all: int
    worse: int
    better: int


def steps(name: str, before: str, after: str) -> Steps:
    """Return the steps of one criterion from a mark to another."""
    every = worse = better = 0
    for seen, (many, ranks) in zip(classes_of(name)[0].of.values(), contexts(name), strict=True):
        for (one, then), count in moves(seen, before, after).items():
            every += count * sum(many)
            worse += count * sum(compress(many, map(lt, ranks[then], ranks[one])))
            better += count * sum(compress(many, map(gt, ranks[then], ranks[one])))
    return Steps(every, worse, better)


def moves(seen: Mapping[State, Look], before: str, after: str) -> Counter[tuple[Look, Look]]:
    """Return how many steps within one question lead from a class to another."""
    found: Counter[tuple[Look, Look]] = Counter()
    for state in seen:
        for then, many in state.steps(before, after):
            found[seen[state], seen[then]] += many
    return found


@pytest.mark.parametrize(("name", "many"), [("twenty", 4_536_000), ("eight", 5_760)])
def test_all_states_are_counted(name: str, many: int) -> None:
    """Worked out by hand.

    Twenty: five criteria, one a gate: 4 marks x 15 ways to share out 4; without a gate 21; 60 x 60 x 60 x 21.
    Eight: two, one a gate: 4 x 3; three, two of them gates: 16 x 3; three without: 10; 12 x 48 x 10.
    """
    classes, verdicts = classes_of(name)
    assert prod(sum(sizes.values()) for sizes in classes.sizes) == many
    assert len(verdicts) == prod(map(len, classes.sizes))


@pytest.mark.parametrize("name", ["twenty", "eight"])
def test_states_of_one_class_have_one_verdict(name: str) -> None:
    classes, verdicts = classes_of(name)
    dice = random.Random(7)  # noqa: S311, the same states in every run
    for _ in range(500):
        found = [(each, dice.choice([*each])) for each in classes.of.values()]
        seen = tuple(each[state] for each, state in found)
        assert verdict_of(classes.method, tuple(state for _, state in found)) == verdicts[seen]


@pytest.mark.parametrize("name", ["twenty", "eight"])
@pytest.mark.parametrize(("before", "after"), [("claimed", "proven"), ("-", "proven"), ("?", "proven")])
def test_what_turns_out_proven_never_worsens_a_verdict(name: str, before: str, after: str) -> None:
    assert steps(name, before, after).worse == 0


def test_what_turns_out_against_us_can_raise_a_verdict() -> None:
    """More is known then, not better: of the steps from `?` to `-` under the twenty criteria 2.8 % do so.

    There are as many of those steps as there are `?`: a third of the marks of 17 criteria that are no gate, a quarter
    of those of 3 gates: 4,536,000 x (17 / 3 + 3 / 4) = 29,106,000.
    """
    found = steps("twenty", "?", "-")
    assert found.all == 29_106_000
    assert round(found.better / found.all, 3) == 0.028
