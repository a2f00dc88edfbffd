"""Coverage by the plan: the criteria that it works on and those that it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.assess.judgement import Assessed
    from generator.model.deal import Deal
    from generator.model.method import Method


def worked_on(deal: Deal, method: Method) -> frozenset[str]:
    """Return the criteria that an open action works on."""
    cited = (
        method.criterion(each)
        for action in deal.plan.actions.values()
        if action.state == "open"
        for each in action.criteria
    )
    return frozenset(name for name in cited if name)


def unaddressed(assessed: Mapping[str, Assessed], addressed: frozenset[str], *, closed: bool) -> tuple[str, ...]:
    """Return every `-`, and every `?` that is due, on which nothing works; nothing is left to do on a closed deal."""
    if closed:
        return ()
    return tuple(
        name
        for name, each in assessed.items()
        if name not in addressed and (each.rating == "-" or (each.rating == "?" and each.due))
    )
