"""Places on the method page that other pages lead to."""

from __future__ import annotations

from generator.model.method import Method
from generator.show.page import Link


def criterion_anchor(criterion: str) -> str:
    """Return the id at which the method page explains a criterion."""
    return f"criterion-{criterion}"


def finding_anchor(code: str) -> str:
    """Return the id at which the method page explains a finding."""
    return f"finding-{code}"


def criterion_link(criterion: str, method: Method) -> Link:
    """Return the link to a criterion, within the page."""
    label = f"{method.numbers[criterion]} {method.criteria[criterion].label}"
    return Link(label, f"#{criterion_anchor(criterion)}")
