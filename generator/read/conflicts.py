"""Merge conflicts: two versions of some lines, which git left in a file between its markers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.problems import Problem
from generator.read.quoting import QuotedText

OPENS: Final = re.compile(r"<{7}(?: (.*))?")
BASE: Final = re.compile(r"\|{7}(?: .*)?")
DIVIDES: Final = re.compile(r"={7}")
CLOSES: Final = re.compile(r">{7}(?: (.*))?")
FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
CODE: Final = "merge-conflict"
KEEP: Final = "keep what holds of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
LEFT: Final = "delete it, once the lines around it say what holds"
LONGEST_NAME: Final = 60


@dataclass
class Conflict:
    """Numbers of the lines of a conflict's markers, 0 where one is missing, and the names of its two sides."""

    open: int
    ours: str
    base: int = 0
    divide: int = 0
    close: int = 0
    theirs: str = ""

    def is_closed_by(self, number: int, line: str) -> bool:
        """Take down what a line within the conflict is, and tell whether it is its end."""
        if closing := CLOSES.fullmatch(line):
            self.close, self.theirs = number, closing[1] or ""
        elif not self.divide and BASE.fullmatch(line):
            self.base = self.base or number
        elif not self.divide and DIVIDES.fullmatch(line):
            self.divide = number
        return bool(closing)


def conflict_problems(quoted: QuotedText, last_of_keys: int) -> list[Problem]:
    """Return a problem for each conflict, and for each marker that is left of one.

    Beyond the line `last_of_keys` are notes, where code may quote markers and others are signs of Markdown.
    """
    if not any(marker in quoted.text for marker in ("<<<<<<<", ">>>>>>>", "=======", "|||||||")):
        return []
    return list(_problems(quoted, last_of_keys))


def _problems(quoted: QuotedText, last_of_keys: int) -> Iterator[Problem]:
    lines = quoted.lines
    current: Conflict | None = None
    fence = ""
    for number, line in enumerate(lines, 1):
        if not current and number > last_of_keys and (found := FENCE.match(line)):
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
        elif fence:
            continue
        elif opening := OPENS.fullmatch(line):
            if current:
                yield _told(quoted, current)
            current = Conflict(number, opening[1] or "")
        elif current:
            if current.is_closed_by(number, line):
                yield _told(quoted, current)
                current = None
        elif _is_left(lines, number, of_keys=number <= last_of_keys):
            says = "this line is left of a merge conflict"
            yield quoted.problem((number, 1), CODE, says, LEFT, length=len(line))
    if current:
        yield _told(quoted, current)


def _is_left(lines: Sequence[str], number: int, *, of_keys: bool) -> bool:
    """Tell whether a line is a marker on its own: among keys any, in notes no underline and no quote in a quote."""
    line = lines[number - 1]
    if of_keys:
        return any(each.fullmatch(line) for each in (BASE, DIVIDES, CLOSES))
    beside = (*lines[max(number - 2, 0) : number - 1], *lines[number : number + 1])
    return bool(CLOSES.fullmatch(line)) and not any(each.startswith(">") for each in beside)


def _told(quoted: QuotedText, conflict: Conflict) -> Problem:
    length = len(quoted.line(conflict.open))
    place = (conflict.open, 1)
    if not conflict.divide or not conflict.close:
        says = "a merge conflict begins here, and its end is missing"
        return quoted.problem(place, CODE, says, KEEP, length=length)
    ours = _lines(conflict.open, conflict.base or conflict.divide)
    theirs = _lines(conflict.divide, conflict.close)
    says = f"a merge left two versions here: {ours}{_name(conflict.ours)}, and {theirs}{_name(conflict.theirs)}"
    return quoted.problem(place, CODE, says, KEEP, length=length)


def _lines(above: int, below: int) -> str:
    """Return in words the lines between two markers."""
    first, last = above + 1, below - 1
    if first > last:
        return "nothing"
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _name(side: str) -> str:
    return f" ({side[:LONGEST_NAME]})" if side else ""
