"""Summaries of all deals, a column for each kind: those made anew among those of the last build."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, get_type_hints

from generator.show.summary.summary import Summaries, Summary
from generator.site.cache.dependencies import written
from generator.site.cache.store import CachedResult, CacheStore
from generator.site.codec import value_of
from generator.storage.digest import digest

KINDS = tuple(each.name for each in fields(Summary))
TYPES: Mapping[str, Any] = get_type_hints(Summary)
TEXTS = frozenset({"finding_lines", "task_lines", "events", "person_lines", "evidence"})
"""Kinds that are several finished texts."""
TEXT = "\x1f"
"""ASCII's own mark after a part of a record; neither JSON nor a calendar holds it."""
AS_THEY_ARE = frozenset({"cells", "record"})
"""Kinds that are bytes already."""
TO_DECODE = 10
"""Factor by which a kind that is decoded takes longer to read."""


def packed(summary: Summary) -> tuple[bytes, ...]:
    """Return a summary's parts in the order of KINDS: as they are, or a mark after each of several texts, or JSON."""
    return tuple(_packed(kind, getattr(summary, kind)) for kind in KINDS)


def _packed(kind: str, part: Any) -> bytes:
    if kind in AS_THEY_ARE:
        return bytes(part)
    return ("".join(f"{text}{TEXT}" for text in part) if kind in TEXTS else written(part)).encode()


@dataclass(frozen=True)
class SummaryColumns:
    """Summaries of all deals by kind. `deals` are their names, in the order of the summaries.

    `fresh` are the deals that were judged anew; the summaries of the others are in the store.
    """

    deals: list[str]
    fresh: Mapping[str, CachedResult]
    store: CacheStore

    def summaries(self) -> Summaries:
        """Return the summaries that the pages are made of; asking for a column that is gone raises Damaged."""
        return Summaries(self._values)

    def _values(self, kind: str) -> Sequence[Any]:
        lines = self.lines(kind)
        if kind in AS_THEY_ARE:
            return lines
        if kind in TEXTS:
            return [line.decode().split(TEXT)[:-1] for line in lines]
        return [value_of(TYPES[kind], record) for record in json.loads(b"[%b]" % b",".join(lines))]

    def lines(self, kind: str) -> list[bytes]:
        """Return the packed parts of one kind; those of which some have changed are kept at once."""
        if kind not in self._changed:
            return self.store.column(kind)
        before = self._before(kind) if len(self.fresh) < len(self.deals) else {}
        fresh, place = self.fresh, KINDS.index(kind)
        lines = [fresh[deal].parts[place] if deal in fresh else before[deal] for deal in self.deals]
        self.store.keep_column(kind, self.digests[kind], lines)
        return lines

    def _before(self, kind: str) -> Mapping[str, bytes]:
        return dict(zip(self.store.index.deals, self.store.column(kind), strict=True))

    def weight(self, kinds: Iterable[str]) -> int:
        """Return about how long it takes to look at parts of these kinds, by the size of one deal's."""
        of = next(iter(self.fresh.values()), None)
        sizes = ((len(of.parts[KINDS.index(kind)]), kind) for kind in kinds) if of else ()
        return sum(size if kind in TEXTS | AS_THEY_ARE else size * TO_DECODE for size, kind in sizes)

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Digest of each column: the digest of what stood for it before, and of what has changed since."""
        before, places = self.store.index.columns, {kind: place for place, kind in enumerate(KINDS)}
        names = self.deals if self.store.index.deals != self.deals else ()
        changed = {kind: self._names_with_digests(places[kind]) for kind in sorted(self._changed)}
        return dict(before) | {kind: digest(before.get(kind, ""), *names, *parts) for kind, parts in changed.items()}

    def _names_with_digests(self, place: int) -> Iterable[str]:
        return (text for name, result in self.fresh.items() for text in (name, result.part_digests[place]))

    @cached_property
    def _changed(self) -> Set[str]:
        """The kinds of which at least one is another one than before."""
        index = self.store.index
        if index.deals != self.deals or not index.columns:
            return frozenset(KINDS)
        pairs = ((result.part_digests, self.store.result(name).part_digests) for name, result in self.fresh.items())
        return {
            kind for now, before in pairs for kind, one, other in zip(KINDS, now, before, strict=True) if one != other
        }

    def clear(self) -> None:
        """Make way for the columns that will be kept, so that what stands there in the end is of this build."""
        for kind in self._changed:
            self.store.clear_column(kind, self.digests[kind])

    def keep(self) -> None:
        """Keep the columns that nobody has asked for. Raises Damaged where those before them are gone."""
        for kind in self._changed:
            if not self.store.has_column(kind, self.digests[kind]):
                self.lines(kind)

    @property
    def stored(self) -> bool:
        """Whether all of them are kept."""
        return all(self.store.has_column(*each) for each in self.digests.items())
