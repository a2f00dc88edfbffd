"""The method's rules in words: what is looked at, and where it has to stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from generator.model.method import Method
from generator.model.rules import Conditions, Test
from generator.show import printed

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
COMPARED: Final[Mapping[str, str]] = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}
NO_CONDITION: Final = "none of the rules above fires"


def condition_words(conditions: Conditions, method: Method) -> tuple[str, ...]:
    """Return one phrase per condition; all of them have to hold. Empty where there is no condition."""
    said = [_said(quantity, test, method) for quantity, test in conditions.tests.items()]
    if conditions.any:
        groups = [printed.listing(condition_words(group, method)) for group in conditions.any]
        said.append("either " + printed.listing(groups, "or"))
    return tuple(said)


def _said(quantity: str, test: Test, method: Method) -> str:
    stem, _, rest = quantity.partition(".")
    if stem == "has":
        given = (test.value == "yes") is (test.comparison == "is")
        return f"{printed.unfolded(rest).lower()} is {'given' if given else 'not given'}"
    what = quantity_words(quantity, method)
    if test.value in ("yes", "no") and test.comparison == "is":
        return f"{what}: {test.value}"
    return f"{what} is {_tested(test, shared=rest == 'known')}"


def _tested(test: Test, *, shared: bool) -> str:
    if isinstance(test.value, Fraction):
        number = printed.percent(test.value) if shared else printed.plain(test.value, 2)
        return f"{COMPARED.get(test.comparison, '')} {number}"
    word = "all of them" if test.value == "all" else printed.GLYPHS.get(test.value, test.value)
    return f"known and not {word}" if test.comparison == "not" else word


def quantity_words(quantity: str, method: Method) -> str:
    """Return the name of a quantity as a sentence uses it."""
    stem, _, rest = quantity.partition(".")
    if rest in FIGURES:
        return f"{_group(stem, method)} {FIGURES[rest]}"
    if stem in BY_CRITERION and rest in method.criteria:
        return BY_CRITERION[stem].format(f"“{method.criteria[rest].label}”")
    if stem == "gates":
        return f"gates {rest}"
    return printed.unfolded(rest or stem).lower()


def _group(stem: str, method: Method) -> str:
    if stem in method.questions:
        return f"“{method.questions[stem].label}”"
    return {"weakest": "weakest winnable question"}.get(stem, stem)


def named(method: Method) -> Callable[[str], str]:
    """Return what turns a criterion's id into its number and label."""
    return lambda name: f"{method.numbers[name]} {method.criteria[name].label}"
