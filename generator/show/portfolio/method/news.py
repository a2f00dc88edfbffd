"""The line beside the heading of each section of the method page that folds: what is in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from generator.model.method import Method, MethodItem
from generator.show.text import values


def method_news(method: Method) -> Mapping[str, str]:
    """Return what is in each section of the method page that folds, by the section's id."""
    return {
        "score": "100 · Σ w·r ÷ Σ w, with a range over what is unknown",
        "gates": ", ".join(f"{method.numbers[name]} {method.criteria[name].label}" for name in method.gates),
        "verdict": f"{_number(method.verdict, 'rule')}, of which the first that holds gives the verdict",
        "duties": "and the forecast category that each speaks for",
        "odds": "by band of the winnable score",
        "thresholds": f"{_number(method.thresholds, 'number')} that speak to ratings",
        "strategies": _labels(method.strategies.values()),
        "findings": f"{_number(method.findings, 'kind')}, with examples and remedies",
        "value": _labels(method.value_heads.values()),
        "patterns": _labels(method.patterns.values()),
        "partners": f"{_number(method.partner_questions, 'question')} about each",
        "milestones": f"{len(method.milestones)}, set back from the close",
        "control": _number(method.symptoms, "symptom"),
        "levels": f"{_number(method.levels, 'dimension')} on three levels",
        "stages": _labels(method.stages.values()),
        "forecast": _labels(method.forecast.values()),
        "audiences": _labels(method.audiences.values()),
        "currencies": _currencies(method),
        "vocabulary": "names for conditions in deals/method.yml",
    }


def _number(items: Collection[str], noun: str) -> str:
    return values.counted(len(items), noun)


def _labels(items: Iterable[MethodItem]) -> str:
    return ", ".join(each.label for each in items)


def _currencies(method: Method) -> str:
    known = method.currencies
    return f"{values.counted(len(known.rates), 'rate')} to {known.base}" if known else ""
