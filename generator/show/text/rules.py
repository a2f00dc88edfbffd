"""The method's rules in words: one clause per condition, as somebody would say it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from generator.model.method import Method
from generator.model.rules import Conditions, Test
from generator.show.text import values
from generator.show.text.rule_phrases import COUNTED, MEASURED, OTHER_WORDS, RATED, WORDS, YES_NO

FIGURES: Final[Mapping[str, str]] = {"low": "at worst", "score": "as it stands", "high": "at best"}
COMPARED: Final[Mapping[str, str]] = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}
COMPARED_COUNTS: Final[Mapping[str, str]] = {"<": "fewer than", "<=": "at most", ">": "more than", ">=": "at least"}
COMPARED_SHARES: Final[Mapping[str, str]] = {"<": "less than", "<=": "at most", ">": "more than", ">=": "at least"}
NO_CONDITION: Final = "none of the rules above fires"


def condition_words(conditions: Conditions, method: Method) -> tuple[str, ...]:
    """Return one clause per condition; all of them have to hold. Empty where there is no condition."""
    words = [clause(quantity, test, method) for quantity, test in conditions.tests.items()]
    if conditions.any:
        groups = [values.listing(condition_words(group, method)) for group in conditions.any]
        words.append(f"either {values.listing(groups, 'or')}" if len(groups) > 1 else groups[0])
    return tuple(words)


def clause(quantity: str, test: Test, method: Method) -> str:
    """Return one condition as a clause: `it is no gate`, `the close date has passed`."""
    stem, _, rest = quantity.partition(".")
    key, about = (quantity, "") if quantity in VOCABULARY else (stem, _name(stem, rest, method))
    if isinstance(test.value, Fraction):
        return _number(quantity, test, test.value, method)
    if test.value == "all":
        return f"{'all' if test.comparison == 'is' else 'not all'} {COUNTED[key][1]}" if key in COUNTED else quantity
    if key in YES_NO and test.value in ("yes", "no"):
        said = (test.value == "yes") is (test.comparison == "is")
        return YES_NO[key][0 if said else 1].format(about=about)
    if key in WORDS:
        return _word(key, about, test.value, other=test.comparison == "not")
    return f"{quantity} is {test.written}"


def _name(stem: str, rest: str, method: Method) -> str:
    """Return the name of a criterion or a field as a clause uses it."""
    if stem != "has" and rest in method.criteria:
        return f"“{method.criteria[rest].label}”"
    return values.unfolded(rest).lower()


def _word(key: str, about: str, word: str, *, other: bool) -> str:
    if key == "incumbent" and word == "us" and not other:
        return "we are the incumbent"
    rated = RATED.get(word, word) if other and key.endswith("rating") else values.GLYPHS.get(word, word)
    return WORDS[key][other].format(OTHER_WORDS.get(rated, rated), about=about)


def _number(quantity: str, test: Test, number: Fraction, method: Method) -> str:
    group, _, figure = quantity.partition(".")
    if figure == "known":
        return f"{COMPARED_SHARES[test.comparison]} {values.percent(number)} is known on {_group(group, method)}"
    if quantity in COUNTED:
        return _count(quantity, test.comparison, number)
    limit = f"{COMPARED[test.comparison]} {values.plain(number, 2)}"
    if figure in FIGURES:
        return f"{_group(group, method)} is {limit} {FIGURES[figure]}"
    if quantity not in MEASURED:
        return f"{quantity} is {limit}"
    measured = MEASURED[quantity]
    said = {"<": measured.below, ">": measured.above}.get(test.comparison, "") if number == 0 else ""
    return said or f"{measured.name} is {limit}"


def _count(quantity: str, comparison: str, number: Fraction) -> str:
    one, many = COUNTED[quantity]
    if (number == 1 and comparison == "<") or (number == 0 and comparison == "<="):
        return f"no {one}"
    return f"{COMPARED_COUNTS[comparison]} {values.plain(number, 2)} {one if number == 1 else many}"


def _group(stem: str, method: Method) -> str:
    if stem in method.questions:
        return f"“{method.questions[stem].label}”"
    return {"weakest": "the weakest winnable question"}.get(stem, stem)


VOCABULARY: Final = frozenset({*YES_NO, *WORDS, *COUNTED, *MEASURED})
