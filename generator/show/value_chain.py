"""A partner's value chain beside our own, function by function."""

from __future__ import annotations

from typing import NamedTuple

from generator.model.account import ValueChain
from generator.model.playbook import Surroundings


class FunctionRow(NamedTuple):
    """One function of the value chain, theirs beside ours."""

    label: str
    theirs: tuple[str, ...]
    ours: tuple[str, ...]


def beside_ours(theirs: ValueChain, surroundings: Surroundings) -> tuple[FunctionRow, ...]:
    """Return a row for each of the method's functions, empty where nothing is written."""
    ours = surroundings.team.us
    return tuple(
        FunctionRow(each.label, theirs.get(name, ()), ours.get(name, ()))
        for name, each in surroundings.method.functions.items()
    )
