"""The index: the same bytes however it came about, each page found by each of its words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from generator.site.search import index_format
from generator.site.search.full import shards
from generator.site.search.incremental import mended
from generator.site.search.postings import packed, unpacked
from generator.site.search.spelling import BACKWARD, FORWARD
from generator.storage.compact_json import compact_json

SMALL = 60
"""Bytes of a shard here, so that a few words are split and joined."""
ADDRESSES = [f"account-{number // 3}/deal-{number}/" for number in range(40)]
WORDS = st.sets(st.text("abü7", min_size=1, max_size=4).map(lambda word: f"{len(word) % 3}{word}"), max_size=6)
TITLES = st.sampled_from(["Deal: A", "Deal: Ä"])
EDITS = st.lists(st.dictionaries(st.sampled_from(ADDRESSES), st.tuples(TITLES, WORDS), min_size=1, max_size=8))


def found(address: str, title: str, words: set[str]) -> bytes:
    return compact_json((address, title, " ".join(sorted(words))))


def files(held: Mapping[str, bytes]) -> dict[str, bytes]:
    return dict(shards(held.values(), SMALL).files)


@given(st.fixed_dictionaries({each: st.tuples(TITLES, WORDS) for each in ADDRESSES}), EDITS)
def test_a_mended_index_is_the_one_that_would_be_made_anew(
    begun: dict[str, tuple[str, set[str]]], edits: list[dict[str, tuple[str, set[str]]]]
) -> None:
    held = {address: found(address, *told) for address, told in begun.items()}
    standing = files(held)
    for edit in edits:
        changed = {address: found(address, *told) for address, told in edit.items()}
        made = mended([held[each] for each in changed], changed.values(), standing.get, SMALL)
        assert made is not None
        held |= changed
        standing = {path: made.files.get(path) or standing[path] for path in made.paths}
        assert standing == files(held)


@given(st.dictionaries(st.sampled_from(ADDRESSES), st.tuples(TITLES, WORDS), min_size=1))
def test_every_word_of_a_page_leads_to_it_and_no_shard_is_too_large(pages: dict[str, tuple[str, set[str]]]) -> None:
    made = files({address: found(address, *told) for address, told in pages.items()})
    told = json.loads(made[index_format.LIST])
    counts: dict[str, int] = {}
    leads: dict[str, set[str]] = {address: set() for address in pages}
    for prefix, weight in told["shards"].items():
        kept = json.loads(made[index_format.shard_path(bytes.fromhex(prefix))])["words"]
        assert all(key.encode().hex().startswith(prefix) for key in kept)
        assert weight <= SMALL or len(kept) == 1
        for key, numbers in kept.items():
            if key.encode()[:1] in (FORWARD, BACKWARD):
                counts[key.removesuffix(" ")] = numbers
                continue
            for number in unpacked(numbers):
                leads[sorted(pages)[number]].add(key.removesuffix(" "))
    assert leads == {address: words for address, (_, words) in pages.items()}
    held = Counter(word[1:] for _, words in pages.values() for word in words if len(word) > 4 and word[1:].isalpha())
    assert counts == {key: count for word, count in held.items() for key in (f"3{word}", f"4{word[::-1]}")}


@given(st.sets(st.integers(0, 30_000), min_size=1))
def test_numbers_come_back_as_they_were_packed(numbers: set[int]) -> None:
    assert unpacked(packed(sorted(numbers))) == sorted(numbers)


def test_a_word_on_most_pages_takes_a_bit_for_each() -> None:
    assert len(packed(range(10_000))) < 10_000 / 5
    assert packed([3, 20, 21]) == [3, 17, 1]


def test_the_index_does_not_depend_on_the_order_of_what_is_found() -> None:
    held = [found(address, "Deal", {"0core"}) for address in ADDRESSES]
    assert shards(held) == shards(reversed(held))


def test_what_cannot_be_mended_is_made_as_a_whole() -> None:
    old, new = found("a/", "A", {"0a"}), found("b/", "B", {"0b"})
    standing = dict(shards([old]).files)
    assert mended([old], [new], standing.get) is None
    assert mended([], [new], standing.get) is None
    assert mended([old], [old], lambda _: None) is None
    assert mended([old], [old], lambda _: b"damaged") is None
    assert mended([new], [new], standing.get) is None
