"""The forecast for other programs: a line for each part and currency, numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.assess.past import WINDOWS
from generator.assess.portfolio.calls import UNKNOWN_OWNER, CallRecords
from generator.assess.portfolio.forecast import GROUPINGS, UNSORTED, WON, AmountSum, Forecast, Grouping, Line
from generator.assess.portfolio.forecast_gap import gap_of, whole_target
from generator.model.method import Method
from generator.show.summary.portfolio_files import Cell, csv_row

CALL_COLUMNS = (
    "quarter", "owner", "days_before", "called", "won", "ended_otherwise", "slipped", "unknown", "low", "high",
)  # fmt: skip


@dataclass(frozen=True)
class FileTable:
    """A table for spreadsheets: its columns, and rows with a cell for each of them."""

    columns: Sequence[str]
    rows: Sequence[Mapping[str, Cell]]

    @property
    def csv(self) -> bytes:
        """The table as a CSV: UTF-8 with the mark that Excel needs."""
        lines = (csv_row(row[column] for column in self.columns) for row in self.rows)
        return "".join((csv_row(self.columns), *lines)).encode("utf-8-sig")


def forecast_table(forecast: Forecast, method: Method) -> FileTable:
    """Return every quarter as a whole and by owner, region and segment.

    A part has a line in the base currency and one in each that has no rate into it; its deals and its target stand in
    the first.
    """
    rows = [
        cells
        for quarter in forecast.quarters
        for grouping in GROUPINGS
        for name, line in forecast.parts(quarter, grouping).items()
        for cells in _rows(quarter, grouping, name, line, forecast, method)
    ]
    return FileTable(_columns(method), rows)


def _categories(method: Method) -> Mapping[str, str]:
    return {**{name: name for name in method.forecast}, UNSORTED: "none"}


def _columns(method: Method) -> tuple[str, ...]:
    names = tuple(_categories(method).values())
    changed = ("won", *(f"crm_{each}" for each in names), "open")
    return (
        *("quarter", "by", "name", "currency", "deals", "deals_without_amount", "won"),
        *(f"crm_{each}" for each in names),
        "open",
        *(f"verdict_{each}" for each in names),
        *("target", "gap", "coverage"),
        *(f"{each}_change_{days}" for days in WINDOWS for each in changed),
    )


def _rows(
    quarter: str, grouping: Grouping, name: str, line: Line, forecast: Forecast, method: Method
) -> Iterator[Mapping[str, Cell]]:
    sums = {column: _by_currency(of, method) for column, of in _sums(line, grouping, forecast, method).items()}
    targets = _targets(quarter, grouping, line, forecast, method)
    currencies = dict.fromkeys(code for each in sums.values() for code in each)
    base = method.currencies.base if method.currencies else None
    ordered = sorted(currencies, key=lambda code: (code != base, code)) or [str(targets.get("currency") or "")]
    for place, code in enumerate(ordered):
        numbers = {column: _number(each.get(code, Decimal(0))) for column, each in sums.items()}
        counts = {} if place else {"deals": _deals(line), "deals_without_amount": _deals(line, silent=True)}
        own = targets if targets.get("currency") == code else {}
        yield {
            **dict.fromkeys(_columns(method)),
            "quarter": quarter,
            "by": grouping or "all",
            "name": name,
            **numbers,
            **counts,
            **own,
            "currency": code,
        }


def _deals(line: Line, *, silent: bool = False) -> int:
    return sum(each.silent if silent else each.deals for each in line.said.values())


def _sums(line: Line, grouping: Grouping, forecast: Forecast, method: Method) -> Mapping[str, AmountSum]:
    """Return the sums of a line by column; a change only since a day of which anything is known."""
    names = _categories(method)
    sums = {"won": line.said.get(WON, AmountSum()), "open": line.open}
    sums |= {f"crm_{name}": line.said.get(key, AmountSum()) for key, name in names.items()}
    sums |= {f"verdict_{name}": line.spoken.get(key, AmountSum()) for key, name in names.items()}
    for days in sorted(forecast.reaching) if grouping in ("", "owner") else ():
        change = line.change[days]
        sums |= {f"won_change_{days}": change.get(WON, AmountSum()), f"open_change_{days}": line.changed(days)}
        sums |= {f"crm_{name}_change_{days}": change.get(key, AmountSum()) for key, name in names.items()}
    return sums


def _by_currency(of: AmountSum, method: Method) -> Mapping[str, Decimal]:
    return {each.currency: each.amount for each in of.together(method.currencies)}


def _targets(quarter: str, grouping: Grouping, line: Line, forecast: Forecast, method: Method) -> Mapping[str, Cell]:
    target = line.target
    if not grouping:
        target = whole_target(forecast.parts(quarter, "owner").values(), method.currencies)
    gap = gap_of(line, target, method.currencies) if target else None
    if gap is None:
        return {"currency": target.currency, "target": _number(target.amount)} if target else {}
    return {
        "currency": gap.target.currency,
        "target": _number(gap.target.amount),
        "gap": _number(gap.gap.amount),
        "coverage": None if gap.coverage is None else round(float(gap.coverage), 2),
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def calls_table(calls: CallRecords) -> FileTable:
    """Return what was called sure before the ends of quarters by owner of then, and what came of it."""
    rows: list[Mapping[str, Cell]] = []
    for (quarter, owner, days), each in sorted(calls.by_both.items()):
        low, high = each.interval or (None, None)
        counts = (each.called, each.won, each.ended, each.slipped, each.unknown)
        bounds = (None if bound is None else round(bound, 4) for bound in (low, high))
        cells: tuple[Cell, ...] = (quarter, "unknown" if owner == UNKNOWN_OWNER else owner, days, *counts, *bounds)
        rows.append(dict(zip(CALL_COLUMNS, cells, strict=True)))
    return FileTable(CALL_COLUMNS, rows)
