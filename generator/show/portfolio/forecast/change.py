"""Changes of a quarter of the forecast: sums by owner, and the deals behind them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from generator.assess.currency import amount_in
from generator.assess.past import WINDOWS
from generator.assess.portfolio.forecast import WON, AmountSum, Line, Move, merged, place_of
from generator.assess.portfolio.forecast_deal import DELETED, ForecastState
from generator.model.counting import noun_for
from generator.model.method import VERDICTS, Method
from generator.show.page import Link
from generator.show.portfolio.context import left_words
from generator.show.portfolio.forecast.amounts import Amounts
from generator.show.portfolio.forecast.tables import NOBODY
from generator.show.portfolio.forecast.views import ChangeLine, ChangeView, MoveLine
from generator.show.text import names, values
from generator.show.text.changes import ARROW
from generator.show.urls import page_urls

MOST_MOVES: Final = 12
NOT_KNOWN: Final = "not known"


def change_of(amounts: Amounts, quarter: str) -> ChangeView:
    """Return what changed in a quarter since each of the days back, and the deals behind the shortest time."""
    forecast, today = amounts.context.forecast, amounts.context.setting.today
    columns = (WON, *amounts.columns())
    parts = forecast.parts(quarter, "owner")
    changed = [
        (name or NOBODY["owner"], line)
        for name, line in parts.items()
        if any(_differs(line, days) for days in WINDOWS)
    ]
    whole = forecast.lines[quarter, "", ""]
    lines = [_line(amounts, name, line, columns) for name, line in (*changed, ("All", whole))] if changed else []
    days = min(WINDOWS)
    moves = _moves(amounts, quarter, days) if days in forecast.reaching else []
    return ChangeView(
        f"What changed in {quarter or 'deals without a close date'}",
        tuple(values.day(_before(today, each)) for each in WINDOWS),
        (*amounts.labels().values(), "Open"),
        tuple(lines),
        tuple(_move(amounts, each) for each in moves[:MOST_MOVES]),
        left_words(len(moves) - MOST_MOVES, "more deal"),
        tuple(_notes(amounts, whole, moves)),
    )


def _before(today: dt.date, days: int) -> dt.date:
    return today - dt.timedelta(days=days)


def _differs(line: Line, days: int) -> bool:
    return any(any(each.by_currency.values()) or each.deals for each in line.change[days].values())


def _line(amounts: Amounts, name: str, line: Line, columns: Sequence[str]) -> ChangeLine:
    reaching = amounts.context.forecast.reaching

    def cell(days: int, of: AmountSum) -> str:
        return amounts.text(of, signed=True) if days in reaching else NOT_KNOWN

    named = (tuple(cell(days, line.change[days].get(each, AmountSum())) for days in WINDOWS) for each in columns)
    return ChangeLine(name, (*named, tuple(cell(days, line.changed(days)) for days in WINDOWS)))


def _notes(amounts: Amounts, whole: Line, moves: Sequence[Move]) -> Iterator[str]:
    """Yield what the change leaves out, days of which the same is not known as one, and whether nothing changed."""
    forecast, today = amounts.context.forecast, amounts.context.setting.today
    unknown: dict[tuple[int, str], list[str]] = defaultdict(list)
    for days in WINDOWS:
        since, left_out = values.day(_before(today, days)), whole.unknown[days]
        if days not in forecast.reaching:
            yield f"How deals stood on {since} is not known: neither git nor the files' past reaches back so far."
        elif left_out.deals:
            unknown[left_out.deals, amounts.text(left_out)].append(since)
    for (count, sums), days_back in unknown.items():
        deals, them = values.counted(count, "deal"), noun_for(count, "it", "them")
        those, on = f"{deals} ({sums} today)", values.listing(days_back)
        yield f"How {those} stood on {on} is not known: no change counts {them}."
    shortest = min(WINDOWS)
    known = merged(whole.said.values()).deals - whole.unknown[shortest].deals
    if shortest in forecast.reaching and not moves and known > 0:
        deal = "other deal" if whole.unknown[shortest].deals else "deal"
        yield f"No {deal} of this quarter changed since {values.day(_before(today, shortest))}."


def _moves(amounts: Amounts, quarter: str, days: int) -> list[Move]:
    """Return the deals that changed in a quarter, moved into it or out of it, those first that weigh most."""
    forecast, currencies = amounts.context.forecast, amounts.context.surroundings.method.currencies

    def part(move: Move, state: ForecastState | None) -> Fraction:
        place = place_of(move.deal, state) if state else None
        if not (place and place[0] == quarter and state and state.amount and forecast.currency):
            return Fraction(0)
        return amount_in(forecast.currency, state.amount, currencies) or Fraction(0)

    def concerned(move: Move) -> bool:
        places = (place_of(move.deal, each) for each in (move.then, move.now) if each)
        return any(place[0] == quarter for place in places if place)

    found = [move for move in forecast.moves[days] if concerned(move)]
    return sorted(found, key=lambda move: (-abs(part(move, move.now) - part(move, move.then)), move.deal.identity))


def _move(amounts: Amounts, move: Move) -> MoveLine:
    context, deal = amounts.context, move.deal
    is_gone = move.now.word == DELETED
    href = "" if is_gone else context.deal_href(page_urls.FORECAST, deal.identity, anchor="history")
    link = Link(deal.title, href)
    says = "; ".join(_says(move, context.surroundings.method))
    return MoveLine(link, names.account_name(context.surroundings, deal.account), says)


def _says(move: Move, method: Method) -> Iterator[str]:
    then, now = move.then, move.now
    if then is None:
        yield f"new: {values.short_money(now.amount)}, {_category(now, method)}, closes {values.day(now.close)}"
        return
    if now.word == DELETED:
        yield f"deleted: {values.short_money(then.amount)}, {_category(then, method)}, close {values.day(then.close)}"
        return
    if _result(now) != _result(then):
        yield values.verdict_word(now.word).lower() if _result(now) else "open again"
    if now.amount != then.amount:
        yield f"amount {values.short_money(then.amount)} {ARROW} {values.short_money(now.amount)}"
    if now.close != then.close:
        yield f"close {values.day(then.close)} {ARROW} {values.day(now.close)}"
    if now.category != then.category:
        yield f"{_category(then, method)} {ARROW} {_category(now, method)}"
    if now.owner != then.owner:
        yield f"owner {then.owner or 'nobody'} {ARROW} {now.owner or 'nobody'}"
    if now.word != then.word and {now.word, then.word} <= {*VERDICTS}:
        before, after = (values.verdict_word(each).lower() for each in (then.word, now.word))
        yield f"verdict {before} {ARROW} {after}"


def _result(state: ForecastState) -> str:
    return "" if state.word in VERDICTS else state.word


def _category(state: ForecastState, method: Method) -> str:
    return method.forecast[state.category].label if state.category else "no category"
