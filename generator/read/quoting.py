"""Text of a file from which its problems quote their lines, and in which their mends are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from generator.problems import Edit, Excerpt, Mend, Problem, Remedy

BYTE_ORDER_MARK = "\ufeff"
LONGEST_EXCERPT = 160
"""Characters of a line that a problem shows, so that neither a terminal nor the cache holds more."""
MOST_LINES = 8
"""Lines of a mend that are shown."""


@dataclass(frozen=True)
class QuotedText:
    """Content of a file, decoded, by its lines; `path` is the one that problems name."""

    path: str
    text: str

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines without their ends, and without the byte order mark, which takes no column."""
        lines = self.text.removeprefix(BYTE_ORDER_MARK).split("\n")
        return [line.removesuffix("\r") for line in lines]

    def line(self, number: int) -> str:
        """Return a line by its number, from 1; empty beyond the last."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def excerpt(self, line: int, column: int, length: int = 1) -> Excerpt | None:
        """Return the excerpt for a problem whose wrong part has so many characters; None where the line is empty."""
        text = self.line(line)
        if not text.strip():
            return None
        length = max(min(length, len(text) - column + 1, LONGEST_EXCERPT // 2), 0)
        if len(text) <= LONGEST_EXCERPT:
            return Excerpt(text, 1, length)
        begin = max(min(column - LONGEST_EXCERPT // 4, len(text) - LONGEST_EXCERPT + 1), 1)
        return Excerpt(text[begin - 1 : begin - 1 + LONGEST_EXCERPT], begin, length)

    def mend(self, edits: Sequence[Edit], *, certain: bool = False) -> Mend:
        """Return a mend with the lines before and after it, unless those are too many or too long to show."""
        ordered = sorted(edits)
        first, last = ordered[0].line, ordered[-1].end_line
        before = [self.line(number) for number in range(first, last + 1)] if last - first < MOST_LINES else []
        after = spliced(before, ordered, first) if before else []
        if not before or len(after) > MOST_LINES or max(map(len, (*before, *after))) > LONGEST_EXCERPT:
            return Mend(tuple(ordered), certain)
        return Mend(tuple(ordered), certain, tuple(before), tuple(after))

    def problem(
        self,
        place: tuple[int, int],
        code: str,
        says: str,
        remedy: str | Remedy = "",
        *,
        length: int = 1,
        mend: Mend | None = None,
    ) -> Problem:
        """Return a problem of this file, whose wrong part has so many characters of its line.

        Without a `mend`, a remedy that tells what to write instead gives the one that puts it in the place of these.
        """
        told = Remedy(remedy) if isinstance(remedy, str) else remedy
        if mend is None and told.instead is not None:
            line, column = place
            mend = self.mend([Edit(line, column, line, column + length, told.instead)], certain=told.certain)
        return Problem(self.path, *place, code, says, told.says, self.excerpt(*place, length), mend)

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character of the text, both from 1; a byte order mark takes no column."""
        line = self.text.count("\n", 0, offset) + 1
        column = offset - self.text.rfind("\n", 0, offset)
        return line, column - 1 if line == 1 and self.text.startswith(BYTE_ORDER_MARK) else column

    def edit(self, start: int, end: int, text: str) -> Edit:
        """Return the replacement of the characters from one offset of the text up to another."""
        return Edit(*self.place(start), *self.place(end), text)


def spliced(lines: Sequence[str], edits: Sequence[Edit], first: int = 1) -> list[str]:
    """Return lines, of which the first has the number `first`, after edits in the order of their places."""
    text = "\n".join(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    bounds = [
        (starts[each.line - first] + each.column - 1, starts[each.end_line - first] + each.end_column - 1)
        for each in edits
    ]
    between = [text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *bounds])]
    pieces = [piece for pair in zip(between, (each.text for each in edits), strict=True) for piece in pair]
    return "".join([*pieces, text[bounds[-1][1] :]]).split("\n")
