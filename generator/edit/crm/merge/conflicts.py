"""Conflicts: where a deal's file says something else than the CRM said at the last import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator.edit.crm.fields import DEAL_FIELDS
from generator.edit.crm.import_map import Deals
from generator.edit.crm.last_import import Said
from generator.edit.crm.merge.field_decision import same
from generator.edit.crm.merge.updates import is_owned, kind_of, stands_at

NOTHING = "nothing"


class Conflict(NamedTuple):
    """A field that the CRM owns, with what the file says and what the CRM said; each is empty for nothing."""

    field: str
    file: str
    crm: str

    def __str__(self) -> str:
        """Return both values in words."""
        return f"{self.field}: {self.file or NOTHING} here, {self.crm or NOTHING} in the CRM"


def conflicts_of(data: Mapping[str, Any], deals: Deals, last: Said) -> tuple[Conflict, ...]:
    """Return the conflicts of a deal that was imported, in the order of the map's fields and then of names."""
    return tuple(_conflicts(data, deals, last)) if last else ()


def _conflicts(data: Mapping[str, Any], deals: Deals, last: Said) -> Iterator[Conflict]:
    for name in dict.fromkeys((*_in_order(deals.fields), *sorted(last))):
        at = tuple(name.split("."))
        if is_owned(at, deals.owns):
            here, crm = stands_at(data, at), last.get(name, "")
            if not same(kind_of(at, DEAL_FIELDS), here, crm):
                yield Conflict(name, here, crm)


def _in_order(fields: Mapping[str, object]) -> Sequence[str]:
    return [name for name in DEAL_FIELDS if name in fields]
