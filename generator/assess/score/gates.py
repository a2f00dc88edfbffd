"""Gates: criteria without which no deal is pursued, each with a sentence on its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.assess.judgement import Gate
from generator.assess.words import day_in_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from generator.assess.judgement import Assessed
    from generator.model.method import Criterion, Method


def gates_of(method: Method, assessed: Mapping[str, Assessed]) -> tuple[Gate, ...]:
    """Return every gate in the method's order. Only a proven `+` opens one; a claimed `+` counts as unknown."""
    return tuple(gate_of(method.criteria[name], assessed[name]) for name in method.gates)


def gate_of(criterion: Criterion, stands: Assessed) -> Gate:
    """Return one gate."""
    name, since = stands.criterion, stands.known_since
    if stands.standing == "proven":
        return Gate(name, "proven", f"{criterion.label} is proven: {proof(stands.by, stands.date)}", since)
    if stands.standing == "against":
        return Gate(name, "against", f"{criterion.label} is against us ({criterion.low})", since)
    return Gate(name, "unknown", f"{criterion.label} is {unproven(stands)}", since)


def proof(by: str | None, date: dt.date | None) -> str:
    """Return the source and the day of a proven rating in words."""
    whose = "the customer said so" if by == "customer" else "a document showed it"
    return f"{whose} on {day_in_words(date)}" if date else whose


def unproven(stands: Assessed) -> str:
    """Return in words why a criterion that is not against us is not proven either."""
    if stands.rating == "?":
        return "not known"
    if stands.from_numbers:
        return "only read from the deal's numbers"
    missing = [] if stands.evidence else ["no evidence"]
    if stands.date is None:
        missing.append("no date")
    elif stands.ahead:
        missing.append(f"its day, {day_in_words(stands.date)}, is still to come")
    if stands.by != "customer" and stands.by != "document":
        missing.append("nobody's word but our own")
    return f"only claimed: {', '.join(missing)}"
