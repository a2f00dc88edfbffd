"""Bounds of answers: so many bytes each, and the rest by a cursor, so that nothing is left out in silence."""

from __future__ import annotations

import base64
import binascii
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from generator.assistants.asking import AskedWrongly
from generator.storage.compact_json import compact_json, parsed
from generator.storage.digest import digest

LARGEST: Final = 64_000
"""Bytes of an answer as it is sent, its text and its data together."""
ROOM: Final = 56_000
"""Bytes of the entries in an answer, counted in the same way; what stands around them takes less than the rest."""


def weight(data: object) -> int:
    """Return the bytes that data takes in an answer: once as data, and once as JSON within a text of JSON."""
    line = compact_json(data)
    return 2 * len(line) + line.count(b'"') + line.count(b"\\")


def question_of(name: str, *parts: object) -> str:
    """Return a digest of a question, by which a cursor knows that it belongs to it."""
    return digest(name, *map(repr, parts))[:12]


def paged(
    keys: Sequence[str],
    make: Callable[[str], Any],
    question: str,
    cursor: str | None,
    limit: int = 1_000,
    room: int = ROOM,
) -> dict[str, Any]:
    """Return the next entries by their keys, which are in ascending order, as many as an answer holds.

    With them goes how many there are, how many are left, and the cursor for those. Raises AskedWrongly for a cursor
    of another question.
    """
    start = bisect_right(keys, _after(cursor, question)) if cursor else 0
    entries, used = list[Any](), 0
    for key in keys[start : start + limit]:
        entry = make(key)
        used += weight(entry) + 4
        if entries and used > room:
            break
        entries.append(entry)
    more = len(keys) - start - len(entries)
    told: dict[str, Any] = {"entries": entries, "total": len(keys), "more": more, "next_cursor": None}
    if more:
        told["next_cursor"] = _cursor(question, keys[start + len(entries) - 1])
        told["to_see_more"] = f"{more:,} more: ask the same again with this cursor"
    return told


def numbered(
    things: Sequence[Any],
    question: str,
    cursor: str | None,
    make: Callable[[Any], Any] = lambda thing: thing,
    room: int = ROOM,
) -> dict[str, Any]:
    """Return the next things of a list in its own order, each as `make` shows it."""
    keys = [f"{number:08}" for number in range(len(things))]
    return paged(keys, lambda key: make(things[int(key)]), question, cursor, room=room)


def some(entries: Iterable[Any], most: int, remedy: str) -> tuple[list[Any], str]:
    """Return the first entries, and a sentence on how many more there are, empty where these are all."""
    every = list(entries)
    left = len(every) - most
    return every[:most], f"{left:,} more: {remedy}" if left > 0 else ""


def _cursor(question: str, after: str) -> str:
    return base64.urlsafe_b64encode(compact_json([question, after])).decode().rstrip("=")


def _after(cursor: str, question: str) -> str:
    try:
        record = parsed(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        record = None
    if not isinstance(record, list) or len(record) != 2 or not all(isinstance(each, str) for each in record):
        raise AskedWrongly("the cursor is none of ours", "ask again without it, from the beginning")
    if record[0] != question:
        says = "the cursor belongs to a question with other arguments, or the file has changed since"
        raise AskedWrongly(says, "ask again without it, from the beginning")
    return str(record[1])
