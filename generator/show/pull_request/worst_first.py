"""Order in which a reviewer looks at changed deals: what went wrong first, and of that the largest amount."""

from __future__ import annotations

from collections.abc import Sequence

from generator.history.difference import DealDifference, Difference
from generator.model.method import Method
from generator.show.pull_request.headline import amount_size, turn

ORDER = (
    "unreadable",
    "ended without a contract",
    "verdict down",
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


def _place(of: DealDifference, method: Method) -> tuple[int, float, str]:
    side = of.after or of.before
    return ORDER.index(_gravity(of)), -amount_size(method, side.deal.amount if side else None), of.identity


def _gravity(of: DealDifference) -> str:
    if of.kind == "closed":
        outcome = of.after.deal.outcome if of.after else None
        return "won" if outcome and outcome.result == "won" else "ended without a contract"
    if of.kind not in ("changed", "renamed"):
        return of.kind
    if turn(of):
        return "verdict down" if turn(of) < 0 else "verdict up"
    if of.unfounded:
        return "rated better without new evidence"
    return "findings appear" if of.appeared else of.kind
