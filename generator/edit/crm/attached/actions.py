"""Actions of a deal's plan from the CRM's tasks, again and again."""

from __future__ import annotations

from collections.abc import Sequence

from generator.edit.crm.attached.addition import Addition, DealNow
from generator.edit.crm.attached.rows import AttachedRow, Task
from generator.edit.crm.fields import ACTION_FIELDS
from generator.edit.crm.merge.updates import changes_for
from generator.edit.slugs import slugs_for

TASK = "task "
"""Beginning of the key under which the last import remembers the action of a task."""
ACTIONS = ("plan", "actions")
NEXT_STEP = "next-step"
"""Key of the action that a field of the deal itself becomes."""


def add_actions(to: Addition, rows: Sequence[AttachedRow], now: DealNow) -> None:
    """Add an action for each new task that is open, and bring those of an earlier import to the CRM's values.

    An action that somebody deleted is not made again, and a task that was done before it came in makes none.
    """
    tasks = {row.content.id: row for row in rows if isinstance(row.content, Task)}
    there = now.block(*ACTIONS)
    keys = {id_: key for id_ in tasks if (key := now.last.get(TASK + id_))}
    new = {id_: _what(row) for id_, row in tasks.items() if id_ not in keys and _state(row) == "open"}
    keys |= slugs_for(new, {*there, *now.last.values(), NEXT_STEP})
    for id_, row in tasks.items():
        key = keys.get(id_)
        if key is None:
            now.accounting.pass_over(row.row, "task-done", "was done before it could become an action")
        elif id_ in new:
            to.changes.append(((*ACTIONS, key), {name: text for name, text in _values(row).items() if text}))
            to.settle([row], "new")
        elif key not in there:
            now.accounting.pass_over(row.row, "action-deleted", "is an action that was deleted by hand", value=key)
        else:
            _follow(to, row, key, now)
        if key:
            to.remembered[TASK + id_] = key
            to.remembered |= {
                f"{'.'.join(ACTIONS)}.{key}.{name}": text for name, text in _values(row).items() if text
            }
    given = {row.row.number for row in tasks.values()}
    to.settle([row for row in rows if row.row.number not in given], "unchanged")


def _follow(to: Addition, row: AttachedRow, key: str, now: DealNow) -> None:
    values: dict[tuple[str, ...], str] = {(*ACTIONS, key, name): text for name, text in _values(row).items()}
    changes, by_hand = changes_for(now.tied, values, ACTIONS[:1], {}, now.last)
    to.changes += changes
    to.by_hand += by_hand
    to.settle([row], "changed" if changes else "unchanged")


def _values(row: AttachedRow) -> dict[str, str]:
    """Return the fields of a task; an open one needs no state, as actions are open where nothing is said."""
    values = row.content.values if isinstance(row.content, Task) else {}
    ordered = {name: values[name] for name in ACTION_FIELDS if name in values}
    return ordered | ({"state": ""} if ordered.get("state") == "open" else {})


def _state(row: AttachedRow) -> str:
    return _values(row).get("state") or "open"


def _what(row: AttachedRow) -> str:
    return _values(row)["what"]
