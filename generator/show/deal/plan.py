"""The plan: goal, objectives, strategy, tactics, resources; milestones back from the close; actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.model.deal import Action, Milestone
from generator.show.deal.context import DealContext
from generator.show.deal.headline import in_order
from generator.show.page import Link
from generator.show.text import values
from generator.show.urls import anchors


class ObjectiveLine(NamedTuple):
    """A measurable step, and how many of its actions are done."""

    what: str
    measure: str
    by: str
    progress: str


class ResourceLine(NamedTuple):
    """A resource that the plan needs, how much of it, and whether it was agreed."""

    what: str
    size: str
    agreed: bool


class ActionLine(NamedTuple):
    """One action as printed."""

    id: str
    what: str
    owner: str
    due: str
    overdue: bool
    state: str
    kind: str
    resource: str
    works_on: tuple[Link, ...]
    joint: str


class MilestoneLine(NamedTuple):
    """One milestone with our actions under it."""

    id: str
    what: str
    kind: str
    by: str
    back: str
    owner: str
    state: str
    overdue: bool
    joint: bool
    actions: tuple[ActionLine, ...]


class Unaddressed(NamedTuple):
    """A criterion on which nothing works although something should."""

    criterion: Link
    rating: str
    pole: str


class PlanView(NamedTuple):
    """The whole plan as printed."""

    goal: str
    objectives: tuple[ObjectiveLine, ...]
    strategy: str
    tactics: tuple[str, ...]
    resources: tuple[ResourceLine, ...]
    milestones: tuple[MilestoneLine, ...]
    missing_milestones: str
    pending: tuple[ActionLine, ...]
    finished: tuple[ActionLine, ...]
    unaddressed: tuple[Unaddressed, ...]


def _works_on(view: DealContext, action: Action) -> tuple[Link, ...]:
    return (*view.criteria(action.criteria), *map(view.player, action.players))


def _joint(view: DealContext, action: Action) -> str:
    if not action.joint:
        return ""
    return f"joint, agreed with {view.person(action.agreed_with).name}" if action.agreed_with else "joint"


def _action(view: DealContext, key: str, action: Action) -> ActionLine:
    pending = action.state == "open"
    return ActionLine(
        id=anchors.anchor("action", key),
        what=action.what,
        owner=action.owner or "nobody yet",
        due=values.day(action.done or action.due) if action.done or action.due else "no date",
        overdue=pending and action.due is not None and action.due < view.judgement.today,
        state=action.state,
        kind=action.kind or "",
        resource=action.resource,
        works_on=_works_on(view, action),
        joint=_joint(view, action),
    )


def _back(by: dt.date | None, close: dt.date | None) -> str:
    if by is None or close is None:
        return ""
    days = (close - by).days
    if days == 0:
        return "on the day of the close"
    return f"{values.counted(abs(days), 'day')} {'before' if days > 0 else 'after'} the close"


def _milestone(
    view: DealContext, key: str, milestone: Milestone, steps: Sequence[tuple[str, Action]]
) -> MilestoneLine:
    kinds = view.method.milestones
    return MilestoneLine(
        id=anchors.anchor("milestone", key),
        what=milestone.what,
        kind=kinds[milestone.kind].label if milestone.kind in kinds else "",
        by=values.day(milestone.by) if milestone.by else "no date",
        back=_back(milestone.by, view.deal.close),
        owner=milestone.owner or "nobody yet",
        state=milestone.state,
        overdue=milestone.state == "open" and milestone.by is not None and milestone.by < view.judgement.today,
        joint=milestone.joint,
        actions=tuple(_action(view, *each) for each in steps),
    )


def _towards(
    actions: Mapping[str, Action], of: Callable[[Action], str | None]
) -> dict[str, list[tuple[str, Action]]]:
    """Return the actions that were not dropped by what each is for, which `of` says."""
    found: dict[str, list[tuple[str, Action]]] = {}
    for name, action in actions.items():
        if (aim := of(action)) and action.state != "dropped":
            found.setdefault(aim, []).append((name, action))
    return found


def _objectives(view: DealContext) -> Iterator[ObjectiveLine]:
    towards = _towards(view.deal.plan.actions, lambda action: action.objective)
    for key, each in view.deal.plan.objectives.items():
        steps = towards.get(key, ())
        done = sum(action.state == "done" for _, action in steps)
        progress = f"{done} of {values.counted(len(steps), 'action')} done" if steps else "no action yet"
        yield ObjectiveLine(each.what, each.measure, values.day(each.by) if each.by else "", progress)


def _resources(view: DealContext) -> Iterator[ResourceLine]:
    for each in view.deal.plan.resources.values():
        days = values.counted(each.days, "day") if each.days is not None else ""
        amount = values.money(each.amount) if each.amount else ""
        yield ResourceLine(each.what, ", ".join(size for size in (amount, days) if size), each.agreed)


def _unaddressed(view: DealContext) -> Iterator[Unaddressed]:
    for name in view.judgement.unaddressed:
        criterion, rating = view.method.criteria[name], view.judgement.assessed[name].rating
        pole = criterion.low if rating == "-" else f"{criterion.low} or {criterion.high}?"
        yield Unaddressed(view.criterion(name), rating, pole)


def plan(view: DealContext) -> PlanView:
    """Return the plan; milestones in the order of their days, open actions by what is due first."""
    written = view.deal.plan
    in_days = sorted(written.milestones.items(), key=lambda each: each[1].by or dt.date.max)
    towards = _towards(written.actions, lambda action: action.milestone)
    planned = {each.kind for each in written.milestones.values()}
    missing = [each.label.lower() for name, each in view.method.milestones.items() if name not in planned]
    return PlanView(
        goal=written.goal,
        objectives=tuple(_objectives(view)),
        strategy=written.strategy,
        tactics=written.tactics,
        resources=tuple(_resources(view)),
        milestones=tuple(_milestone(view, key, each, towards.get(key, ())) for key, each in in_days),
        missing_milestones="" if view.judgement.closed else values.listing(missing),
        pending=tuple(_action(view, *each) for each in in_order(written.actions)),
        finished=tuple(
            _action(view, key, action) for key, action in written.actions.items() if action.state != "open"
        ),
        unaddressed=tuple(_unaddressed(view)),
    )
