"""Changes of entries in words: `Ruth Okafor: support neutral → supporter`, `"Send the offer": done`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from generator.history.entries import EntryChange, EntryField
from generator.model.deal import Action, Milestone, Player
from generator.model.money import Money
from generator.model.text import Noun
from generator.show.text import values
from generator.show.text.changes import ARROW, moved_words

LONGEST_SAID: Final = 40
"""Characters of a value that is said; of a longer one only that it changed."""
STATES: Final = {"done": "done", "dropped": "dropped", "open": "open again"}
TELLING: Final[Mapping[str, tuple[str, ...]]] = {
    "person": ("title", "firm"),
    "player": ("part", "support", "standing", "coverage"),
    "action": ("owner", "due"),
    "milestone": ("owner", "by"),
    "objective": ("measure", "by"),
    "resource": ("amount", "days"),
}
"""Fields that describe a new entry, by its kind."""
CITES: Final = ("agreed with", "reports to")
"""Fields that name a person by the key."""


def entry_words(change: EntryChange, names: Mapping[str, str]) -> str:
    """Return what became of an entry in words; `names` are those of the account's people, by key."""
    label = _label(change, names)
    if change.before is None:
        told = ", ".join(_new(change.after, change.kind)) if change.after else ""
        return f"new {change.kind}: {label}{f' ({told})' if told else ''}"
    if change.after is None:
        return f"{change.kind} taken out: {label}"
    return f"{label}: {', '.join(_altered(change, names))}"


def _label(change: EntryChange, names: Mapping[str, str]) -> str:
    entry = change.after or change.before
    if isinstance(entry, Player):
        return names.get(change.key) or values.unfolded(change.key)
    return str(getattr(entry, "name", "")) or f'"{getattr(entry, "what", change.key)}"'


def _new(entry: Noun, kind: str) -> Iterator[str]:
    for name in TELLING[kind]:
        value = getattr(entry, name)
        if value is not None and value != "":
            said = _said(value)
            yield f"{name} {said}" if isinstance(value, dt.date) else said


def _altered(change: EntryChange, names: Mapping[str, str]) -> Iterator[str]:
    finished = isinstance(change.after, Action) and change.after.state == "done"
    for each in change.fields:
        if each.name == "done" and finished and any(other.name == "state" for other in change.fields):
            continue
        yield _field(each, change, names)


def _field(of: EntryField, change: EntryChange, names: Mapping[str, str]) -> str:
    if of.name == "state" and isinstance(change.after, Action | Milestone):
        on = change.after.done if isinstance(change.after, Action) and change.after.state == "done" else None
        return f"{STATES[change.after.state]}{f' on {values.day(on)}' if on else ''}"
    if isinstance(of.before, tuple) or isinstance(of.after, tuple):
        return _list(of, names)
    before, after = _said(of.before), _said(of.after)
    if of.name in CITES:
        before, after = names.get(before, before), names.get(after, after)
    if max(len(before), len(after)) > LONGEST_SAID:
        return f"{of.name} {'added' if of.before is None else 'taken out' if of.after is None else 'rewritten'}"
    return f"{of.name} {before} {ARROW} {after}{moved_words(of.before, of.after)}"


def _list(of: EntryField, names: Mapping[str, str]) -> str:
    """Return what came into a list and went out of it, by name where it lists people."""
    before, after = (each if isinstance(each, tuple) else () for each in (of.before, of.after))
    came = [str(names.get(each, each)) for each in after if each not in before]
    went = [str(names.get(each, each)) for each in before if each not in after]
    parts = [*(f"+ {each}" for each in came), *(f"{values.MINUS} {each}" for each in went)]
    words = ", ".join(parts)
    if not parts:
        return f"{of.name} in another order"
    return f"{of.name} {words}" if len(words) <= 2 * LONGEST_SAID else f"{of.name} rewritten"


def _said(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return values.day(value)
    if isinstance(value, Decimal):
        return values.counted(value, "day")
    return values.money(value) if isinstance(value, Money) else str(value)
