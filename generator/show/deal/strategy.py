"""Competitive strategy: what the scores support, what the team chose, by which criteria the customer decides."""

from __future__ import annotations

from typing import NamedTuple

from generator.show.deal.context import DealContext
from generator.show.text import values


class StrategyLine(NamedTuple):
    """One of the method's strategies, with what speaks for it and what it lacks here."""

    label: str
    means: str
    supported: bool
    chosen: bool
    reasons: tuple[str, ...]
    lacks: tuple[str, ...]


class StrategyChoice(NamedTuple):
    """The choice beside the suggestion; `against` is the competitor whom the heuristic looks at."""

    chosen: str
    statement: str
    carried_by: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    incumbent: str
    suggestion: str
    against: str
    lines: tuple[StrategyLine, ...]


def _incumbent(view: DealContext) -> str:
    holder = view.deal.incumbent
    if holder is None:
        return ""
    return (
        "We hold this business today."
        if holder == "us"
        else f"{view.competitor_name(holder)} holds this business today."
    )


def strategy(view: DealContext) -> StrategyChoice:
    """Return every strategy in the method's order, the first that the scores support being the suggestion."""
    written, strategies = view.deal.strategy, view.method.strategies
    suggested = next((each.strategy for each in view.judgement.strategies if each.supported), None)
    rival = view.judgement.primary_rival
    return StrategyChoice(
        chosen=strategies[written.approach].label if written.approach in strategies else written.approach or "",
        statement=written.statement,
        carried_by=written.carried_by,
        ours=written.our_objectives,
        theirs=written.customer_objectives,
        incumbent=_incumbent(view),
        suggestion=strategies[suggested].label if suggested else "",
        against=view.competitor_name(rival.slug) if rival else "",
        lines=tuple(
            StrategyLine(
                strategies[each.strategy].label,
                strategies[each.strategy].means,
                each.supported,
                each.strategy == written.approach,
                each.reasons,
                each.lacks,
            )
            for each in view.judgement.strategies
        ),
    )


class DecisionCriteria(NamedTuple):
    """The customer's criteria, and those of single players who named some of their own."""

    formal: tuple[str, ...]
    informal: tuple[str, ...]
    of_players: tuple[tuple[str, str, str], ...]


def decision_criteria(view: DealContext) -> DecisionCriteria:
    """Return by what the customer decides, on paper and otherwise."""
    return DecisionCriteria(
        view.deal.formal_criteria,
        view.deal.informal_criteria,
        tuple(
            (
                view.person(slug).name,
                values.listing(player.formal_criteria),
                values.listing(player.informal_criteria),
            )
            for slug, player in view.deal.players.items()
            if player.formal_criteria or player.informal_criteria
        ),
    )
