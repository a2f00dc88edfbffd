"""The method's rules in words: what is looked at, and where it has to stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from generator.model import quantities
from generator.model.method import Method
from generator.model.rules import Conditions, Test
from generator.show.text import values

FIGURES: Final[Mapping[str, str]] = {
    "low": "at worst",
    "score": "as it stands",
    "high": "at best",
    "known": "known share",
}
BY_CRITERION: Final[Mapping[str, str]] = {
    "rating": "rating of {}",
    "standing": "standing of {}",
    "by": "whose word {} rests on",
    "numbers": "what the numbers say on {}",
    "covered_by_partner": "partner's help on {}",
}
MEANINGS: Final[Mapping[str, str]] = {**quantities.DEAL} | {
    name: meaning for names in quantities.OF_ITEMS.values() for name, meaning in names.items()
}
COMPARED: Final[Mapping[str, str]] = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}
NO_CONDITION: Final = "none of the rules above fires"


def condition_words(conditions: Conditions, method: Method) -> tuple[str, ...]:
    """Return one phrase per condition; all of them have to hold. Empty where there is no condition."""
    words = [_said(quantity, test, method) for quantity, test in conditions.tests.items()]
    if conditions.any:
        groups = [values.listing(condition_words(group, method)) for group in conditions.any]
        words.append("either " + values.listing(groups, "or"))
    return tuple(words)


def _said(quantity: str, test: Test, method: Method) -> str:
    stem, _, rest = quantity.partition(".")
    if stem == "has":
        given = (test.value == "yes") is (test.comparison == "is")
        return f"{values.unfolded(rest).lower()} {'given' if given else 'not given'}"
    meaning = MEANINGS.get(quantity, "")
    if meaning.startswith("whether ") and test.comparison == "is":
        clause = _clause(meaning.removeprefix("whether "))
        return clause if test.value == "yes" else f"not so: {clause}"
    between = " " if rest in FIGURES else ": "
    return f"{quantity_words(quantity, method)}{between}{_tested(test, shared=rest == 'known')}"


def _clause(meaning: str) -> str:
    """Return a meaning without what it adds after its first clause."""
    return re.split(r"[:;,]", meaning)[0]


def _tested(test: Test, *, shared: bool) -> str:
    if isinstance(test.value, Fraction):
        number = values.percent(test.value) if shared else values.plain(test.value, 2)
        return f"{COMPARED.get(test.comparison, '')} {number}".strip()
    word = "all of them" if test.value == "all" else values.GLYPHS.get(test.value, test.value)
    return f"known and not {word}" if test.comparison == "not" else word


def quantity_words(quantity: str, method: Method) -> str:
    """Return the name of a quantity as a condition uses it."""
    stem, _, rest = quantity.partition(".")
    if rest in FIGURES:
        return f"{_group(stem, method)} {FIGURES[rest]}"
    if stem in BY_CRITERION and rest in method.criteria:
        return BY_CRITERION[stem].format(f"“{method.criteria[rest].label}”")
    meaning = MEANINGS.get(quantity, "")
    if meaning.startswith(("how many ", "days ", "working days ")):
        return _clause(meaning)
    return values.unfolded(rest if stem in quantities.OF_ITEMS else quantity.replace(".", " ")).lower()


def _group(stem: str, method: Method) -> str:
    if stem in method.questions:
        return f"“{method.questions[stem].label}”"
    return {"weakest": "weakest winnable question"}.get(stem, stem)
