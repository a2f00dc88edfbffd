"""The files of the index: a list of its shards, the shards of words, and the names of pages in blocks.

A page has the number that it takes among all addresses in order. `of` stands for that numbering in every file, so
that a browser does not take files of two indexes for one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final, NamedTuple

from generator.show.urls.page_urls import RESERVED
from generator.site.search.postings import Packed
from generator.site.search.shards import Members
from generator.storage.compact_json import compact_json

LIST = "search/shards.json"
BLOCK = 32
"""Pages whose names share a file."""
MEMBER = re.compile(rb'"([^"]+)":(?:"[^"]*"|\[[^\]]*\]|[0-9]+)')


class PageEntry(NamedTuple):
    """Entry of the search for a page, or of a deal's pages: where, called what, by which words in one line."""

    address: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Shards:
    """The files that are to be written, and the paths of all that the index is made of then."""

    files: Mapping[str, bytes]
    paths: frozenset[str]


NO_SHARDS: Final = Shards({}, frozenset())


def pages_of(entries: bytes) -> list[PageEntry]:
    """Return what one outcome of a build holds for the search."""
    return [PageEntry(*each) for each in json.loads(b"[%b]" % entries)]


def is_general(address: str) -> bool:
    """Tell whether a page is about no deal, account, partner or competitor: the home page, the method, lists."""
    top, _, below = address.partition("/")
    return not below and (not top or top in RESERVED)


def numbering(addresses: Iterable[str]) -> str:
    """Return what stands for addresses in this order."""
    return blake2b("\n".join(addresses).encode(), digest_size=4).hexdigest()


def listing(of: str, pages: int, general: Sequence[int], weights: Mapping[bytes, int]) -> bytes:
    """Return the list of the shards with their weights, by their beginnings in hex; `general` pages come last."""
    shards = {prefix.hex(): heavy for prefix, heavy in sorted(weights.items())}
    return compact_json({"of": of, "pages": pages, "general": general, "block": BLOCK, "shards": shards})


def shard_path(prefix: bytes) -> str:
    """Return the path of a shard, in letters that every file system knows."""
    return f"search/words/{prefix.hex() or 'all'}.json"


def member(key: bytes, kept: Packed | int) -> bytes:
    """Return a key and its pages, or their number, as a member of a shard; a key needs no escape."""
    return b'"%b":%b' % (key, compact_json(kept))


def shard(of: str, members: Members) -> bytes:
    """Return a shard."""
    return b'{"of":"%b","words":{%b}}' % (of.encode(), b",".join(members.values()))


def members_of(of: str, content: bytes) -> Members:
    """Return the members of a shard. Raises ValueError where it is none of this index."""
    members = {match[1]: match[0] for match in MEMBER.finditer(content, content.find(b"{", 1))}
    if shard(of, members) != content:
        raise ValueError("not a shard of this index")
    return members


def blocks(pages: int) -> range:
    """Return the numbers of the blocks of names."""
    return range(-(-pages // BLOCK))


def block_path(block: int) -> str:
    """Return the path of a block of names."""
    return f"search/pages/{block}.json"


def block(of: str, names: Sequence[Sequence[str]]) -> bytes:
    """Return a block of names: addresses and titles."""
    return compact_json({"of": of, "pages": names})
