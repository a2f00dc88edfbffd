"""Criteria that answers name, by their keys in the method."""

from __future__ import annotations

from generator.intake.case import Case
from generator.intake.quotes import NotProven
from generator.problems import expected


def criterion_of(named: str, case: Case) -> str:
    """Return the key of a criterion. Raises NotProven, with the one that was meant, where there is none."""
    criteria = case.of.around.method.criteria
    if named not in criteria:
        remedy = expected(named.replace("-", "_"), criteria) or "take a key from the sheet"
        raise NotProven(f"the method has no criterion {named!r}", remedy, "criterion")
    return named
