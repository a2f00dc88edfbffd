"""Rules' tests in plain words: the quantity, its value, and the value that was asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from generator.model.quantities import FIGURES
from generator.model.rules import Count

if TYPE_CHECKING:
    from generator.model.method import Method, VerdictWord
    from generator.model.rules import Conditions, Quantity, Test

    Ask = Callable[[str], Quantity]

COMPARED = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}
FIGURE = {"low": "is at worst", "score": "scores", "high": "is at best"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SPOKEN_VERDICTS = {"walk-away": "walk away"}
GATES = {"proven": "proven", "against": "against us", "unknown": "not known"}

PHRASES = {
    "leads": "the number of criteria on which we lead",
    "trails": "the number of criteria on which we trail",
    "lead_margin": "our lead in criteria",
    "lead_ratio": "the ratio of our leads to theirs",
    "verdict": "the verdict",
    "rating": "{}",
    "standing": "{}",
    "numbers": "{} by the deal's numbers",
    "by": "whose word {} rests on",
}
YES = {
    "incumbent us": ("we are the incumbent", "we are not the incumbent"),
    "covered_by_partner yes": ("a partner covers {}", "no partner covers {}"),
}


def printed(value: Fraction) -> str:
    """Return a number with one decimal at most and a true minus sign."""
    return f"{float(round(value, 1)):g}".replace("-", "−")


def printed_beside(value: Fraction, limit: Fraction) -> str:
    """Return a number with so many decimals that it does not look like a limit which it is not."""
    places = next((each for each in range(1, 9) if value == limit or round(value, each) != limit), 9)
    return f"{float(round(value, places)):.10g}".replace("-", "−")


def beside(value: Fraction, test: Test, *, share: bool = False) -> str:
    """Return a figure as it is printed beside a test of it."""
    if not isinstance(test.value, Fraction):
        return printed(value)
    return printed_beside(value, test.value * 100 if share else test.value)


def verdict_in_words(word: VerdictWord) -> str:
    """Return a verdict as people say it."""
    return SPOKEN_VERDICTS.get(word, word)


def day_in_words(date: dt.date) -> str:
    """Return a day in words, the same in every country: `2 Nov 2026`."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


OVERDUE: Final = "overdue"
"""The word for whatever was to be done by a day that is over."""


def overdue_since(day: str) -> str:
    """Return a day, as it is printed, of something that is overdue."""
    return f"{OVERDUE} since {day}"


def sentence(words: str) -> str:
    """Return words as a sentence: a capital at the start, a full stop at the end where it has no end of its own."""
    return f"{words[:1].upper()}{words[1:]}{'' if words[-1] in '.?!…' else '.'}" if words else ""


def listed(phrases: list[str]) -> str:
    """Return several statements as one: `a, b and c`."""
    return " and ".join([", ".join(phrases[:-1]), phrases[-1]] if len(phrases) > 1 else phrases)


def statements(conditions: Conditions, ask: Ask, method: Method, *, held: bool) -> Iterator[str]:
    """Yield a statement for every test that holds, or for every one that fails; `any` groups count as one test."""
    for name, test in conditions.tests.items():
        if test.holds(ask(name)) is held:
            yield statement(name, test, ask, method, held=held)
    if conditions.any:
        holding = [group for group in conditions.any if group.hold(ask)]
        if held and holding:
            yield from statements(holding[0], ask, method, held=True)
        if not held and not holding:
            ways = [listed(list(statements(group, ask, method, held=False))) for group in conditions.any]
            yield "; or else ".join(ways)


def statement(name: str, test: Test, ask: Ask, method: Method, *, held: bool) -> str:
    """Return one test in words, for example `Competition is at best −20 (below 0)`."""
    stem, _, last = name.partition(".")
    about = method.criteria[last].label if last in method.criteria else last
    if f"{stem} {test.written}" in YES:
        return YES[f"{stem} {test.written}"][0 if held else 1].format(about)
    quantity = ask(name)
    if stem == "gates":
        return gates_in_words(last, quantity, test, held=held)
    if last in FIGURES:
        return figure_in_words(stem, last, ask, method, test, held=held)
    phrase = PHRASES.get(stem, name.replace("_", " ").replace(".", " ")).format(about)
    limit = f" ({wanted(test, held=held)})" if not held or test.comparison in COMPARED else ""
    return f"{phrase} is {actual(quantity)}{limit}"


def actual(quantity: Quantity) -> str:
    """Return the value of a quantity in words."""
    if quantity is None:
        return "not known"
    if isinstance(quantity, Count):
        return f"{printed(quantity.value)} of {printed(quantity.total)}"
    return printed(quantity) if isinstance(quantity, Fraction) else quantity


def wanted(test: Test, *, held: bool, share: bool = False) -> str:
    """Return the demand of a test in words: `at least 3`, `other than +`; put as a wish where it failed."""
    value = test.value if isinstance(test.value, str) else printed(test.value * 100 if share else test.value)
    asked = f"{COMPARED.get(test.comparison, '')} {value}{'%' if share else ''}".strip()
    if test.comparison == "not":
        asked = f"other than {value}"
    return asked if held else f"wanted: {asked}"


def gates_in_words(state: str, quantity: Quantity, test: Test, *, held: bool) -> str:
    """Return the number of gates in a state in words: `2 of 3 gates are against us`."""
    limit = "" if held else f" ({wanted(test, held=held)})"
    verb = "is" if isinstance(quantity, Count) and quantity.value == 1 else "are"
    return f"{actual(quantity)} gates {verb} {GATES.get(state, state)}{limit}"


def figure_in_words(group: str, figure: str, ask: Ask, method: Method, test: Test, *, held: bool) -> str:
    """Return a score, one of its bounds or the known share in words."""
    value = ask(f"{group}.{figure}")
    name = group_in_words(group, figure, ask, method)
    share = figure == "known"
    limit = wanted(test, held=held, share=share)
    if not isinstance(value, Fraction):
        return f"{name} is not known ({limit})"
    if share:
        return f"{beside(value * 100, test, share=True)}% of {name} is known ({limit})"
    return f"{name} {FIGURE[figure]} {beside(value, test)} ({limit})"


def group_in_words(group: str, figure: str, ask: Ask, method: Method) -> str:
    """Return a group of criteria by name; the weakest question is named by its own name."""
    if group == "weakest":
        least = ask(f"weakest.{figure}")
        weakest = [name for name in method.questions_on("winnable") if ask(f"{name}.{figure}") == least]
        return f"the weakest question ({method.questions[weakest[0]].label})" if weakest else "the weakest question"
    if group in method.questions:
        return method.questions[group].label
    return {"winnable": "what decides whether we win", "worth": "what it is worth"}.get(group, group)
