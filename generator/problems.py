"""What can be wrong in a file, and where."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_OF_A_FILE = 100
"""Problems that are named of one file, so that a file full of mistakes takes no longer than a sound one."""
MOST_COMPARED = 500
LONGEST_COMPARED = 100
"""Known words, and characters of a word, among which the one meant is looked for."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A mistake in a file, said so that its author can mend it.

    `path` is relative to the playbook's folder, with forward slashes. `line` and `column` count from 1;
    a fault of the whole file stands at 1:1. `code` is stable and lower-case with hyphens. `says` is the fault in
    the author's words, `remedy` how to mend it (may be empty where `says` already tells).
    """

    path: str
    line: int
    column: int
    code: str
    says: str
    remedy: str = ""

    def __str__(self) -> str:
        """Return `path:line:column: fault (remedy)`, the form that editors turn into a link."""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{self.path}:{self.line}:{self.column}: {self.says}{remedy}"


class Refused(Exception):  # noqa: N818 - it is not an error of ours: it is what the input amounts to
    """The input holds problems that stop the work; every one of them, in the order of their places."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


def first_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems of one file in order, each once; beyond a hundred, one that says that more follow."""
    found = sorted(set(problems))
    if len(found) <= MOST_OF_A_FILE:
        return tuple(found)
    more = found[MOST_OF_A_FILE]
    says, remedy = "more problems follow in this file", "mend those above first"
    return (*found[:MOST_OF_A_FILE], replace(more, code="more-problems", says=says, remedy=remedy))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` was probably meant to be, or None."""
    if len(word) > LONGEST_COMPARED:
        return None
    words, sought = list(known), word.lower()
    if len(words) > MOST_COMPARED:
        words = [each for each in words if each[:1] == sought[:1]][:MOST_COMPARED]
    matches = difflib.get_close_matches(sought, words, n=1, cutoff=0.6)
    return matches[0] if matches else None


def expected(word: str, known: Iterable[str]) -> str:
    """Return the remedy for a word that is not among `known`: the one meant, or all where there are few."""
    words = list(known)
    if meant := nearest(word, words):
        return f"did you mean {meant!r}?"
    if len(words) <= 8:
        return "write one of " + ", ".join(words)
    return ""
