"""Strategies that the scores support, by our heuristic; the team chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.assess.judgement import StrategyView
from generator.assess.words import statements

if TYPE_CHECKING:
    from generator.assess.findings.facts import Facts
    from generator.model.deal import Deal
    from generator.model.method import Method, Strategy


def strategies_of(method: Method, facts: Facts) -> tuple[StrategyView, ...]:
    """Return every strategy in the method's order; the first supported one is what the scores suggest."""
    return tuple(view(name, each, method, facts) for name, each in method.strategies.items())


def view(name: str, strategy: Strategy, method: Method, facts: Facts) -> StrategyView:
    """Return the reasons for a strategy, and the conditions that it lacks."""
    return StrategyView(
        strategy=name,
        supported=strategy.when.hold(facts.__getitem__),
        reasons=tuple(statements(strategy.when, facts.__getitem__, method, held=True)),
        lacks=tuple(statements(strategy.when, facts.__getitem__, method, held=False)),
    )


def chosen_is_supported(deal: Deal, strategies: tuple[StrategyView, ...]) -> str | None:
    """Return whether the scores support the team's choice; None where it chose none that the method has."""
    chosen = next((each for each in strategies if each.strategy == deal.strategy.approach), None)
    if chosen is None:
        return None
    return "yes" if chosen.supported else "no"
