"""Renames: files that are gone found again under new names, by the same bytes first, then by most of the lines.

Lines that every deal may have (comments, rules, blank ones) do not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

MOST: Final = 200
"""Files that are compared line by line; beyond that only the same bytes are found, as the work is quadratic."""
ALIKE: Final = 0.5


def renamed(gone: Mapping[str, bytes], new: Mapping[str, bytes]) -> dict[str, str]:
    """Return the old path of each new file that was renamed; no two have the same old path."""
    by_content: dict[bytes, list[str]] = {}
    for path, content in sorted(gone.items(), reverse=True):
        by_content.setdefault(content, []).append(path)
    pairs = {path: by_content[content].pop() for path, content in sorted(new.items()) if by_content.get(content)}
    left = {path: gone[path] for path in gone.keys() - set(pairs.values())}
    fresh = {path: new[path] for path in new.keys() - pairs.keys()}
    if max(len(left), len(fresh)) <= MOST:
        pairs |= _alike(left, fresh)
    return pairs


def _alike(gone: Mapping[str, bytes], new: Mapping[str, bytes]) -> dict[str, str]:
    before, after = ({path: _lines(content) for path, content in each.items()} for each in (gone, new))
    pairs = [(_share(one, other), old, path) for old, one in before.items() for path, other in after.items()]
    found: dict[str, str] = {}
    for share, old, path in sorted(pairs, key=lambda each: (-each[0], *each[1:])):
        if share > ALIKE and path not in found and old not in found.values():
            found[path] = old
    return found


def _lines(content: bytes) -> Counter[bytes]:
    lines = (line.strip() for line in content.split(b"\n"))
    return Counter(line for line in lines if line and line != b"---" and not line.startswith(b"#"))


def _share(one: Counter[bytes], other: Counter[bytes]) -> float:
    """Return the number of lines that two files have in common, as a share of the longer one (0 to 1)."""
    return (one & other).total() / max(one.total(), other.total(), 1)
