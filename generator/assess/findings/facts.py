"""Quantities of a deal as a whole that a strategy or a finding may look at, by name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.assess.currency import ratio
from generator.assess.findings.raw_html import tags_in
from generator.model.quantities import FIELDS, standing_names

if TYPE_CHECKING:
    from decimal import Decimal

    from generator.assess.findings.rule_context import RuleContext
    from generator.model.account import CompellingEvent, Person
    from generator.model.rules import Quantity

Facts = dict[str, "Quantity"]


def yes(holds: object) -> str:
    """Return `yes` or `no`."""
    return "yes" if holds else "no"


@lru_cache(maxsize=4096)
def exact(number: int | Decimal | None) -> Fraction | None:
    """Return a number as an exact fraction, or None."""
    return None if number is None else Fraction(number)


def event(ground: RuleContext) -> CompellingEvent | None:
    """Return the deal's compelling event, if one is written."""
    return ground.deal.compelling_event


GIVEN: Mapping[str, Callable[[RuleContext], object]] = {
    "effort": lambda on: on.deal.effort.left is not None or on.deal.effort.spent is not None,
    "decision_review": lambda on: on.deal.decision and on.deal.decision.review,
    "primary_competitor": lambda on: on.primary,
    "compelling_event": lambda on: (found := event(on)) and found.what,
    "deadline": lambda on: (found := event(on)) and found.deadline,
    "consequence": lambda on: (found := event(on)) and (found.consequence or found.consequence_amount),
    "payback": lambda on: (found := event(on)) and (found.payback or found.payback_amount),
    "value": lambda on: on.deal.value and on.deal.value.lines,
    "confirmed_value": lambda on: confirmed_benefit(on),
    "strategy": lambda on: on.deal.strategy.approach,
    "goal": lambda on: on.deal.plan.goal,
    "objectives": lambda on: on.deal.plan.objectives,
    "actions": lambda on: on.deal.plan.actions,
    "milestones": lambda on: on.deal.plan.milestones,
    "reviews": lambda on: any(each.held <= on.today for each in on.deal.reviews.values()),
}
"""Getters of fields that are not under their own name at the top of the deal file."""


def is_given(field: str, ground: RuleContext) -> bool:
    """Tell whether the deal file gives a field; the only competitor is the primary one without being marked."""
    value = GIVEN[field](ground) if field in GIVEN else getattr(ground.deal, field)
    return value is not None and value is not False and value not in ("", (), {})


def confirmed_benefit(ground: RuleContext) -> bool:
    """Tell whether a player confirmed the amount of any benefit."""
    lines = ground.deal.value.lines.values() if ground.deal.value else ()
    heads = ground.method.value_heads
    return any(line.confirmed_by and heads[line.head].side == "benefit" for line in lines)


def deal_facts(ground: RuleContext) -> Facts:
    """Return every quantity of a deal. Whether the chosen strategy is supported is filled in once that is known."""
    return {
        **{name: ground.standings(name) for name in standing_names(ground.method)},
        **{f"has.{field}": yes(is_given(field, ground)) for field in FIELDS},
        **dict(of_criteria(ground)),
        **of_time(ground),
        **of_people(ground),
        **of_choices(ground),
        **of_rival(ground),
    }


def of_criteria(ground: RuleContext) -> Iterator[tuple[str, Quantity]]:
    """Yield the state of each criterion, and how many are rated; the deal's numbers alone rate nothing."""
    yield (
        "rated",
        exact(len([each for each in ground.assessed.values() if each.rating != "?" and not each.from_numbers])),
    )
    for name, stands in ground.assessed.items():
        yield f"rating.{name}", stands.rating
        yield f"standing.{name}", stands.standing
        yield f"by.{name}", stands.by or "nobody"
        yield f"numbers.{name}", ground.numbers[name]
        yield f"covered_by_partner.{name}", yes(name in ground.cited_by_partners)


def of_time(ground: RuleContext) -> Facts:
    """Return the quantities that depend on dates, money and effort."""
    deal, found = ground.deal, event(ground)
    deadline = found.deadline if found else None
    after = (deal.close - deadline).days if deal.close and deadline else None
    limit = ground.thresholds.get("effort")
    return {
        "open": yes(deal.outcome is None),
        "stage": deal.stage,
        "html_in_notes": exact(tags_in(deal.notes)),
        "budget_to_amount": ratio(deal.budget, deal.amount, ground.method.currencies),
        "days_to_close": exact(ground.days_to(deal.close)),
        "deadline_in_days": exact(ground.days_to(deadline)),
        "close_after_deadline": exact(after),
        "close_moved_later": exact(ground.past.close_moved_later),
        "effort_left": exact(deal.effort.left),
        "effort_over_limit": None if limit is None or limit.rating is None else yes(limit.rating == "-"),
        "open_actions": exact(sum(action.state == "open" for action in deal.plan.actions.values())),
        "symptoms": exact(sum(bool(sighting.seen) for sighting in deal.control.values())),
        "next_review_in_days": exact(ground.days_to(deal.next_review)),
    }


def of_people(ground: RuleContext) -> Facts:
    """Return the number of players of each kind."""
    players = ground.deal.players.values()
    inner = [player for player in players if player.standing == "inner circle"]
    deciders = [player for player in players if player.part in ("approver", "decision maker")]
    covered = [key for key, player in ground.deal.players.items() if player.is_covered]
    return {
        "players": exact(len(players)),
        "key_players": exact(sum(player.is_key for player in players)),
        "supporters": exact(sum(player.is_for_us for player in players)),
        "non_supporters": exact(sum(player.support in ("non-supporter", "enemy") for player in players)),
        "inner_circle": exact(len(inner)),
        "inner_circle_for_us": exact(sum(player.is_for_us for player in inner)),
        "deciders": exact(len(deciders)),
        "deciders_covered": exact(sum(player.is_covered for player in deciders)),
        "covered": exact(len(covered)),
        "levels_covered": exact(len(levels_of(covered, ground.account.people))),
    }


def levels_of(keys: Collection[str], people: Mapping[str, Person]) -> set[int]:
    """Return the levels of people: the number who report to each, directly and through others.

    Every reporting line is followed once, however many people are on it, and no further than to where it began.
    """
    levels: dict[str, int] = {}
    for key in keys:
        line: list[str] = []
        above: str | None = key
        while above is not None and above not in levels:
            levels[above] = 0
            line.append(above)
            above = people[above].reports_to if above in people else None
        level = levels[above] + 1 if above is not None else 0
        for each in reversed(line):
            levels[each] = level
            level += 1
    return {levels[key] for key in keys}


def of_choices(ground: RuleContext) -> Facts:
    """Return the verdict, and the decision and forecast that the team and its CRM made of it."""
    deal = ground.deal
    written = (deal.crm.forecast or "") if deal.crm else ""
    category = ground.method.category(written)
    return {
        "verdict": ground.verdict.word,
        "forecast": category.replace("_", " ") if category else written.lower() or None,
        "decision.go": yes(deal.decision.go) if deal.decision else None,
        "decision.review_in_days": exact(ground.days_to(deal.decision.review if deal.decision else None)),
        "strategy.chosen": deal.strategy.approach,
        "strategy.supported": None,
        "incumbent": deal.incumbent,
    }


def of_rival(ground: RuleContext) -> Facts:
    """Return our position against the primary competitor; nothing is known without one."""
    rival = ground.primary
    if rival is None:
        return dict.fromkeys(("leads", "trails", "lead_margin", "lead_ratio"))
    return {
        "leads": exact(rival.leads),
        "trails": exact(rival.trails),
        "lead_margin": exact(rival.leads - rival.trails),
        "lead_ratio": Fraction(rival.leads, max(rival.trails, 1)),
    }
