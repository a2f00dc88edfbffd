"""One field that the CRM owns: what stands in the file, what was imported last, what the CRM says now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.edit.crm.cells import Kind
from generator.model import money, text

CONVERTERS: Mapping[Kind, Callable[[object], object]] = {
    "line": lambda raw: " ".join(text.text(raw).split()),
    "date": text.date,
    "amount": money.money,
    "share": text.percent,
    "days": text.days,
    "address": text.web_address,
}


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of a field: `write` is the text to put there, None to leave it, and whether it was by hand."""

    write: str | None = None
    by_hand: bool = False


def settle(kind: Kind, stands: str, last: str | None, now: str) -> Settled:
    """Decide on one field: the CRM's value stands, except that a blank only takes away what an import put there.

    `stands` is what the file says and `last` what was last imported, None if that is not known. A value that is
    neither is somebody's own.
    """
    if same(kind, stands, now):
        return Settled()
    as_imported = last is not None and same(kind, stands, last)
    by_hand = last is not None and not as_imported
    if now:
        return Settled(now, by_hand)
    return Settled("") if as_imported else Settled(None, by_hand)


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
