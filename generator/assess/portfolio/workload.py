"""Work of one owner: days spent and left over the open deals, and the days left by quarter beside the capacity.

The days that a deal still takes are spread evenly over the working days, Monday to Friday, from today to its close.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.assess.quarters import first_day, last_day, quarter_of

if TYPE_CHECKING:
    from generator.assess.portfolio.row import DealGlance

WORKING_DAYS = 5
"""Working days of a week: Monday to Friday. Holidays are nobody's here."""


@dataclass(frozen=True, slots=True)
class QuarterLoad:
    """Days of work planned in a quarter, and the days there are for it, None where no capacity is given.

    Of the quarter that has begun, both are about what remains of it.
    """

    quarter: str
    planned: Fraction
    available: Fraction | None

    @property
    def is_over(self) -> bool:
        """Whether more is planned than there are days for."""
        return self.available is not None and self.planned > self.available


@dataclass(frozen=True, slots=True)
class Workload:
    """Work of an owner. `unplaced` are deals with days left and a close that is missing or gives no working day.

    `silent` are open deals that do not say how many days they still take.
    """

    spent: Decimal
    left: Decimal
    quarters: tuple[QuarterLoad, ...]
    unplaced: tuple[DealGlance, ...]
    silent: tuple[DealGlance, ...]
    capacity: Decimal | None
    today: dt.date

    @property
    def over(self) -> Fraction:
        """Days planned beyond those there are, over all quarters."""
        over = (each.planned - each.available for each in self.quarters if each.available is not None)
        return sum((max(days, Fraction(0)) for days in over), Fraction(0))

    def of(self, quarter: str) -> QuarterLoad:
        """Return the days of a quarter, also of one in which nothing is planned."""
        empty = QuarterLoad(quarter, Fraction(0), _available(quarter, self.capacity, self.today))
        return next((each for each in self.quarters if each.quarter == quarter), empty)


def workload(rows: Sequence[DealGlance], capacity: Decimal | None, today: dt.date) -> Workload:
    """Return the work that the open deals of one owner take; `capacity` is in working days per quarter."""
    planned: dict[str, Fraction] = defaultdict(Fraction)
    unplaced = []
    for row in rows:
        if row.effort_left:
            shares = dict(spread(row.effort_left, today, row.close)) if row.close else {}
            for quarter, days in shares.items():
                planned[quarter] += days
            if not shares:
                unplaced.append(row)
    quarters = sorted({quarter_of(today), *planned})
    return Workload(
        spent=sum((row.effort_spent for row in rows if row.effort_spent), Decimal(0)),
        left=sum((row.effort_left for row in rows if row.effort_left), Decimal(0)),
        quarters=tuple(QuarterLoad(each, planned[each], _available(each, capacity, today)) for each in quarters),
        unplaced=tuple(unplaced),
        silent=tuple(row for row in rows if row.effort_left is None),
        capacity=capacity,
        today=today,
    )


def spread(days: Decimal, today: dt.date, close: dt.date) -> Iterator[tuple[str, Fraction]]:
    """Yield the share of each quarter in days of work from today to a close; nothing without a working day."""
    every = working_days(today, close)
    if not every:
        return
    a_day = Fraction(days) / every
    day = today
    while day <= close:
        quarter = quarter_of(day)
        end = min(last_day(quarter), close)
        yield quarter, a_day * working_days(day, end)
        if end == dt.date.max:
            return
        day = end + dt.timedelta(days=1)


def _available(quarter: str, capacity: Decimal | None, today: dt.date) -> Fraction | None:
    """Return the days that a capacity leaves in a quarter from today on."""
    if capacity is None:
        return None
    first, last = first_day(quarter), last_day(quarter)
    return Fraction(capacity) * working_days(max(first, today), last) / working_days(first, last)


def working_days(first: dt.date, last: dt.date) -> int:
    """Return the number of working days from one day to another, both included; none where `last` is earlier."""
    count = (last - first).days + 1
    if count <= 0:
        return 0
    weeks, rest = divmod(count, 7)
    return weeks * WORKING_DAYS + sum((first.weekday() + step) % 7 < WORKING_DAYS for step in range(rest))
