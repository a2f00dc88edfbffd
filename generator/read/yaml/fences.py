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
START = "start it with a line of three hyphens, ---, then lines such as `title: ...`, then a line --- again"
ALONE = "write three hyphens and nothing else"


def no_opening(quoted: QuotedText) -> Problem:
    """Return the problem of a file whose first line is not a rule."""
    lines = quoted.lines
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), 0)
    if not first:
        return Problem(quoted.path, 1, 1, "no-front-matter", "the file is empty", START)
    line, code = lines[first - 1], "no-front-matter"
    if RULE.fullmatch(line):
        says, mend = (
            "blank lines stand above the first line ---",
            quoted.mend([Edit(1, 1, first, 1, "")], certain=True),
        )
        remedy = "delete them, so that the file starts with ---"
        return quoted.problem((first, 1), code, says, remedy, length=len(line), mend=mend)
    if NEARLY.fullmatch(line):
        return _nearly(quoted, first, code, "the line above the keys has to be ---")
    if KEY.match(line):
        return _no_line_above(quoted, first)
    return Problem(quoted.path, 1, 1, code, "the file does not start with a line ---", START)


def _no_line_above(quoted: QuotedText, first: int) -> Problem:
    """Return the problem of a file that begins with a key, with the places of the two lines around its keys."""
    lines, edits = quoted.lines, [Edit(first, 1, first, 1, "---\n")]
    end = next((number for number, line in enumerate(lines, 1) if RULE.fullmatch(line)), 0)
    remedy = f"write --- above this line; the one below the keys stands on line {end}"
    if not end:
        others = (number for number, line in enumerate(lines[first:], first + 1) if not _may_be_a_key(line))
        end = next(others, len(lines) + 1)
        while not quoted.line(end - 1).strip():
            end -= 1
        remedy = f"write --- above this line, and again below line {end - 1}, the last with a key"
        column = len(quoted.line(end - 1)) + 1
        edits.append(Edit(end - 1, column, end - 1, column, "\n---"))
    line = lines[first - 1]
    says, length = f"the line --- above `{line.partition(':')[0]}:` is missing", len(line)
    return quoted.problem((first, 1), "no-front-matter", says, remedy, length=length, mend=quoted.mend(edits))


def no_closing(quoted: QuotedText) -> Problem:
    """Return the problem of a file whose front matter has no end."""
    code, says = "front-matter-not-closed", "the line --- below the keys is missing"
    lines = quoted.lines
    end = next((number for number, line in enumerate(lines[1:], 2) if not _may_be_a_key(line)), 0)
    if end and NEARLY.fullmatch(lines[end - 1]):
        return _nearly(quoted, end, code, "the line below the keys has to be ---")
    if end:
        mend = quoted.mend([Edit(end, 1, end, 1, "---\n")])
        return quoted.problem(
            (end, 1), code, says, "write --- above this line, where the notes begin", length=80, mend=mend
        )
    last = len(lines) if lines[-1] else len(lines) - 1
    mend = quoted.mend([Edit(last, len(lines[last - 1]) + 1, last, len(lines[last - 1]) + 1, "\n---")])
    return quoted.problem((last, 1), code, says, "write --- below this line, the last", length=80, mend=mend)


def _nearly(quoted: QuotedText, number: int, code: str, says: str) -> Problem:
    line = quoted.line(number)
    mend = quoted.mend([Edit(number, 1, number, len(line) + 1, "---")])
    return quoted.problem((number, 1), code, says, ALONE, length=len(line), mend=mend)


def _may_be_a_key(line: str) -> bool:
    """Tell whether a line can belong to front matter."""
    if not line.strip() or line.startswith(("#", " ", "\t", "- ", "}", "]")):
        return not NEARLY.fullmatch(line) or not line.strip()
    return bool(KEY.match(line))
