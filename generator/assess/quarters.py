"""Calendar quarters, written `2026 Q4`: of a day, their last day, and those that have ended."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Final

CLOSED_QUARTERS: Final = 8
"""Number of ended quarters over which the forecast is held against what came of it."""
BEFORE_THE_END: Final = (60, 30)
"""Days before the end of a quarter on which the forecast is held against what came of it."""


def quarter_of(day: dt.date | None) -> str:
    """Return the calendar quarter of a day, or nothing for no day."""
    return f"{day.year:04} Q{(day.month + 2) // 3}" if day else ""


def first_day(quarter: str) -> dt.date:
    """Return the first day of a quarter."""
    return dt.date(int(quarter[:4]), int(quarter[-1]) * 3 - 2, 1)


def last_day(quarter: str) -> dt.date:
    """Return the last day of a quarter."""
    year, month = int(quarter[:4]), int(quarter[-1]) * 3
    return dt.date(year, month, 31 if month in (3, 12) else 30)


def closed_quarters(today: dt.date) -> tuple[str, ...]:
    """Return the last quarters that had ended before a day, the newest first."""
    place = today.year * 4 + (today.month + 2) // 3 - 1
    return tuple(
        f"{each // 4:04} Q{each % 4 + 1}" for each in range(place - 1, place - 1 - CLOSED_QUARTERS, -1) if each >= 4
    )


@lru_cache(8)
def call_days(today: dt.date) -> tuple[tuple[str, int, dt.date], ...]:
    """Return the days on which the calls of the closed quarters are looked at: quarter, days before its end, day."""
    return tuple(
        (quarter, days, last_day(quarter) - dt.timedelta(days=days))
        for quarter in closed_quarters(today)
        for days in BEFORE_THE_END
    )
