"""Order in which a reviewer looks at changed deals: what went wrong first, and of that the largest amount.

A deal that was to be left before and still is comes after others to which the same happened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from generator.history.difference import DealDifference, Difference
from generator.history.shifts import FieldChange
from generator.model.method import VERDICTS, Method
from generator.model.money import Money
from generator.show.pull_request.headline import amount_size, turn

ORDER = (
    "unreadable",
    "ended without a contract",
    "verdict down",
    "amount cut",
    "close later",
    "rated better without new evidence",
    "deleted",
    "findings appear",
    "changed",
    "verdict up",
    "readable again",
    "reopened",
    "won",
    "renamed",
    "new",
)


def worst_first(of: Difference) -> Sequence[DealDifference]:
    """Return the deals, the gravest change first."""
    return sorted(of.deals, key=lambda each: _place(each, of.method))


def _place(of: DealDifference, method: Method) -> tuple[int, bool, float, str]:
    side = of.after or of.before
    stays_left = side is not None and not side.closed and side.verdict.word == VERDICTS[0] and not turn(of)
    size = amount_size(method, side.deal.amount if side else None)
    return ORDER.index(_gravity(of)), stays_left, -size, of.identity


def _gravity(of: DealDifference) -> str:
    if of.kind == "closed":
        outcome = of.after.deal.outcome if of.after else None
        return "won" if outcome and outcome.result == "won" else "ended without a contract"
    if of.kind not in ("changed", "renamed"):
        return of.kind
    if turn(of):
        return "verdict down" if turn(of) < 0 else "verdict up"
    if of.after and not of.after.closed and (worse := next(_worse(of.fields), None)):
        return worse
    if of.unfounded:
        return "rated better without new evidence"
    return "findings appear" if of.appeared else of.kind


def _worse(fields: Sequence[FieldChange]) -> Iterator[str]:
    """Yield what got worse among the fields, the graver first: an amount in the same currency, the close date."""
    moves = {each.field: (each.before, each.after) for each in fields}
    before, after = moves.get("amount", (None, None))
    if isinstance(before, Money) and (
        after is None
        or (isinstance(after, Money) and after.currency == before.currency and after.amount < before.amount)
    ):
        yield "amount cut"
    before, after = moves.get("close", (None, None))
    if isinstance(before, dt.date) and (after is None or (isinstance(after, dt.date) and after > before)):
        yield "close later"
