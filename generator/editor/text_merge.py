"""Merging of two changes of one text, line by line, where they do not touch."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Final, NamedTuple

MOST_LINES: Final = 2_000
"""Lines of a text beyond which two changes are not compared line by line."""


class LineChange(NamedTuple):
    """Lines of a text, from the first up to the last without it, and what stands in their place."""

    start: int
    end: int
    lines: tuple[str, ...]

    def touches(self, other: LineChange) -> bool:
        """Tell whether two changes are of the same lines or of neighbouring ones."""
        return self.start <= other.end and other.start <= self.end


def merged_text(was: str, theirs: str, yours: str) -> str | None:
    """Return a text with the changes of both sides; None where these touch without being the same."""
    lines = was.splitlines(keepends=True)
    if max(len(lines), theirs.count("\n"), yours.count("\n")) > MOST_LINES:
        return None
    one, other = _changes(lines, theirs), _changes(lines, yours)
    if any(each.touches(change) and each != change for each in one for change in other):
        return None
    for change in sorted({*one, *other}, reverse=True):
        lines[change.start : change.end] = change.lines
    return "".join(lines)


def _changes(lines: list[str], text: str) -> list[LineChange]:
    after = text.splitlines(keepends=True)
    codes = SequenceMatcher(None, lines, after, autojunk=False).get_opcodes()
    return [
        LineChange(start, end, tuple(after[one:other])) for kind, start, end, one, other in codes if kind != "equal"
    ]
