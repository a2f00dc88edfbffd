"""References of fields to other things, and the words that the team's method has for some of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.method import Method

REFERS: Mapping[str, str] = {
    "Deal.stage": "stages",
    "Deal.owner": "members",
    "Deal.competitors": "competitors",
    "Deal.primary_competitor": "competitors",
    "Deal.incumbent": "competitors",
    "Decision.by": "members",
    "Player.influences": "people",
    "Player.conflicts_with": "people",
    "Relationship.owner": "members",
    "ValueLine.head": "value_heads",
    "ValueLine.confirmed_by": "people",
    "Statement.pattern": "patterns",
    "Statement.audience": "people",
    "Help.criteria": "criteria",
    "PartnerRole.owner": "members",
    "CompetitiveStrategy.approach": "strategies",
    "Milestone.kind": "milestones",
    "Milestone.owner": "members",
    "Action.owner": "members",
    "Action.criteria": "criteria",
    "Action.players": "people",
    "Action.agreed_with": "people",
    "Action.milestone": "plan.milestones",
    "Action.objective": "plan.objectives",
    "Acceptance.by": "members",
    "Review.led_by": "members",
    "Outcome.winner": "competitors",
    "PastDay.owner": "members",
    "Person.reports_to": "people",
    "Colleague.name": "members",
    "Holding.deal": "deals",
    "Meeting.deals": "deals",
    "Account.owner": "members",
    "Partner.owner": "members",
    "Partner.competitors": "competitors",
    "Share.audience": "audiences",
    "Share.partner": "partners",
}
"""Kinds of things that the value of a field names, by `Noun.field`."""

KEYS: Mapping[str, str] = {
    "Deal.assessment": "criteria",
    "Deal.players": "people",
    "Deal.offerings": "offerings",
    "Deal.partners": "partners",
    "Deal.control": "symptoms",
    "Deal.level": "levels",
    "Deal.accepted": "findings",
    "Account.offerings": "offerings",
    "Partner.value_chain": "functions",
    "Partner.answers": "partner_questions",
    "Team.us": "functions",
}
"""Kinds of things that the keys of a block name, by `Noun.field`."""


def method_words(method: Method) -> Mapping[str, list[str]]:
    """Return the words of the method by what refers to them, in the method's order.

    A criterion is also cited by its number and by what another method calls it.
    """
    cited = [*method.numbers.values(), *(other for each in method.criteria.values() for other in each.reads)]
    return {
        "stages": list(method.stages),
        "criteria": list(dict.fromkeys([*method.criteria, *map(str, cited), *method.set_aside])),
        "symptoms": list(method.symptoms),
        "levels": list(method.levels),
        "strategies": list(method.strategies),
        "milestones": list(method.milestones),
        "functions": list(method.functions),
        "partner_questions": list(method.partner_questions),
        "value_heads": list(method.value_heads),
        "patterns": list(method.patterns),
        "audiences": list(method.audiences),
    }


def conditions(noun: str, method: Method) -> list[dict[str, Any]]:
    """Return the demands of a value on others beside it: an item is one of its head, a blank one of its pattern."""
    if noun == "ValueLine":
        return [
            _demand("head", name, "item", {"enum": list(each.items)}) for name, each in method.value_heads.items()
        ]
    if noun == "Statement":
        return [
            _demand("pattern", name, "slots", {"propertyNames": {"enum": list(each.slots)}})
            for name, each in method.patterns.items()
        ]
    return []


def _demand(key: str, value: str, other: str, schema: dict[str, Any]) -> dict[str, Any]:
    is_so = {"properties": {key: {"const": value}}, "required": [key]}
    return {"if": is_so, "then": {"properties": {other: schema}}}
