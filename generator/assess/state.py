"""State of a deal on a day: its own fields, apart from what is judged of it."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from generator.model.deal import Deal
from generator.model.money import Money


class DealState(NamedTuple):
    """Fields of a deal as they stood on a day, empty or None where nothing stood in them.

    `unknown` are the names of those of which it is not known. The stage and the owner are as they were written then.
    """

    stage: str = ""
    owner: str = ""
    amount: Money | None = None
    close: dt.date | None = None
    forecast: str = ""
    unknown: frozenset[str] = frozenset()

    def knows(self, field: str) -> bool:
        """Tell whether it is known what stood in a field."""
        return field not in self.unknown


STATE_FIELDS: Final = DealState._fields[:-1]
NOTHING_KNOWN: Final = DealState(unknown=frozenset(STATE_FIELDS))


def state_of(deal: Deal) -> DealState:
    """Return the fields of a deal as its file has them."""
    forecast = (deal.crm.forecast or "") if deal.crm else ""
    return DealState(deal.stage, deal.owner, deal.amount, deal.close, forecast)
