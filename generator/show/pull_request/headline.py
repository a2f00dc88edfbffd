"""First line of the comment: what a change does to verdicts, amounts and days, with the money that hangs on it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from generator.assess.currency import amount_in
from generator.assess.judgement import Judgement
from generator.assess.portfolio.totals import Totals, totals_of
from generator.history.difference import DealDifference, Difference, Kind
from generator.history.meetings import MeetingChange
from generator.model.method import VERDICTS, Method
from generator.model.money import Money
from generator.show.text import values

MEETINGS: Final[Mapping[MeetingChange, str]] = {
    "new": "new meeting",
    "changed": "changed meeting",
    "gone": "deleted meeting",
}


def headline(of: Difference) -> str:
    """Return the line, bad news first, such as: 1 verdict down, EUR 940k at risk; amounts EUR 350k less."""
    parts = [
        *_of_kind(of, "unreadable", "unreadable"),
        *_ended(of, "lost", "no-decision", "withdrawn"),
        *_verdicts(of, -1, "down", ", {} at risk"),
        *_amounts(of),
        *_closes(of),
        *_of_kind(of, "deleted", "deleted"),
        *_verdicts(of, 1, "up", ", {}"),
        *_ended(of, "won"),
        *_of_kind(of, "reopened", "reopened"),
        *_of_kind(of, "new", "new"),
        *_meetings(of),
    ]
    if not parts:
        return "No verdict, amount or close changes." if of.deals else "No deal changes."
    words = "; ".join(parts)
    return f"{words[:1].upper()}{words[1:]}."


def turn(of: DealDifference) -> int:
    """Return by how many steps the verdict of a deal that stays open rose, negative where it fell."""
    if of.before is None or of.after is None or of.before.closed or of.after.closed:
        return 0
    return VERDICTS.index(of.after.verdict.word) - VERDICTS.index(of.before.verdict.word)


def amount_size(method: Method, amount: Money | None) -> float:
    """Return an amount's size for ordering: in the base currency where there is a rate for it, else as it is."""
    if amount is None:
        return 0.0
    base = method.currencies.base if method.currencies else amount.currency
    return float(amount_in(base, amount, method.currencies) or amount.amount)


def _verdicts(of: Difference, way: int, word: str, money: str) -> Iterator[str]:
    if deals := [each for each in of.deals if turn(each) * way > 0]:
        yield f"{values.counted(len(deals), 'verdict')} {word}{_sum(of, deals, money)}"


def _ended(of: Difference, *results: str) -> Iterator[str]:
    for result in results:
        if deals := [each for each in of.deals if each.kind == "closed" and _result(each.after) == result]:
            yield f"{len(deals)} {values.verdict_word(result).lower()}{_sum(of, deals, ', {}')}"


def _result(judgement: Judgement | None) -> str:
    return judgement.deal.outcome.result if judgement and judgement.deal.outcome else ""


def _amounts(of: Difference) -> Iterator[str]:
    """Yield by how much the amounts of deals that stay open changed, and how many amounts came or went."""
    pairs = [
        (each.before.deal.amount, each.after.deal.amount)
        for each in of.deals
        if each.before and each.after and not each.after.closed
    ]
    sums = totals_of((_difference(*pair) for pair in pairs), of.method.currencies)
    moves = [
        f"{values.short_money(Money(abs(each.amount), each.currency))} {'more' if each.amount > 0 else 'less'}"
        for each in _together(sums)
        if each.amount
    ]
    if moves:
        yield f"amounts {values.listing(moves)}"
    counts = {
        "taken out": sum(before is not None and after is None for before, after in pairs),
        "given": sum(before is None and after is not None for before, after in pairs),
        "in another currency": sum(
            before is not None and after is not None and before.currency != after.currency for before, after in pairs
        ),
    }
    yield from (f"{values.counted(count, 'amount')} {word}" for word, count in counts.items() if count)


def _difference(before: Money | None, after: Money | None) -> Money | None:
    """Return what an amount grew by; nothing where one is missing or the currency changed, which each deal says."""
    if before is None or after is None or before.currency != after.currency:
        return None
    return Money(after.amount - before.amount, after.currency)


def _closes(of: Difference) -> Iterator[str]:
    moves = [days for each in of.deals if (days := _days(each)) and each.after and not each.after.closed]
    for word, count in (("later", sum(each > 0 for each in moves)), ("earlier", sum(each < 0 for each in moves))):
        if count:
            yield f"{values.counted(count, 'close date')} {word}"


def _days(of: DealDifference) -> int:
    for each in of.fields:
        if each.field == "close" and isinstance(each.before, dt.date) and isinstance(each.after, dt.date):
            return (each.after - each.before).days
    return 0


def _of_kind(of: Difference, kind: Kind, word: str) -> Iterator[str]:
    if deals := [each for each in of.deals if each.kind == kind]:
        yield f"{values.counted(len(deals), f'{word} deal')}{_sum(of, deals, ', {}')}"


def _meetings(of: Difference) -> Iterator[str]:
    counts = Counter(each.change for each in of.meetings)
    for change, word in MEETINGS.items():
        if counts[change]:
            yield values.counted(counts[change], word)


def _sum(of: Difference, deals: Sequence[DealDifference], words: str) -> str:
    """Return what deals amount to within words; nothing where none has an amount."""
    sides = [each.after or each.before for each in deals]
    whole = _together(totals_of((side.deal.amount for side in sides if side), of.method.currencies))
    return words.format(values.listing([values.short_money(each) for each in whole])) if whole else ""


def _together(of: Totals) -> Iterable[Money]:
    """Return the sum in the base currency where every rate is known, else one for each currency."""
    return list(of.by_currency.values()) if of.in_base is None or len(of.by_currency) < 2 else [of.in_base]
