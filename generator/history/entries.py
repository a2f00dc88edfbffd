"""Changes of entries by a change of a file: players, actions, milestones, objectives, resources; and people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from generator.model.account import Account
from generator.model.deal import Deal
from generator.model.text import Noun

EntryKind = Literal["person", "player", "action", "milestone", "objective", "resource"]


class EntryField(NamedTuple):
    """A field of an entry, `next contact` for one below another, and its value before and after."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that a change has made, altered or taken out: one of its two sides is None unless it was altered."""

    kind: EntryKind
    key: str
    before: Noun | None
    after: Noun | None

    @property
    def fields(self) -> tuple[EntryField, ...]:
        """The fields that differ; none where the entry is new or gone."""
        return tuple(_fields(self.before, self.after)) if self.before and self.after else ()


def _fields(before: Noun, after: Noun) -> Iterator[EntryField]:
    """Yield the fields that differ, those of a noun within the entry one by one."""
    for name, field in type(after).model_fields.items():
        one, other = getattr(before, name), getattr(after, name)
        inner = one or other
        if one == other:
            continue
        if isinstance(inner, Noun):
            blank = type(inner).model_construct()
            yield from _fields(one or blank, other or blank)
        else:
            yield EntryField(name.replace("_", " "), _given(one, field.default), _given(other, field.default))


def _given(value: object, default: object) -> object:
    """Return a value, or None for an empty one, which is how a field that nobody gave is read."""
    return None if value in ("", ()) or (value is False and default is False) else value


def entry_changes(before: Deal, after: Deal) -> tuple[EntryChange, ...]:
    """Return what became of a deal's players and of the entries of its plan, in the order of the file."""
    return (
        *_changes("player", before.players, after.players),
        *_changes("action", before.plan.actions, after.plan.actions),
        *_changes("milestone", before.plan.milestones, after.plan.milestones),
        *_changes("objective", before.plan.objectives, after.plan.objectives),
        *_changes("resource", before.plan.resources, after.plan.resources),
    )


def people_changes(before: Account, after: Account) -> tuple[EntryChange, ...]:
    """Return what became of an account's people."""
    return tuple(_changes("person", before.people, after.people))


def _changes(kind: EntryKind, before: Mapping[str, Noun], after: Mapping[str, Noun]) -> Iterator[EntryChange]:
    for key in {**after, **before}:
        if before.get(key) != after.get(key):
            yield EntryChange(kind, key, before.get(key), after.get(key))
