"""Past of a deal as far as it is known: an argument of the assessment, which asks no history itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.assess.judgement import Range
from generator.assess.state import DealState
from generator.model.deal import Deal

LATEST = 5
"""Number of a deal's newest changes that the pages and feeds over several deals know."""
WINDOWS = (7, 30)
"""Days back over which the pages over several deals show movement."""


def day_before(day: dt.date, by: dt.timedelta) -> dt.date:
    """Return the day that is so much earlier, or the first of the calendar where that is later."""
    return max(day, dt.date.min + by) - by


@dataclass(frozen=True, slots=True)
class AsOfDay:
    """Standing of a deal on a past day, under today's method: its verdict or outcome and its range, and its fields.

    The first two are None before the deal's file was in version control.
    """

    word: str | None
    winnable: Range | None
    state: DealState


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One commit's change of a deal: the standing after it, and before it where known.

    `commit` is its short id, `subject` the author's summary in one line; `first` tells that the file was new with it.
    `origin` is the identity of the deal at its first commit, empty where it has always been today's.
    """

    commit: str
    day: dt.date
    subject: str
    after: AsOfDay | None
    before: AsOfDay | None
    first: bool
    origin: str = ""


class InStage(NamedTuple):
    """First day of which a deal is known to be in its stage; `entered` tells that it came from another one then."""

    since: dt.date
    entered: bool


@dataclass(frozen=True, slots=True)
class Past:
    """Known past of a deal; everything is unknown by default.

    `close_moved_later` counts how often the close date was moved to a later day, `began` is the first day of which
    something is known, `then` holds the standing by the number of days before today, where it is known. `latest` are
    the newest commits, the last one first. `before_the_end` is the file of a deal that has ended, as it was so long
    before its end as the method's odds look back; where there was none yet, `state_before_the_end` holds its fields.
    `stood` are the fields on the days on which the forecast is held against what came of it, None where there was no
    file yet. `from_file` says that it began before its first commit, by what its own file holds of its past.
    `in_stage` is since when it has been in its stage.
    """

    close_moved_later: int | None = None
    began: dt.date | None = None
    then: Mapping[int, AsOfDay] = field(default_factory=dict)
    before_the_end: Deal | None = None
    state_before_the_end: DealState | None = None
    latest: tuple[HistoryStep, ...] = ()
    stood: Mapping[dt.date, DealState | None] = field(default_factory=dict)
    from_file: bool = False
    in_stage: InStage | None = None


UNKNOWN = Past()
