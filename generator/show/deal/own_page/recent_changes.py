"""The newest changes that tell something, on a deal's own page; every change stands on its review page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from generator.history.history import History
from generator.history.revision import Revision
from generator.show.deal.context import DealContext
from generator.show.deal.history import (
    CHANGED_NOTHING,
    IS_SHALLOW,
    MOST_CHANGES,
    Moved,
    became,
    changes_of,
    did,
    earlier_lines,
    lead_of,
    moved_changes,
    told_by_kind,
)
from generator.show.page import Link
from generator.show.text import values

MOST_LINES: Final = 5
NEW: Final = dt.timedelta(days=14)
"""Time for which a move of the score is news."""


@dataclass(frozen=True, slots=True)
class RecentChange:
    """A change that tells something: its day, what became of verdict and scores, and by which changes of the file."""

    day: str
    became: tuple[str, ...]
    changed: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class RecentChanges:
    """The section: `news` in a line, the newest changes that tell something, all of them counted, and where they are.

    `is_new` tells that the score moved lately, `is_blank` that there is nothing to tell.
    """

    news: str
    is_new: bool
    is_blank: bool
    lead: str
    note: str
    lines: tuple[RecentChange, ...]
    counts: str
    rest: Link


def recent_changes(view: DealContext, history: History) -> RecentChanges:
    """Return the section; it is as long for two hundred changes as for ten."""
    moved = moved_changes(history)
    latest = next((each for each in reversed(history.revisions) if each.change.id in moved), None)
    known = len(history.revisions) + len(history.earlier)
    return RecentChanges(
        news=_news(history, latest, moved),
        is_new=latest is not None and view.judgement.today - latest.change.date <= NEW,
        is_blank=known < 2 and not history.shallow,
        lead=lead_of(view, history),
        note=IS_SHALLOW if history.shallow else "",
        lines=tuple(islice(_lines(view, history, moved), MOST_LINES)),
        counts=_counts(history, moved),
        rest=Link("Every change, and the score over time", view.to("review", "history")),
    )


def _news(history: History, latest: Revision | None, moved: Moved) -> str:
    if latest:
        told = next(became(moved[latest.change.id], latest), "the score moved")
        return f"{values.day(latest.change.date)}: {told}"
    if history.revisions:
        since = values.day(history.revisions[0].change.date)
        return f"the score has not moved since {since}"
    return f"{values.counted(len(history.earlier), 'change')} before the first commit" if history.earlier else ""


def _lines(view: DealContext, history: History, moved: Moved) -> Iterator[RecentChange]:
    """Yield the changes that tell something, the newest first, then the days before the first commit."""
    for each in reversed(history.revisions):
        if did(each, moved) != CHANGED_NOTHING:
            before = moved.get(each.change.id)
            said = changes_of(each, view.method) or (each.note,)
            yield _line(values.day(each.change.date), tuple(became(before, each)) if before else (), said)
    for line in earlier_lines(history.earlier, view.method):
        yield _line(line.day, (), line.changed)


def _line(day: str, became: tuple[str, ...], changed: Sequence[str]) -> RecentChange:
    return RecentChange(day, became, tuple(changed[:MOST_CHANGES]), max(len(changed) - MOST_CHANGES, 0))


def _counts(history: History, moved: Moved) -> str:
    """Return how many changes there are by what they did, and how many days the file's `past` tells before them."""
    in_git = told_by_kind(history.revisions, moved)
    count = f"Of {values.counted(len(history.revisions), 'change')}, {in_git}." if in_git else ""
    earlier = values.counted(len(history.earlier), "change")
    before = f"Before the first commit: {earlier}, by the file's past." if history.earlier else ""
    return " ".join(filter(None, (count, before)))
