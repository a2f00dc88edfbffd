"""Words of values: the stage of the method that one stands for, and how a deal ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.edit.crm.suggest.vocabulary import spoken, vocabulary
from generator.model.method import Stage

UNKNOWN = "qualify"
"""The method's stage for values that say nothing: the first in which a deal is looked at."""


class StageGuess(NamedTuple):
    """The method's stage for a value; `guess` says by what it was guessed and is empty where it is certain."""

    stage: str
    guess: str = ""
    result: str = ""


def ending_of(value: str) -> str:
    """Return how a deal with this value ended, such as `won`; empty for one that is open."""
    said = spoken(value)
    inside = set(said.split())
    for result, words in vocabulary().results.items():
        if said in words:
            return result
    for result, words in vocabulary().results.items():
        if inside & {word for word in words if " " not in word}:
            return result
    return ""


def is_open(value: str) -> bool:
    """Tell whether a value is one of a deal that has not ended."""
    return spoken(value) in vocabulary().open


def stage_guesses(
    values: Sequence[str], stages: Mapping[str, Stage], known: Mapping[str, str]
) -> dict[str, StageGuess]:
    """Return the method's stage for each value.

    `known` are the stages of the values that the CRM brings along.
    """
    own = {spoken(value): stage for value, stage in known.items()}
    closed = next(name for name, stage in stages.items() if stage.closed)
    guesses: dict[str, StageGuess] = {}
    first = next(name for name, stage in stages.items() if not stage.closed)
    unknown = next((name for name, stage in stages.items() if UNKNOWN in (name, stage.like)), first)
    for value in values:
        same = next((name for name, stage in stages.items() if spoken(value) in _called(name, stage)), None)
        if result := ending_of(value):
            guesses[value] = StageGuess(closed, result=result)
        elif same and not stages[same].closed:
            guesses[value] = StageGuess(same)
        elif own.get(spoken(value)) in stages:
            guesses[value] = StageGuess(own[spoken(value)])
        else:
            guesses[value] = _by_words(value, stages) or StageGuess(unknown, "no word in it says which stage it is")
    return guesses


def _called(name: str, stage: Stage) -> set[str]:
    return {spoken(name), spoken(str(stage.label))}


def _by_words(value: str, stages: Mapping[str, Stage]) -> StageGuess | None:
    """Return the first open stage of the team's that stands for the stage whose word occurs in a value."""
    said = spoken(value)
    for known, words in vocabulary().stage_words.items():
        word = next((word for word in words if f" {spoken(word)}" in f" {said}"), "")
        named = (name for name, stage in stages.items() if known in (name, stage.like) and not stage.closed)
        if word and (name := next(named, "")):
            return StageGuess(name, f"by {word!r} in it")
    return None
