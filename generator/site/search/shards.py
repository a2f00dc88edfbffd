"""Words in shards by their first bytes: a shard that would grow too large is split by the next byte.

A key is a word in UTF-8 with the sort of its places before it and a blank behind it: no key begins with another.
Whether a prefix is a shard depends on the weight of what begins with it alone, never on what was there before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

END = b" "
MOST = 16_000
"""Bytes of a shard's words and postings; one word alone may take more."""

Members = dict[bytes, bytes]
"""The members of a shard's JSON object, `"key":postings`, by key."""


def weight(members: Iterable[bytes]) -> int:
    """Return the bytes that members take in a file."""
    return sum(len(member) + 1 for member in members)


def split(
    members: Sequence[tuple[bytes, bytes]], prefix: bytes = b"", most: int = MOST
) -> Iterator[tuple[bytes, Members]]:
    """Yield the shards of members that begin with `prefix`, which are sorted by their keys."""
    if not members:
        return
    if prefix.endswith(END) or weight(member for _, member in members) <= most:
        yield prefix, dict(members)
        return
    longer = len(prefix) + 1
    for start, group in groupby(members, key=lambda each: each[0][:longer]):
        yield from split(list(group), start, most)


def inner(shards: Iterable[bytes]) -> set[bytes]:
    """Return the prefixes that are split into shards."""
    return {shard[:length] for shard in shards for length in range(len(shard))}


def shard_of(key: bytes, above: Collection[bytes]) -> bytes:
    """Return the shard in which a key stands, or would stand; `above` are the prefixes that are split."""
    return next(key[:length] for length in range(len(key) + 1) if key[:length] not in above)


def roofs(touched: Iterable[bytes], weights: Mapping[bytes, int], most: int = MOST) -> set[bytes]:
    """Return the prefixes below which shards are made anew, once some were touched: what now fits into one is joined.

    `weights` are those of all shards that are left.
    """
    above: Counter[bytes] = Counter()
    for shard, heavy in weights.items():
        above.update({shard[:length]: heavy for length in range(len(shard) + 1)})
    return {
        next((shard[:length] for length in range(len(shard)) if above[shard[:length]] <= most), shard)
        for shard in touched
    }
