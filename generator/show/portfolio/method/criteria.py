"""The questions of the method with their criteria, and what is to be known about each."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assess.score.thresholds import one_is_enough
from generator.model.method import Criterion, Method
from generator.show.portfolio.method import views
from generator.show.portfolio.method.links import criterion_anchor, criterion_link
from generator.show.text import values


def question(name: str, method: Method) -> views.QuestionView:
    """Return a question with its criteria."""
    asked = method.questions[name]
    compared = ", compared with competitors" if asked.compared else ""
    return views.QuestionView(
        name,
        asked.letter,
        asked.ask,
        f"{asked.label}, counts for {asked.axis}{compared}",
        asked.source,
        tuple(_criterion(each, criterion, method) for each, criterion in method.of_question(name)),
        asked.partner_examples,
    )


def _criterion(name: str, criterion: Criterion, method: Method) -> views.CriterionView:
    return views.CriterionView(
        name,
        criterion_anchor(name),
        method.numbers[name],
        criterion.label,
        criterion.gate,
        criterion.low,
        criterion.high,
        criterion.ask,
        " ".join(_about(criterion, method)),
        criterion.source,
    )


def _about(criterion: Criterion, method: Method) -> Iterator[str]:
    """Yield what is to be known about a criterion's rating, sentence by sentence."""
    if is_weighted(method):
        yield f"Weight {values.plain(criterion.weight, 2)}."
    stage = method.stages.get(criterion.due)
    due = stage.label if stage else values.unfolded(criterion.due)
    yield "Due always." if criterion.gate else f"Due from {due}."
    yield f"Old after {values.counted(criterion.stale, 'day')}."
    if labels := [method.thresholds[number].label for number in criterion.numbers if number in method.thresholds]:
        enough = ", of which one is enough" if one_is_enough(criterion, method) else ""
        yield f"Numbers that speak to it: {values.listing(labels)}{enough}."


def gates(method: Method) -> tuple[views.GateView, ...]:
    """Return the gates, each with the reason why it is one."""
    return tuple(
        views.GateView(criterion_link(name, method), method.criteria[name].why_gate) for name in method.gates
    )


def is_weighted(method: Method) -> bool:
    """Tell whether criteria count differently."""
    return any(each.weight != 1 for each in method.criteria.values())
