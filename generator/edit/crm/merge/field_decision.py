"""Decision on one field that the CRM owns, from the file, the last import and the CRM's value today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.edit.crm.cells import Kind
from generator.model import money, text

CONVERTERS: Mapping[Kind, Callable[[object], object]] = {
    "line": lambda raw: " ".join(text.text(raw).split()),
    "date": text.date,
    "amount": money.signed_money,
    "balance": money.signed_money,
    "share": text.percent,
    "days": text.days,
    "address": text.web_address,
}


@dataclass(frozen=True, slots=True)
class FieldDecision:
    """Decision on a field: the text to put there, None to leave it; and whether a person had changed it."""

    write: str | None = None
    by_hand: bool = False


def settle(kind: Kind, stands: str, last: str, now: str) -> FieldDecision:
    """Decide on one field: a value that the CRM changed since the last import wins, else the file's stays.

    `stands` is the file's value, `last` the one that the last import found in the CRM and `now` the CRM's today; each
    is empty for nothing. A value of the file that is not `last` is somebody's own. A blank in the CRM takes away only
    what an import put there.
    """
    if same(kind, stands, now):
        return FieldDecision()
    if same(kind, stands, last):
        return FieldDecision(now)
    if now and not same(kind, last, now):
        return FieldDecision(now, by_hand=True)
    return FieldDecision(None, by_hand=bool(last))


def same(kind: Kind, one: str, other: str) -> bool:
    """Tell whether two texts mean the same value: `USD 15000` and `USD 15,000` do."""
    if one == other or not one or not other:
        return one == other
    if {one, other} <= set(text.SPOKEN):
        return text.SPOKEN[one] == text.SPOKEN[other]
    try:
        return CONVERTERS[kind](one) == CONVERTERS[kind](other)
    except ValueError:
        return False
