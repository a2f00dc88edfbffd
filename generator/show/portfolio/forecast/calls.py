"""The forecast against what came of it, as tables: by quarter, and by owner over all of them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from urllib.parse import urlencode

from generator.assess.portfolio.calls import UNKNOWN_OWNER, CallRecord
from generator.assess.quarters import BEFORE_THE_END, closed_quarters
from generator.show.page import Link
from generator.show.portfolio.context import left_words
from generator.show.portfolio.forecast.amounts import Amounts
from generator.show.portfolio.forecast.call_rows import CALLED, CAME, owner_name
from generator.show.portfolio.forecast.tables import MOST_PARTS
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


def _table(
    amounts: Amounts,
    title: str,
    head: str,
    names: Mapping[str, str],
    records: Mapping[tuple[str, int], CallRecord],
) -> CallTable:
    known = [name for name in names if any((name, days) in records for days in BEFORE_THE_END)]
    lines = (
        _line(amounts, head, names[name], days, record)
        for name in known[:MOST_PARTS]
        for days in BEFORE_THE_END
        if (record := records.get((name, days))) and (record.called or record.unknown)
    )
    return CallTable(title, head, tuple(lines), left_words(len(known) - MOST_PARTS, "more owner"))


def _line(amounts: Amounts, head: str, name: str, days: int, record: CallRecord) -> CallLine:
    def count(number: int, **wanted: str) -> Link:
        rows = {head.lower(): name, "before": values.counted(days, "day"), **wanted}
        return Link(values.plain(number), f"?{urlencode(rows)}#called") if number else Link(values.NOTHING, "")

    unknown = f", of {values.counted(record.amounts_unknown, 'deal')} unknown" if record.amounts_unknown else ""
    return CallLine(
        name,
        values.counted(days, "day"),
        count(record.called, called=CALLED),
        f"{amounts.text(record.amounts)}{unknown}",
        count(record.won, came=CAME["won"]),
        count(record.ended, came=CAME["ended"]),
        count(record.slipped, came=CAME["slipped"]),
        count(record.unknown, came=CAME["unknown"]),
        _share(record),
    )


def _share(record: CallRecord) -> str:
    if not record.interval:
        return values.NOTHING
    low, high = (values.percent(Fraction(bound)) for bound in record.interval)
    share = values.percent(Fraction(record.won, record.called))
    return f"{share}, 95% interval {low} to {high}"
