"""Commit times, within the range of a calendar.

Git takes commits with moments that no calendar has: far beyond the year 9999, with a clock that is days ahead of UTC,
or with none at all. It prints them as it finds them, and gives up on some when asked for a date.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple

FORMAT: Final = "%ct %cd"
RAW: Final = "--date=raw"
"""Format that git is asked for: seconds since 1970, and these with the offset from UTC, both uncalculated.

Of seconds beyond its own numbers the second holds 0, and the first the commit's own text.
"""

WRITTEN = re.compile(r"(-?[0-9]+) -?[0-9]+ ([+-])([0-9]+)([0-9]{2})")
EARLIEST: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
LATEST: Final = dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)
MOST_AHEAD: Final = dt.timedelta(hours=23, minutes=59)


class Moment(NamedTuple):
    """A moment with its offset from UTC; `nearest` tells that it stands for the commit's own, which is none."""

    time: dt.datetime
    nearest: bool


def moment(written: str) -> Moment:
    """Return the moment that git printed in `FORMAT`, or the nearest that there is.

    Range: 1970-01-01 to 9999-12-31, in UTC and on the commit's own clock, which is less than a day from UTC. A text
    that is no moment at all counts as the earliest.
    """
    match = WRITTEN.fullmatch(written.strip())
    if not match:
        return Moment(EARLIEST, nearest=True)
    seconds = _bounded(match[1])
    minutes = _bounded(match[3]) * 60 + int(match[4])
    ahead = min(dt.timedelta(minutes=min(minutes, 24 * 60)), MOST_AHEAD)
    offset = ahead if match[2] == "+" else -ahead
    own = seconds + offset.total_seconds()
    for limit, beyond in ((EARLIEST, min(seconds, own) < 0), (LATEST, max(seconds, own) > LATEST.timestamp())):
        if beyond:
            return Moment(limit, nearest=True)
    time = (EARLIEST + dt.timedelta(seconds=seconds)).astimezone(dt.timezone(offset))
    return Moment(time, nearest=offset.total_seconds() != int(f"{match[2]}1") * minutes * 60)


def _bounded(digits: str) -> int:
    """Return a whole number, or one of the same sign that is far out of range where it has very many digits."""
    return int(digits[:18])
