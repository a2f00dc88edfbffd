"""Words of values: the stage of the method that one stands for, and how a deal ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.edit.crm.suggest.vocabulary import spoken, vocabulary
from generator.model.method import Stage


class StageGuess(NamedTuple):
    """The method's stage for a value; `sure` where its name or a known word of an end says so."""

    stage: str
    sure: bool
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
    """Return the method's stage for each value; of a value that says nothing, the stage of the one before it.

    `known` are the stages of the values that the CRM brings along.
    """
    own = {spoken(value): stage for value, stage in known.items()}
    closed = next(name for name, stage in stages.items() if stage.closed)
    guesses: dict[str, StageGuess] = {}
    last = next(name for name, stage in stages.items() if not stage.closed)
    for value in values:
        same = next((name for name, stage in stages.items() if spoken(value) in _called(name, stage)), None)
        if result := ending_of(value):
            guesses[value] = StageGuess(closed, sure=True, result=result)
        elif same and not stages[same].closed:
            guesses[value] = StageGuess(same, sure=True)
        elif own.get(spoken(value)) in stages:
            guesses[value] = StageGuess(own[spoken(value)], sure=True)
        else:
            guesses[value] = StageGuess(_by_words(value, stages) or last, sure=False)
            last = guesses[value].stage
    return guesses


def _called(name: str, stage: Stage) -> set[str]:
    return {spoken(name), spoken(str(stage.label))}


def _by_words(value: str, stages: Mapping[str, Stage]) -> str:
    """Return the first open stage of the team's that stands for the stage whose word occurs in a value."""
    said = spoken(value)
    for known, words in vocabulary().stages.items():
        if any(f" {spoken(word)}" in f" {said}" for word in words):
            for name, stage in stages.items():
                if known in (name, stage.like) and not stage.closed:
                    return name
    return ""
