"""The lines --- around the front matter: what is wrong where one is missing, and where it belongs."""

from __future__ import annotations

import re

from generator.problems import Edit, Problem
from generator.read.quoting import QuotedText

RULE = re.compile(r"---[ \t]*(?:\r?\n|\Z)")
CLOSING_RULE = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
NEARLY = re.compile(r"\s*(?:[-\u2010-\u2015\u2212_=]{2,}|[\u2013\u2014]|\*{3,}|\+{3,}|`{3,}\w*|\.{3}|-( -)+)\s*")
"""A line that was meant to be a rule."""
KEY = re.compile(r"[\w\"'*][^:#]{0,60}:(?:\s|$)")
START = "start it with a line ---, then lines such as `title: ...`, then a line ---"
ALONE = "write three hyphens and nothing else"


def no_opening(quoted: QuotedText) -> Problem:
    """Return the problem of a file whose first line is not a rule."""
    lines = quoted.lines
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), 0)
    if not first:
        return Problem(quoted.path, 1, 1, "no-front-matter", "the file is empty", START)
    line, code = lines[first - 1], "no-front-matter"
    if RULE.fullmatch(line):
        says, mend = "blank lines stand above the front matter", quoted.mend([Edit(1, 1, first, 1, "")], certain=True)
        remedy = "delete them, so that the file starts with ---"
        return quoted.problem((first, 1), code, says, remedy, length=len(line), mend=mend)
    if NEARLY.fullmatch(line):
        return _nearly(quoted, first, code, "the line above the front matter is not ---")
    says = "the file has no front matter"
    if KEY.match(line):
        mend = quoted.mend([Edit(first, 1, first, 1, "---\n")])
        return quoted.problem((first, 1), code, says, START, length=len(line), mend=mend)
    return Problem(quoted.path, 1, 1, code, says, START)


def no_closing(quoted: QuotedText) -> Problem:
    """Return the problem of a file whose front matter has no end."""
    code, says = "front-matter-not-closed", "the front matter is never closed"
    lines = quoted.lines
    end = next((number for number, line in enumerate(lines[1:], 2) if not _may_be_a_key(line)), 0)
    if end and NEARLY.fullmatch(lines[end - 1]):
        return _nearly(quoted, end, code, "the line below the front matter is not ---")
    if end:
        mend = quoted.mend([Edit(end, 1, end, 1, "---\n")])
        return quoted.problem((end, 1), code, says, "write a line --- above this one", length=80, mend=mend)
    last = len(lines) if lines[-1] else len(lines) - 1
    mend = quoted.mend([Edit(last, len(lines[last - 1]) + 1, last, len(lines[last - 1]) + 1, "\n---")])
    return quoted.problem((last, 1), code, says, "end it with a line ---", length=80, mend=mend)


def _nearly(quoted: QuotedText, number: int, code: str, says: str) -> Problem:
    line = quoted.line(number)
    mend = quoted.mend([Edit(number, 1, number, len(line) + 1, "---")])
    return quoted.problem((number, 1), code, says, ALONE, length=len(line), mend=mend)


def _may_be_a_key(line: str) -> bool:
    """Tell whether a line can belong to front matter."""
    if not line.strip() or line.startswith(("#", " ", "\t", "- ", "}", "]")):
        return not NEARLY.fullmatch(line) or not line.strip()
    return bool(KEY.match(line))
