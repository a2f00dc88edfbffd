"""The index of a site after a few pages have changed, from the files that stand there."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from generator.site.search import index_format
from generator.site.search.index_format import BLOCK, PageEntry, Shards
from generator.site.search.postings import packed, unpacked
from generator.site.search.shards import END, MOST, Members, inner, roofs, shard_of, split, weight
from generator.site.search.spelling import spelled

Read = Callable[[str], bytes | None]


def mended(before: Iterable[bytes], after: Iterable[bytes], read: Read, most: int = MOST) -> Shards | None:
    """Return the index after some outcomes have changed, the very same as `shards` makes of all of them.

    `before` is what those outcomes held for the search when the index in the site was made, `after` what they hold
    now. `read` gives the bytes of a file of that index by its path, None where it is not as it was written. None is
    the answer where the whole has to be made: pages came or went, or what is read is no index.
    """
    old = {page.address: page for each in before for page in index_format.pages_of(each)}
    new = {page.address: page for each in after for page in index_format.pages_of(each)}
    if old.keys() != new.keys():
        return None
    try:
        return _Standing(read, most).changed(old, new)
    except (LookupError, TypeError, ValueError):
        return None


class _Standing:
    """The index that stands in a site: its list, and what of it is touched."""

    def __init__(self, read: Read, most: int) -> None:
        self.read, self.most = read, most
        told = self._told(index_format.LIST)
        self.of: str = told["of"]
        self.count: int = told["pages"]
        self.general: list[int] = told["general"]
        self.weights = {bytes.fromhex(prefix): heavy for prefix, heavy in told["shards"].items()}
        self.inner = inner(self.weights)
        self.touched: dict[bytes, Members] = {}
        self.blocks: dict[int, list[list[str]]] = {}

    def changed(self, old: Mapping[str, PageEntry], new: Mapping[str, PageEntry]) -> Shards:
        """Return the index with pages of the same addresses in the place of others."""
        renamed = set()
        turned: dict[bytes, set[int]] = defaultdict(set)
        more: Counter[str] = Counter()
        for address, page in new.items():
            block = self._block_of(address)
            place = [known for known, _ in self._names(block)].index(address)
            if page.title != old[address].title:
                self._names(block)[place][1] = page.title
                renamed.add(block)
            before, after = {*old[address].words.split()}, {*page.words.split()}
            for word in before ^ after:
                turned[word.encode() + END].add(block * BLOCK + place)
                more[word[1:]] += 1 if word in after else -1
        for key, numbers in turned.items():
            self._turn(key, numbers)
        for word, count in more.items():
            for key in spelled(word):
                self._count(key, count)
        files = {index_format.block_path(each): index_format.block(self.of, self._names(each)) for each in renamed}
        files |= self._remade()
        files[index_format.LIST] = index_format.listing(self.of, self.count, self.general, self.weights)
        names = map(index_format.block_path, index_format.blocks(self.count))
        return Shards(files, frozenset({index_format.LIST, *names, *map(index_format.shard_path, self.weights)}))

    def _turn(self, key: bytes, numbers: set[int]) -> None:
        """Take a word from the pages that it was on, put it on the others."""
        members = self._members(shard_of(key, self.inner))
        known = json.loads(b"{%b}" % members.pop(key, b""))
        if on := sorted(numbers.symmetric_difference(unpacked(known.get(key.decode(), [])))):
            members[key] = index_format.member(key, packed(on))

    def _count(self, key: bytes, more: int) -> None:
        """Have a spelling on so many more pages."""
        members = self._members(shard_of(key, self.inner))
        known = json.loads(b"{%b}" % members.pop(key, b""))
        if count := known.get(key.decode(), 0) + more:
            members[key] = index_format.member(key, count)

    def _remade(self) -> dict[str, bytes]:
        """Return the shards that were touched, and those that they split into or are joined with."""
        changed = {prefix: weight(members.values()) for prefix, members in self.touched.items()}
        self.weights |= changed
        files = {}
        for roof in roofs(changed, self.weights, self.most):
            below = [prefix for prefix in self.weights if prefix.startswith(roof)]
            members = sorted(member for prefix in below for member in self._members(prefix).items())
            for prefix in below:
                del self.weights[prefix]
            for prefix, held in split(members, roof, self.most):
                files[index_format.shard_path(prefix)] = index_format.shard(self.of, held)
                self.weights[prefix] = weight(held.values())
        return files

    def _members(self, prefix: bytes) -> Members:
        if prefix not in self.touched:
            known = prefix in self.weights
            self.touched[prefix] = (
                index_format.members_of(self.of, self._bytes(index_format.shard_path(prefix))) if known else {}
            )
        return self.touched[prefix]

    def _block_of(self, address: str) -> int:
        starts = index_format.blocks(self.count)
        return max(0, bisect_right(starts, address, key=lambda block: self._names(block)[0][0]) - 1)

    def _names(self, block: int) -> list[list[str]]:
        if block not in self.blocks:
            self.blocks[block] = self._told(index_format.block_path(block))["pages"]
        return self.blocks[block]

    def _told(self, path: str) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self._bytes(path))
        return told

    def _bytes(self, path: str) -> bytes:
        content = self.read(path)
        if content is None:
            raise LookupError(path)
        return content
