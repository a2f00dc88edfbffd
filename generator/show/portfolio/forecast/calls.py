"""The forecast against what came of it, as tables: by quarter, and by owner over all of them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from generator.assess.portfolio.calls import UNKNOWN_OWNER, CallRecord
from generator.assess.quarters import BEFORE_THE_END, closed_quarters
from generator.show.portfolio.context import left_words
from generator.show.portfolio.forecast.amounts import Amounts
from generator.show.portfolio.forecast.tables import MOST_PARTS, NOBODY
from generator.show.portfolio.forecast.views import CallLine, CallTable
from generator.show.text import values


def call_tables(amounts: Amounts) -> tuple[CallTable, ...]:
    """Return the tables; none where no deal of a quarter that is over is known."""
    calls = amounts.context.calls
    if not calls.by_quarter:
        return ()
    quarters = {quarter: quarter for quarter in closed_quarters(amounts.context.setting.today)}
    names = sorted({owner for owner, _ in calls.by_owner}, key=lambda each: (each in ("", UNKNOWN_OWNER), each))
    owners = {name: owner_name(name) for name in names}
    return (
        _table(amounts, "By quarter", "Quarter", quarters, calls.by_quarter),
        _table(amounts, "By owner of then, over these quarters", "Owner", owners, calls.by_owner),
    )


def owner_name(owner: str) -> str:
    """Return the owner of a call as it is printed."""
    return "Unknown" if owner == UNKNOWN_OWNER else owner or NOBODY["owner"]


def _table(
    amounts: Amounts,
    title: str,
    head: str,
    names: Mapping[str, str],
    records: Mapping[tuple[str, int], CallRecord],
) -> CallTable:
    known = [name for name in names if any((name, days) in records for days in BEFORE_THE_END)]
    lines = (
        _line(amounts, names[name], days, records.get((name, days), CallRecord()))
        for name in known[:MOST_PARTS]
        for days in BEFORE_THE_END
    )
    return CallTable(title, head, tuple(lines), left_words(len(known) - MOST_PARTS, "more owner"))


def _line(amounts: Amounts, name: str, days: int, record: CallRecord) -> CallLine:
    def count(number: int) -> str:
        return values.plain(number) if number else values.NOTHING

    unknown = f", of {values.counted(record.amounts_unknown, 'deal')} unknown" if record.amounts_unknown else ""
    return CallLine(
        name,
        values.counted(days, "day"),
        count(record.called),
        f"{amounts.text(record.amounts)}{unknown}",
        count(record.won),
        count(record.ended),
        count(record.slipped),
        count(record.unknown),
        _share(record),
    )


def _share(record: CallRecord) -> str:
    if not record.interval:
        return values.NOTHING
    low, high = (values.percent(Fraction(bound)) for bound in record.interval)
    share = values.percent(Fraction(record.won, record.called))
    return f"{share}, 95% interval {low} to {high}"
