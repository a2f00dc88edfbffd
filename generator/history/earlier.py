"""States of a deal before its file was in version control, from the `past` that the file itself holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from generator.assess.state import NOTHING_KNOWN, STATE_FIELDS, DealState
from generator.history.shifts import FIELDS, FieldChange
from generator.model.deal import PastDay


class EarlierDay(NamedTuple):
    """A day on which a deal changed, and how it stood from then on."""

    day: dt.date
    state: DealState


def earlier_days(past: Mapping[dt.date, PastDay], until: dt.date) -> tuple[EarlierDay, ...]:
    """Return the days before `until` on which a deal changed, the first one first."""
    return tuple(_carried(past, until)) if past else ()


def _carried(past: Mapping[dt.date, PastDay], until: dt.date) -> Iterator[EarlierDay]:
    state = NOTHING_KNOWN
    for day, change in past.items():
        if day >= until:
            return
        state = _after(state, change)
        yield EarlierDay(day, state)


def _after(state: DealState, change: PastDay) -> DealState:
    """Return a state after a change: what it leaves out stands as before."""
    values = {name: value for name in STATE_FIELDS if (value := getattr(change, name))}
    emptied = {name: getattr(NOTHING_KNOWN, name) for name in change.emptied}
    return state._replace(**values, **emptied, unknown=state.unknown - values.keys() - emptied.keys())


def state_on(days: Iterable[EarlierDay], day: dt.date) -> DealState | None:
    """Return the state at the end of a day, None before the first of the days."""
    state = None
    for each in days:
        if each.day > day:
            break
        state = each.state
    return state


def moved_later(closes: Iterable[dt.date | None]) -> int:
    """Return how often one of some close dates in their order is later than the one before; None is passed over."""
    return sum(later > earlier for earlier, later in pairwise(filter(None, closes)))


def changes_between(before: DealState, after: DealState) -> tuple[FieldChange, ...]:
    """Return the fields that changed from one state to the next, as far as both are known."""
    return tuple(
        FieldChange(name, getattr(before, name) or None, getattr(after, name) or None)
        for name in (*FIELDS, "owner", "forecast")
        if before.knows(name) and after.knows(name) and getattr(before, name) != getattr(after, name)
    )
