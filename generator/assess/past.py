"""What is known of how a deal came to be as it is: an argument of the assessment, which asks no history itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.assess.judgement import Range
from generator.model.deal import Deal

LOOKING_BACK = dt.timedelta(days=60)
"""How long before its end a closed deal is judged again by what was known then."""
LATEST = 5
"""How many of a deal's newest changes the pages and feeds over several deals know."""
WINDOWS = (7, 30)
"""For how many days back the pages over several deals say what moved."""


def day_before(day: dt.date, by: dt.timedelta) -> dt.date:
    """Return the day that is so much earlier, or the first of the calendar where that is later."""
    return max(day, dt.date.min + by) - by


@dataclass(frozen=True, slots=True)
class AsOfDay:
    """How a deal stood on a day gone by, under today's method: its verdict or outcome, its range, its close date."""

    word: str
    winnable: Range
    close: dt.date | None


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One commit's change of a deal: how the deal stood after it, and before it, where that can be told.

    `commit` is its short id, `subject` what its author said in one line; `first` tells that the file was new with it.
    """

    commit: str
    day: dt.date
    subject: str
    after: AsOfDay | None
    before: AsOfDay | None
    first: bool


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a deal's past; everything is unknown by default.

    `close_moved_later` counts how often the close date was moved to a later day, `began` is the day on which the
    file first was there, `then` how the deal stood by the number of days before today, where that is known.
    `latest` are the newest changes, the last one first.
    `before_the_end` is what the file of a deal that has ended held LOOKING_BACK before its end.
    """

    close_moved_later: int | None = None
    began: dt.date | None = None
    then: Mapping[int, AsOfDay] = field(default_factory=dict)
    before_the_end: Deal | None = None
    latest: tuple[HistoryStep, ...] = ()


UNKNOWN = Past()
