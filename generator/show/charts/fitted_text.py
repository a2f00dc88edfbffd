"""Text in a drawing, which wraps nothing by itself: as much as fits a width, by a generous guess at each letter."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

BREAK: Final = re.compile(r"\s|(?<=\w)[-/]")
"""Places at which a line may end: after a blank, a hyphen or a slash inside a word."""


@lru_cache(4096)
def fitted(text: str, size: float, width: float) -> str:
    """Return as much of a text as fits a width at a size of type, with an ellipsis where it was cut."""
    used, room = 0.0, width - size
    for place, letter in enumerate(text):
        wide = 1.0 if ord(letter) > 0x1100 else 0.85 if letter in "mwMW@%" else 0.7 if letter.isupper() else 0.55
        used += (0.3 if letter in "iljtf.,:' " else wide) * size
        if used > room and place < len(text) - 1:
            return text[:place].rstrip() + "…"
    return text


def wrapped(text: str, size: float, width: float, most: int) -> tuple[str, ...]:
    """Return a text in at most so many lines of a width; what the last one does not hold is cut with an ellipsis."""
    lines: list[str] = []
    rest = text
    while len(lines) < most - 1 and (head := fitted(rest, size, width)) != rest:
        within = len(head.removesuffix("…"))
        breaks = [each.end() for each in BREAK.finditer(rest, 0, within + 1)]
        end = next((each for each in reversed(breaks) if 0 < each <= within + 1), within or 1)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return tuple(filter(None, (*lines, fitted(rest, size, width))))
