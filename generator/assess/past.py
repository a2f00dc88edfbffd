"""What is known of how a deal came to be as it is: an argument of the assessment, which asks no history itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.assess.judgement import Range

WINDOWS = (7, 30)
"""For how many days back the pages over several deals say what moved."""


@dataclass(frozen=True, slots=True)
class Then:
    """How a deal stood on a day gone by, under today's method: its verdict or outcome, its range, its close date."""

    word: str
    winnable: Range
    close: dt.date | None


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a deal's past; everything is unknown by default.

    `close_moved_later` counts how often the close date was moved to a later day, `began` is the day on which the
    file first was there, `then` how the deal stood by the number of days before today, where that is known.
    """

    close_moved_later: int | None = None
    began: dt.date | None = None
    then: Mapping[int, Then] = field(default_factory=dict)


UNKNOWN = Past()
