"""Quotes that do not close where they should: the lines of a CSV file that one cell swallows."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.edit.crm.export.layout import FEWEST, LOOKED_AT

MOST_OF = 0.8
"""Share of the lines of a cell that have to look like rows of the table."""


class Lines:
    """The lines of a text, of which those since the last call of `begin` are kept."""

    def __init__(self, text: str) -> None:
        """Begin at the first line; line ends are kept as they are."""
        self._lines = io.StringIO(text, newline="")
        self.since: list[str] = []

    def begin(self) -> None:
        """Forget the lines so far."""
        self.since = []

    def __iter__(self) -> Iterator[str]:
        """Yield every line."""
        for line in self._lines:
            self.since.append(line)
            yield line


def usual_width(text: str, delimiter: str) -> int:
    """Return how many cells most of the first lines would have, quotes left aside."""
    first = io.StringIO(text, newline="").readlines(20_000)[:LOOKED_AT]
    counts = Counter(line.count(delimiter) for line in first if line.strip())
    return counts.most_common(1)[0][0] + 1 if counts else 1


def rows_within(lines: Sequence[str], delimiter: str, width: int) -> int:
    """Return how many lines of one record are rows of the table by themselves, the first included."""
    alone = (next(csv.reader([line], delimiter=delimiter), []) for line in lines[1:])
    return 1 + sum(1 for row in alone if len(row) == width)


def swallows(lines: Sequence[str], delimiter: str, width: int) -> bool:
    """Tell whether a record over several lines has rows of the table within one of its cells.

    Its first line ends as far as a row does, and nearly every further line is a row by itself. Two lines alone prove
    that only in a table of some width.
    """
    if len(lines) < 2 or width < FEWEST + (len(lines) == 2) or lines[0].count(delimiter) < width - 1:
        return False
    further = sum(1 for line in lines[1:] if line.strip())
    return rows_within(lines, delimiter, width) - 1 >= max(1, further * MOST_OF)
