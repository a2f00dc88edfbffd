"""The slips of all deals, a column for each kind: those made anew among those that the last build has kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, get_type_hints

from generator.show.slips import Pile, Slips
from generator.site.drawn import digest, written
from generator.site.ledger import Ledger, Outcome, slip_digests
from generator.site.records import value_of

KINDS = tuple(each.name for each in fields(Slips))
TYPES: Mapping[str, Any] = get_type_hints(Slips)
AS_THEY_ARE = frozenset({"cells", "record"})
"""Slips that are a line of JSON already."""


def packed(slips: Slips) -> tuple[str, ...]:
    """Return slips as lines of JSON, in the order of KINDS."""
    return tuple(getattr(slips, kind) if kind in AS_THEY_ARE else written(getattr(slips, kind)) for kind in KINDS)


@dataclass(frozen=True)
class Columns:
    """All slips. `deals` are the names of those who hand them in, in the order in which their slips stand.

    `fresh` are the deals that were judged anew; the slips of the others are in the ledger.
    """

    deals: list[str]
    fresh: Mapping[str, Outcome]
    ledger: Ledger
    written: dict[str, bytes] = field(default_factory=dict)

    def pile(self) -> Pile:
        """Return the slips as what the pages are made of; asking for a column that is gone raises Damaged."""
        return Pile(self._values)

    def _values(self, kind: str) -> Sequence[Any]:
        if kind in AS_THEY_ARE:
            return b"\n".join(self.lines(kind)).decode().split("\n") if self.deals else []
        return [value_of(TYPES[kind], record) for record in json.loads(b"[%b]" % b",".join(self.lines(kind)))]

    def lines(self, kind: str) -> list[bytes]:
        """Return the slips of one kind as lines of JSON."""
        if not self.deals:
            return []
        if kind in self.written:
            return self.written[kind].split(b"\n")
        before = self._before(kind) if len(self.fresh) < len(self.deals) else {}
        place = KINDS.index(kind)
        return [self.fresh[deal].slips[place].encode() if deal in self.fresh else before[deal] for deal in self.deals]

    def _before(self, kind: str) -> Mapping[str, bytes]:
        return dict(zip(self.ledger.index.deals, self.ledger.column(kind), strict=True))

    def weight(self, kinds: Iterable[str]) -> int:
        """Return about how long it takes to look at slips of these kinds: the bytes of one deal's."""
        of = next(iter(self.fresh.values()), None)
        return sum(len(of.slips[KINDS.index(kind)]) for kind in kinds) if of else 0

    @cached_property
    def digests(self) -> dict[str, str]:
        """The digest of each column; a column in which something has changed is put together for it."""
        before = self.ledger.index
        changed = self._changed if before.deals == self.deals and before.columns else set(KINDS)
        for kind in sorted(changed):
            self.written[kind] = b"\n".join(self.lines(kind))
        return before.columns | {kind: digest(block) for kind, block in self.written.items()}

    @property
    def _changed(self) -> set[str]:
        """The kinds of slips of which at least one is another one than before."""
        changed: set[str] = set()
        for name, outcome in self.fresh.items():
            now, before = slip_digests(outcome.slips), self.ledger.outcome(name).slips
            changed.update(kind for kind, one, other in zip(KINDS, now, before, strict=True) if one != other)
        return changed
