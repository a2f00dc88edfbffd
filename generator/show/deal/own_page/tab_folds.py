"""The sections of a deal's plan and value that fold: their news in a line; open is what is owed or due soon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from generator.model.deal import Player
from generator.show.deal.context import DealContext
from generator.show.deal.own_page.folds import Fold
from generator.show.deal.plan import PlanView
from generator.show.deal.players import RelationshipLine
from generator.show.text import values

SOON: Final = dt.timedelta(days=14)
"""Time before a milestone in which it is news."""


def plan_folds(view: DealContext, plan: PlanView, relationships: Sequence[RelationshipLine]) -> Mapping[str, Fold]:
    """Return the sections of the plan that fold, by id. Of a deal that has ended, none is open."""
    made = (
        _players(view),
        _relationships(relationships),
        _goal(plan),
        _milestones(view, plan),
        _actions(plan),
        _unaddressed(plan),
    )
    closed = view.judgement.closed
    return {each.id: each._replace(is_open=each.is_open and not closed) for each in made}


def answers_fold(view: DealContext, answered: Sequence[bool]) -> Fold:
    """Return the section of the first questions about value, of which `answered` tells each that is."""
    news = f"{sum(answered)} of {len(answered)} answered"
    return Fold("answers", "Four answers first", news, not all(answered) and not view.judgement.closed)


def _players(view: DealContext) -> Fold:
    players = view.deal.players.values()
    lacking = sum(each.is_key and _is_hardly_covered(each) for each in players)
    known = values.counted(len(players), "player") if players else "nobody is named"
    news = f"{known}; {lacking} of those who count with no or brief coverage" if lacking else known
    return Fold("players", "Key players", news, is_open=bool(lacking) or not players)


def _is_hardly_covered(player: Player) -> bool:
    return player.coverage in (None, "none", "brief")


def _relationships(lines: Sequence[RelationshipLine]) -> Fold:
    overdue, without = sum(each.overdue for each in lines), sum(not each.next_contact for each in lines)
    said = [values.counted(len(lines), "person", "people")]
    said += [f"{overdue} with a contact that is overdue"] if overdue else []
    said += [f"{without} without a next contact"] if without else []
    return Fold("relationships", "Relationship strategy", ", ".join(said), bool(overdue or without or not lines))


def _goal(plan: PlanView) -> Fold:
    open_resources = sum(not each.agreed for each in plan.resources)
    lacks = f"; {values.counted(open_resources, 'resource')} not agreed yet" if open_resources else ""
    news = f"{plan.goal or 'no goal is written'}{lacks}"
    return Fold("goal", "Goal to resources", news, is_open=bool(lacks) or not plan.goal)


def _milestones(view: DealContext, plan: PlanView) -> Fold:
    overdue, today = sum(each.overdue for each in plan.milestones), view.judgement.today
    days = [each.by for each in view.deal.plan.milestones.values() if each.state == "open" and each.by]
    coming = min((each for each in days if each >= today), default=None)
    said = [values.counted(len(plan.milestones), "milestone") if plan.milestones else "none is set"]
    said += [f"{overdue} overdue"] if overdue else []
    said += [f"the next on {values.day(coming)}"] if coming else []
    is_near = coming is not None and coming - today <= SOON
    return Fold("milestones", "Milestones back from the close", ", ".join(said), bool(overdue or is_near or not days))


def _actions(plan: PlanView) -> Fold:
    news = ", ".join(_action_news(plan)) or "none is written"
    return Fold("actions", "Actions", news, is_open=bool(plan.pending) or not plan.finished)


def _action_news(plan: PlanView) -> Iterator[str]:
    if plan.pending:
        yield f"{len(plan.pending)} open"
    if overdue := sum(each.overdue for each in plan.pending):
        yield f"{overdue} overdue"
    if plan.finished:
        yield f"{len(plan.finished)} done or dropped"


def _unaddressed(plan: PlanView) -> Fold:
    number = len(plan.unaddressed)
    news = values.counted(number, "criterion", "criteria") if number else "nothing is left alone"
    return Fold("unaddressed", "What nothing works on", news, is_open=bool(number))
