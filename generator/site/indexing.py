"""The search index of a large playbook, from what all outcomes hold for it, or from the one that stands."""

from __future__ import annotations

from pathlib import Path

from generator.site.finding.layout import LIST, Shards
from generator.site.finding.mending import mended
from generator.site.finding.shards import shards
from generator.site.reuse import Reuse
from generator.site.staging import Shelf


def index_of(reuse: Reuse, shelf: Shelf) -> Shards:
    """Return the index; where the site is as it was left, only what a change touches is made anew."""
    known = reuse.last.ledger

    def read(path: str) -> bytes | None:
        return Path(shelf.site, path).read_bytes() if path in shelf.standing else None

    if reuse.as_left and LIST in shelf.standing and known.index.notes.keys() == reuse.notes.keys():
        before = (known.outcome(name).found for name in reuse.fresh)
        after = (outcome.found for outcome in reuse.fresh.values())
        if index := mended(before, after, read):
            return index
    return shards(reuse.outcome(name).found for name in reuse.notes)
