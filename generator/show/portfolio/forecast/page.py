"""The forecast page: this quarter and the next by owner, what changed, and what came of earlier forecasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import Final

from generator.assess.past import WINDOWS
from generator.assess.portfolio.forecast import WON, AmountSum, Line
from generator.assess.portfolio.forecast_gap import gap_of, whole_target
from generator.assess.quarters import last_day, quarter_of
from generator.show.page import Page, SearchEntry
from generator.show.portfolio.context import PortfolioContext, left_words
from generator.show.portfolio.forecast.amounts import Amounts
from generator.show.portfolio.forecast.call_rows import call_table
from generator.show.portfolio.forecast.calls import call_tables
from generator.show.portfolio.forecast.change import change_of
from generator.show.portfolio.forecast.tables import part_table, quarter_id, quarters_table
from generator.show.portfolio.forecast.views import ForecastView, QuarterView
from generator.show.portfolio.home.views import Figure
from generator.show.portfolio.page_draft import PageDraft, present
from generator.show.text import values
from generator.show.urls import page_urls

MOST_SPELLINGS: Final = 5
MOST_SHOWN: Final = 4
"""Quarters that have a section: this one and the next that have any deal."""
MOST_OPEN: Final = 2
"""Quarters whose sections do not fold."""


def forecast_page(context: PortfolioContext) -> Page:
    """Return the forecast by quarter and owner."""
    amounts, quarters = Amounts(context), _shown(context)
    ids = {quarter: quarter_id(quarter) for quarter in quarters}
    calls = call_tables(amounts)
    sections = {
        **{ids[quarter]: quarter for quarter in quarters},
        **present({"every": ("Every quarter", quarters), "calls": ("What came of earlier forecasts", calls)}),
    }
    draft = PageDraft(context, "forecast", page_urls.FORECAST, "Forecast", "forecast.html", sections)
    surest = next(iter(context.surroundings.method.forecast.values()), None)
    view = ForecastView(
        unit=_unit(context),
        mapping=_mapping(context),
        figures=tuple(_figures(amounts, quarters[0])) if quarters else (),
        quarters=tuple(_quarter(amounts, quarter, ids[quarter]) for quarter in quarters),
        news={ids[quarter]: _news(amounts, quarter) for quarter in quarters[MOST_OPEN:]},
        every=quarters_table(amounts, ids) if quarters else None,
        calls=calls,
        called=call_table(context),
        call_rows=draft.link(page_urls.CALL_ROWS),
        surest=surest.label if surest else "",
        csv=draft.link(page_urls.FORECAST_CSV),
        calls_csv=draft.link(page_urls.CALLS_CSV),
    )
    return draft.finished(view, [SearchEntry("", "Forecast", "Quarter by owner, region and segment; what changed")])


def _shown(context: PortfolioContext) -> tuple[str, ...]:
    """Return this quarter, where there is any deal at all, and the next ones."""
    this = quarter_of(context.setting.today)
    return tuple(each for each in context.forecast.quarters if each >= this)[:MOST_SHOWN]


def _unit(context: PortfolioContext) -> str:
    currency, currencies = context.forecast.currency, context.surroundings.method.currencies
    if currency is None:
        return "No deal has an amount yet."
    if currencies is None:
        return f"Numbers without a currency are {currency}. Without rates no two currencies are added."
    used = {each.now.amount.currency for each in context.summaries.forecasts if each.now.amount} & {*currencies.rates}
    days = [currencies.rates[code].date for code in used if code != currency]
    rates = f", at rates of {values.day(min(days))}" if days else ""
    later = " and later" if days and max(days) > min(days) else ""
    return f"Numbers without a currency are {currency}{rates}{later}. What has no rate stays in its own."


def _mapping(context: PortfolioContext) -> str:
    """Return which verdicts speak for which categories."""
    categories = context.surroundings.method.forecast.values()
    pairs = (
        f"{values.listing([values.verdict_word(word).lower() for word in each.verdicts])} for {each.label.lower()}"
        for each in categories
        if each.verdicts
    )
    return values.listing(list(pairs))


def _figures(amounts: Amounts, quarter: str) -> Iterator[Figure]:
    context = amounts.context
    forecast, currencies = context.forecast, context.surroundings.method.currencies
    line = forecast.lines[quarter, "", ""]
    yield Figure(amounts.text(line.said.get(WON, AmountSum())), f"won so far in {quarter}")
    for name, category in islice(context.surroundings.method.forecast.items(), 1):
        said = line.said.get(name, AmountSum())
        yield Figure(amounts.text(said), category.label.lower(), _since(amounts, line, name))
    yield Figure(amounts.text(line.open), "open in all", _since(amounts, line, None))
    if target := whole_target(forecast.parts(quarter, "owner").values(), currencies):
        gap = gap_of(line, target, currencies)
        if gap and gap.gap.amount > 0:
            covered = f", open deals are {values.plain(gap.coverage or 0)} times that" if gap.coverage else ""
            yield Figure(amounts.money(gap.gap), "missing to the target", f"of {amounts.money(gap.target)}{covered}")
        elif gap:
            yield Figure("reached", "target", f"of {amounts.money(gap.target)}")


def _since(amounts: Amounts, line: Line, column: str | None) -> str:
    """Return the change within the shortest time; empty where it is not known."""
    days = min(WINDOWS)
    if days not in amounts.context.forecast.reaching:
        return ""
    change = line.changed(days) if column is None else line.change[days].get(column, AmountSum())
    said = amounts.text(change, signed=True)
    return f"{'unchanged' if said == values.NOTHING else said} in {values.counted(days, 'day')}"


def _quarter(amounts: Amounts, quarter: str, anchor: str) -> QuarterView:
    forecast = amounts.context.forecast
    others = tuple(
        part_table(amounts, quarter, grouping)
        for grouping in ("region", "segment")
        if any(forecast.parts(quarter, grouping))
    )
    return QuarterView(
        anchor,
        _about(quarter, amounts.context.setting.today),
        part_table(amounts, quarter, "owner"),
        others,
        change_of(amounts, quarter),
        tuple(_notes(amounts, quarter)),
    )


def _news(amounts: Amounts, quarter: str) -> str:
    """Return what is in the section of a quarter, for when it is folded."""
    line = amounts.context.forecast.lines[quarter, "", ""]
    return f"{amounts.text(line.open)} open, ends {values.day(last_day(quarter))}"


def _about(quarter: str, today: dt.date) -> str:
    end = last_day(quarter)
    if quarter != quarter_of(today):
        return f"Ends {values.day(end)}."
    left = values.counted((end - today).days, "day")
    return f"This quarter ends {values.day(end)}, in {left}."


def _notes(amounts: Amounts, quarter: str) -> Iterator[str]:
    """Yield what the sums of a quarter leave out."""
    line = amounts.context.forecast.lines[quarter, "", ""]
    silent = sum(each.silent for each in line.said.values())
    if silent:
        yield f"{values.counted(silent, 'deal')} without an amount: in no sum."
    parts = amounts.context.forecast.parts(quarter, "owner").values()
    if any(each.target for each in parts) and not whole_target(parts, amounts.context.surroundings.method.currencies):
        yield "The targets have no common currency, so they have no sum."
    written = _unread(amounts.context, quarter)
    if written:
        yield f"No category: {written}."


def _unread(context: PortfolioContext, quarter: str) -> str:
    """Return how many open deals have no category, or one that the method does not read, in words."""
    counts: dict[str, int] = {}
    for each in context.summaries.forecasts:
        if not (each.ended or each.now.category) and quarter_of(each.now.close) == quarter:
            counts[each.written] = counts.get(each.written, 0) + 1
    words = [
        f"{values.counted(number, 'deal')} " + (f"with {written!r}" if written else "without any")
        for written, number in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    ]
    left = left_words(len(words) - MOST_SPELLINGS, "more spelling")
    return values.listing([*words[:MOST_SPELLINGS], *([left] if left else [])])
