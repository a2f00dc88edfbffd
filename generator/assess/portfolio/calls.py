"""The forecast against what came of it: the deals called sure before a quarter's end, and how many were won in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from generator.assess.intervals import jeffreys
from generator.assess.portfolio.forecast import AmountSum
from generator.assess.portfolio.forecast_deal import Call, ForecastDeal
from generator.assess.portfolio.record import ENOUGH
from generator.assess.quarters import last_day

CameOf = Literal["won", "ended", "slipped", "unknown"]
"""Ends of a call: won, ended otherwise, or slipped; unknown where it is not known whether it was one."""
UNKNOWN_OWNER = "\x00"
"""Name of the owner of calls of which it is not known who owned them; no file can hold it."""


@dataclass(slots=True)
class CallRecord:
    """Deals called sure on a day, and what came of them by the end of the quarter.

    `won` were won by then, `ended` otherwise by then; the others slipped. `unknown` are deals of the quarter of which
    it is not known what they were called, and in no other count. Amounts are those of the day; `silent` had none, of
    `amounts_unknown` it is not known.
    """

    won: int = 0
    ended: int = 0
    slipped: int = 0
    unknown: int = 0
    amounts_unknown: int = 0
    amounts: AmountSum = field(default_factory=AmountSum)

    @property
    def called(self) -> int:
        """Number of deals called sure."""
        return self.won + self.ended + self.slipped

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the share won, None under ten calls."""
        return jeffreys(self.won, self.called - self.won) if self.called >= ENOUGH else None


@dataclass(frozen=True)
class CallRecords:
    """The records by quarter, by owner over all quarters, and by both, each with the days before the end."""

    by_quarter: Mapping[tuple[str, int], CallRecord]
    by_owner: Mapping[tuple[str, int], CallRecord]
    by_both: Mapping[tuple[str, str, int], CallRecord]


def call_records(deals: Sequence[ForecastDeal], names: Mapping[str, str]) -> CallRecords:
    """Return the records of all calls; `names` are the usual spellings, by each other one, of owners."""
    by_quarter: dict[tuple[str, int], CallRecord] = {}
    by_owner: dict[tuple[str, int], CallRecord] = {}
    by_both: dict[tuple[str, str, int], CallRecord] = {}
    for deal in deals:
        for call in deal.calls:
            owner = owner_of(call, names)
            for record in (
                by_quarter.setdefault((call.quarter, call.days), CallRecord()),
                by_owner.setdefault((owner, call.days), CallRecord()),
                by_both.setdefault((call.quarter, owner, call.days), CallRecord()),
            ):
                _count(record, call, deal)
    return CallRecords(by_quarter, by_owner, by_both)


def owner_of(call: Call, names: Mapping[str, str]) -> str:
    """Return the owner of the day of a call in the usual spelling, UNKNOWN_OWNER where it is not known."""
    return names.get(call.owner, call.owner) if "owner" in call.of_then else UNKNOWN_OWNER


def came_of(call: Call, deal: ForecastDeal) -> CameOf:
    """Return what came of a call by the end of its quarter."""
    if not call.known:
        return "unknown"
    if deal.ended and deal.ended <= last_day(call.quarter):
        return "won" if deal.now.word == "won" else "ended"
    return "slipped"


def _count(record: CallRecord, call: Call, deal: ForecastDeal) -> None:
    came = came_of(call, deal)
    setattr(record, came, getattr(record, came) + 1)
    if came == "unknown":
        return
    if "amount" in call.of_then:
        record.amounts.add(call.amount)
    else:
        record.amounts_unknown += 1
