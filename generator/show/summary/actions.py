"""Open actions: as lists show those of one deal, and as much of them as all deals' are ordered and counted by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from generator.assess.portfolio.row import AccountDeal
from generator.model.playbook import Surroundings
from generator.show.text.names import account_name

When = Literal["overdue", "soon", "later", "undated"]
SOON: Final = dt.timedelta(days=7)
UNDATED: Final = "no day"
"""Comes after every day in ISO 8601."""


class Task(NamedTuple):
    """An open action of a deal; `owner` is the action's own, empty where nobody has taken it.

    `criteria` are the ids of the method, `agreed_with` is the name of the account's person whom it was promised.
    """

    due: dt.date | None
    identity: str
    key: str
    owner: str
    what: str
    kind: str
    criteria: tuple[str, ...]
    title: str
    account: str
    agreed_with: str = ""


class DueAction(NamedTuple):
    """By when who has to do something: `day` is in ISO 8601 or UNDATED."""

    day: str
    when: When
    owner: str


def tasks_of(row: AccountDeal, surroundings: Surroundings) -> tuple[Task, ...]:
    """Return every open action of a deal, in the order of their keys."""
    account, people = account_name(surroundings, row.account), surroundings.account(row.account).people
    return tuple(
        Task(
            due=action.due,
            identity=row.identity,
            key=key,
            owner=action.owner.strip(),
            what=action.what,
            kind=action.kind or "",
            criteria=tuple(name for each in action.criteria if (name := surroundings.method.criterion(each))),
            title=row.title,
            account=account,
            agreed_with=people[action.agreed_with].name if action.agreed_with in people else "",
        )
        for key, action in sorted(row.actions.items())
        if action.state == "open"
    )


def earliest_first(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Return open actions in the order of their days; those without a day come last."""
    return tuple(sorted(tasks, key=lambda task: (task.due or dt.date.max, task.identity, task.key)))


def due_of(task: Task, today: dt.date) -> DueAction:
    """Return by when an action has to be done."""
    return DueAction(task.due.isoformat() if task.due else UNDATED, when_due(task.due, today), task.owner)


def when_due(due: dt.date | None, today: dt.date) -> When:
    """Return how urgent a day is."""
    if due is None:
        return "undated"
    return "overdue" if due < today else "soon" if due - today <= SOON else "later"
