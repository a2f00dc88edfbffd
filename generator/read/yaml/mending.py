"""Edits that mend a line which YAML cannot read: quotes around a value, a closing bracket, plain blanks."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import NamedTuple

OPENING = {"{": "}", "[": "]"}
NEXT_KEY = re.compile(r",\s*[\w-]+:\s")
BLANK = r"\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks other than the plain one, as a pattern has them."""
NO_BREAK = "\u00a0\u2007\u202f"
STEP = 2
"""Blanks by which blocks are indented where a file does not show it."""
QUOTES = "'\"\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"


class Change(NamedTuple):
    """Text of a line from one column up to another, and what comes in its place; columns count from 0."""

    start: int
    end: int
    text: str


def in_quotes(text: str) -> str:
    """Return a value in quotes, without those that it has around it, or only at its start."""
    bare = text.strip()
    if len(bare) > 1 and bare[0] in QUOTES and bare[-1] in QUOTES:
        bare = bare[1:-1].strip()
    elif bare[:1] in QUOTES and bare.count(bare[:1]) == 1:
        bare = bare[1:]
    if '"' in bare and "\\" not in bare:
        return "'" + bare.replace("'", "''") + "'"
    return json.dumps(bare, ensure_ascii=False)


def quoted_value(line: str, column: int, *, in_flow: bool) -> Change | None:
    """Return the change that puts the value around a column into quotes.

    It begins behind the first colon of its key; between braces it ends before the next key or the closing brace.
    """
    start = _begin_of_value(line, column, in_flow=in_flow)
    if start is None:
        return None
    end = _end_of_value(line, max(column, start)) if in_flow else len(line.rstrip())
    value = line[start:end].rstrip()
    return Change(start, start + len(value), in_quotes(value)) if value.strip() else None


def _begin_of_value(line: str, column: int, *, in_flow: bool) -> int | None:
    """Return the column at which the value around another one begins."""
    if not in_flow:
        found = re.match(r"\s*(?:- +)?[^\s:#'\"\[{]+:[ \t]+", line)
        return found.end() if found and found.end() <= column + 1 else None
    begins = [found.end() for found in re.finditer(r"[{,]\s*[\w-]+:[ \t]*", line) if found.end() <= column + 1]
    return begins[-1] if begins else None


def _end_of_value(line: str, column: int) -> int:
    """Return the column before which a value between braces ends."""
    ends = [found.start() for found in (NEXT_KEY.search(line, column),) if found]
    closing = len(line.rstrip())
    while closing > column and line[closing - 1] in "}] ":
        closing -= 1
    return min([*ends, closing])


def closed(line: str, column: int) -> Change | None:
    """Return the change that closes at the end of a line the brackets that open from a column on."""
    missing: list[str] = []
    quote = ""
    for each in line[column:]:
        if quote:
            quote = "" if each == quote else quote
        elif each in "'\"":
            quote = each
        elif each in OPENING:
            missing.append(OPENING[each])
        elif missing and each == missing[-1]:
            missing.pop()
    end = len(line.rstrip().rstrip(","))
    return Change(end, len(line.rstrip()), "".join(reversed(missing))) if missing and not quote else None


def blank_name(blank: str) -> str:
    """Return what a blank is called that is not the plain one."""
    return f"{'no-break space' if blank in NO_BREAK else 'blank of another kind'} (U+{ord(blank):04X})"


def spaces_for_tabs(lines: Sequence[str]) -> tuple[Sequence[tuple[int, Change]], bool]:
    """Return the changes that indent every line with spaces, and whether no other depth can be meant.

    A tab is one step. A depth is certain where a block is open at it, or where the line above opens one.
    """
    indented = [line for line in lines if line[:1] == " " and line.strip()]
    step = min((len(line) - len(line.lstrip(" ")) for line in indented), default=STEP)
    changes: list[tuple[int, Change]] = []
    open_at, above, certain = {0}, "", True
    for number, line in enumerate(lines):
        text = line.lstrip(" \t")
        if not text or text.startswith("#"):
            continue
        blanks = line[: len(line) - len(text)]
        indent = sum(step if each == "\t" else 1 for each in blanks)
        if "\t" in blanks:
            changes.append((number, Change(0, len(blanks), " " * indent)))
            certain &= indent in open_at or (above.endswith(":") and indent == max(open_at) + step)
        open_at = {each for each in open_at if each <= indent} | {indent}
        above = text.rstrip()
    return changes, certain
