"""The whole index, from what all outcomes of a build hold for the search."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from generator.site.search import index_format
from generator.site.search.index_format import BLOCK, Shards
from generator.site.search.postings import packed
from generator.site.search.shards import END, MOST, split, weight
from generator.site.search.spelling import spelled


def shards(entries: Iterable[bytes], most: int = MOST) -> Shards:
    """Return the index of the `entries` of all results, in any order; nothing but them decides its bytes."""
    pages = sorted(page for each in entries for page in index_format.pages_of(each))
    of = index_format.numbering(page.address for page in pages)
    names = [(page.address, page.title) for page in pages]
    files = {
        index_format.block_path(block): index_format.block(of, names[block * BLOCK : (block + 1) * BLOCK])
        for block in index_format.blocks(len(pages))
    }
    weights = {}
    for prefix, members in split(_members(page.words for page in pages), most=most):
        files[index_format.shard_path(prefix)] = index_format.shard(of, members)
        weights[prefix] = weight(members.values())
    general = [number for number, page in enumerate(pages) if index_format.is_general(page.address)]
    files[index_format.LIST] = index_format.listing(of, len(pages), general, weights)
    return Shards(files, frozenset(files))


def _members(lines: Iterable[str]) -> list[tuple[bytes, bytes]]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        for word in line.split():
            numbers[word].append(number)
    held: Counter[str] = Counter()
    for word, on in numbers.items():
        held[word[1:]] += len(on)
    places = ((word.encode() + END, packed(on)) for word, on in numbers.items())
    spellings = ((key, count) for word, count in held.items() for key in spelled(word))
    return sorted((key, index_format.member(key, kept)) for key, kept in (*places, *spellings))
