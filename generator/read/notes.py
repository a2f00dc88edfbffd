"""Limits of notes: their length and their nesting, as far as a Markdown reader takes only a moment for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.model.file_noun import FileNoun
from generator.problems import Problem
from generator.read.quoting import QuotedText

LARGEST_NOTES: Final = FileNoun.LARGEST_NOTES
LONGEST_LINE: Final = 8_000
DEEPEST: Final = 32
MOST_CELLS: Final = 20_000
"""Cells of tables, those counted that a reader adds to rows shorter than their head."""

TAB: Final = 4
LEAD: Final = re.compile(r"([ \t]+)|(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)) ?")
"""White space, or the sign of a quote or a list with the space that belongs to it."""
BELOW_A_HEAD: Final = re.compile(r"[-+*>|: \t\d.)]+")
BLANK: Final = re.compile(r"[> \t]*")


def excess(quoted: QuotedText, notes: str, first: int, largest: int = LARGEST_NOTES) -> Iterator[Problem]:
    """Yield a fault for each limit that notes exceed, at its first place.

    They start on line `first`, and `largest` is the number of bytes that they may have.
    """
    if len(notes.encode()) > largest:
        says = f"the notes are over {largest // 1024} KiB"
        remedy = "shorten them, or keep them elsewhere and link to them"
        yield quoted.problem((first, 1), "notes-too-big", says, remedy)
        return
    told: set[str] = set()
    for number, fault in _faults(notes.split("\n"), first):
        if fault[0] not in told:
            told.add(fault[0])
            yield quoted.problem((number, 1), *fault)


def _faults(lines: list[str], first: int) -> Iterator[tuple[int, tuple[str, str, str]]]:
    columns = cells = 0
    for number, line in enumerate(lines, first):
        if not line:
            columns = 0
            continue
        if len(line) > LONGEST_LINE:
            yield number, ("line-too-long", f"the line is over {LONGEST_LINE:,} characters", "break it")
        if depth(line) > DEEPEST:
            says = f"quotes and lists stand more than {DEEPEST} deep here"
            yield number, ("notes-too-deep", says, "write it flatter")
        columns = 0 if BLANK.fullmatch(line) else max(columns, _columns(line))
        cells += columns
        if cells > MOST_CELLS:
            says = f"the tables of the notes have more than {MOST_CELLS:,} cells"
            yield number, ("table-too-big", says, "shorten them, or put a blank line below each table")


def depth(line: str) -> int:
    """Return the most quotes and lists in which a line can begin: one per sign, and one per two columns."""
    end = signs = columns = 0
    while found := LEAD.match(line, end):
        end = found.end()
        signs += found[1] is None
        columns += len(found[1].expandtabs(TAB)) if found[1] else 0
    return signs + columns // 2 if signs else 0


def _columns(line: str) -> int:
    """Return the columns of the table whose head a line could close; 0 where it closes none."""
    if "|" not in line or "-" not in line or not BELOW_A_HEAD.fullmatch(line):
        return 0
    return line.strip(" \t>|").count("|") + 1
