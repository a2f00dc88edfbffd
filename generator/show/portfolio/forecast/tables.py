"""The tables of the forecast: a quarter by owner, region or segment, and all quarters."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from generator.assess.portfolio.forecast import WON, Forecast, Grouping, Line, joined
from generator.assess.portfolio.forecast_gap import Gap, gap_of, size_of, whole_target
from generator.assess.quarters import quarter_of
from generator.model.method import Currencies
from generator.model.money import Money
from generator.show.page import Link
from generator.show.portfolio.context import left_words
from generator.show.portfolio.forecast.amounts import Amounts
from generator.show.portfolio.forecast.views import CellView, LineView, TableView
from generator.show.text import values
from generator.show.urls import anchors

MOST_PARTS: Final = 40
"""Lines of a table; those with the least in them are put together in one."""
MOST_QUARTERS: Final = 16
NOBODY: Final[Mapping[Grouping, str]] = {"owner": "Nobody yet", "region": "No region", "segment": "No segment"}
NO_CLOSE: Final = "No close date"


def quarter_id(quarter: str) -> str:
    """Return the id of a quarter's section."""
    return anchors.anchor("quarter", quarter.replace(" ", "-").lower())


def part_table(amounts: Amounts, quarter: str, grouping: Grouping) -> TableView:
    """Return a quarter by owner, region or segment, with the quarter as a whole."""
    forecast, currencies = amounts.context.forecast, amounts.context.surroundings.method.currencies
    parts = forecast.parts(quarter, grouping)
    shown = _largest(parts, forecast, currencies)
    lines = [_part(amounts, quarter, grouping, name, parts[name]) for name in parts if name in shown]
    rest = [line for name, line in parts.items() if name not in shown]
    left = left_words(len(rest), "other")
    if rest:
        lines.append(_named(Link(left, amounts.grouped(quarter, grouping)), amounts, joined(rest)))
    whole = forecast.lines[quarter, "", ""]
    target = whole_target(parts.values(), currencies) if grouping == "owner" else None
    head = grouping.capitalize()
    return TableView(
        f"{quarter or NO_CLOSE} by {grouping}",
        head,
        _columns(amounts),
        tuple(lines),
        _with_target(_line(amounts, quarter, "", "", whole, Link("All", "")), amounts, whole, target),
        targets=any(each.target for each in parts.values()),
        left=left,
    )


def quarters_table(amounts: Amounts, quarters: Mapping[str, str]) -> TableView:
    """Return every quarter; those in `quarters` lead to their sections, whose ids these are."""
    every, today = amounts.context.forecast.quarters, quarter_of(amounts.context.setting.today)
    nearest = every if len(every) <= MOST_QUARTERS else _nearest(every, today)
    lines = tuple(
        _line(
            amounts,
            quarter,
            "",
            "",
            amounts.context.forecast.lines[quarter, "", ""],
            Link(_name(quarter, today), f"#{quarters[quarter]}" if quarter in quarters else ""),
        )
        for quarter in nearest
    )
    left = left_words(len(every) - len(nearest), "more quarter")
    return TableView("Every quarter", "Quarter", _columns(amounts), lines, left=left)


def _name(quarter: str, today: str) -> str:
    return f"{quarter} (over)" if quarter and quarter < today else quarter or NO_CLOSE


def _nearest(every: tuple[str, ...], now: str) -> tuple[str, ...]:
    """Return the quarters that are nearest to this one in the list, and what has no close date."""
    dated = [each for each in every if each]
    place = sum(each < now for each in dated)
    start = max(0, min(place - MOST_QUARTERS // 2, len(dated) - MOST_QUARTERS))
    return (*dated[start : start + MOST_QUARTERS], *([""] if "" in every else []))


def _columns(amounts: Amounts) -> tuple[str, ...]:
    return (*amounts.labels().values(), "Open")


def _largest(parts: Mapping[str, Line], forecast: Forecast, currencies: Currencies | None) -> frozenset[str]:
    ordered = sorted(parts, key=lambda name: (-size_of(parts[name], forecast.currency, currencies), name))
    return frozenset(ordered[:MOST_PARTS])


def _part(amounts: Amounts, quarter: str, grouping: Grouping, name: str, line: Line) -> LineView:
    made = _line(amounts, quarter, grouping, name, line, Link(name or NOBODY[grouping], ""))
    return _with_target(made, amounts, line, line.target)


def _line(amounts: Amounts, quarter: str, grouping: Grouping, name: str, line: Line, link: Link) -> LineView:
    cells = [CellView(amounts.won(line.said.get(WON), quarter, grouping, name))]
    for column in amounts.columns():
        category = amounts.category(column)
        said = amounts.open(line.said.get(column), quarter, grouping, name, category=category)
        spoken = amounts.open(line.spoken.get(column), quarter, grouping, name, spoken_for=category)
        cells.append(CellView(said, spoken if said.href or spoken.href else None))
    cells.append(CellView(amounts.open(line.open, quarter, grouping, name)))
    return LineView(link, tuple(cells))


def _named(link: Link, amounts: Amounts, line: Line) -> LineView:
    """Return a line without links."""
    made = _line(amounts, "", "", "", line, link)
    bare = (
        CellView(each.said._replace(href=""), each.spoken and each.spoken._replace(href="")) for each in made.cells
    )
    return made._replace(cells=tuple(bare))


def _with_target(made: LineView, amounts: Amounts, line: Line, target: Money | None) -> LineView:
    if target is None:
        return made
    gap = gap_of(line, target, amounts.context.surroundings.method.currencies)
    if gap is None:
        return made._replace(target=amounts.money(target), gap="no rate", coverage=values.NOTHING)
    return made._replace(target=amounts.money(gap.target), gap=_gap(amounts, gap), coverage=_coverage(gap))


def _gap(amounts: Amounts, gap: Gap) -> str:
    missing = amounts.money(gap.gap) if gap.gap.amount > 0 else "reached"
    return f"{missing} (without what has no rate)" if gap.left_out else missing


def _coverage(gap: Gap) -> str:
    return values.NOTHING if gap.coverage is None else f"{values.plain(Fraction(gap.coverage), 1)}\u00d7"
