"""Deals whose files were deleted lately, as the forecast counts what it had of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from generator.assess.past import WINDOWS
from generator.assess.portfolio.forecast_deal import ForecastDeal, deleted_deal
from generator.history.deleted import DeletedDeal
from generator.model.method import Method
from generator.model.who import Handles


def deleted_of_forecast(
    deleted: Iterable[DeletedDeal], method: Method, members: Handles, today: dt.date
) -> Iterator[ForecastDeal]:
    """Yield the deleted deals that were open, each as missing since the days on which its file was there."""
    for each in deleted:
        if not each.result:
            days = [(days, today - dt.timedelta(days=days)) for days in WINDOWS]
            there = {back for back, day in days if each.began <= day < each.day}
            yield deleted_deal(each.identity, each.title, each.state, there, method, members)
