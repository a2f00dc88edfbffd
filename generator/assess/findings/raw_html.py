"""HTML in notes: readers see it as text, which its author seldom meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import Final

TAG: Final = re.compile(
    r"<(?:[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>]*)?|/[A-Za-z][A-Za-z0-9-]*\s*|!--[^<>]*|[!?][A-Za-z][^<>]*)>"
)
FENCE: Final = re.compile(r"[ >]*(?P<fence>`{3,}|~{3,})")
INDENTED: Final = re.compile(r"(?: {4}| {0,3}\t)")
TICKS: Final = re.compile(r"`+")
BLANK_LINES: Final = re.compile(r"\n[ \t]*\n")


def tags_in(notes: str) -> int:
    """Return how many HTML tags and comments stand in Markdown outside code. Takes time in proportion to it."""
    if "<" not in notes:
        return 0
    return sum(len(TAG.findall(_without_spans(part))) for part in BLANK_LINES.split(_without_blocks(notes)))


def _without_blocks(notes: str) -> str:
    """Return Markdown without its blocks of code."""
    lines_outside: list[str] = []
    closes = ""
    for line in notes.split("\n"):
        fence = FENCE.match(line)
        if closes:
            closes = "" if fence and fence["fence"].startswith(closes) else closes
        elif fence:
            closes = fence["fence"]
        else:
            code = INDENTED.match(line) and (not lines_outside or not lines_outside[-1].strip())
            lines_outside.append("" if code else line)
    return "\n".join(lines_outside)


def _without_spans(part: str) -> str:
    """Return a paragraph without its code spans, which are enclosed by two runs of backticks of one length."""
    runs = [tick.span() for tick in TICKS.finditer(part)]
    starts: defaultdict[int, list[int]] = defaultdict(list)
    for start, end in runs:
        starts[end - start].append(start)
    texts: list[str] = []
    done = 0
    for start, end in runs:
        length = end - start
        later = bisect_right(starts[length], start)
        if start >= done and later < len(starts[length]):
            texts.append(part[done:start])
            done = starts[length][later] + length
    return " ".join([*texts, part[done:]])
