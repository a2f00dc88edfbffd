"""Values over several lines changed line by line: a text in a block, and the items of a list.

The same as theme/editor/splice/lines.js, to the byte; tests/browser/test_splice.py holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from generator.edit.scalars import Tree, flow, is_laid_out, is_plain_line, scalar, sequence
from generator.read.yaml.document import Document
from generator.read.yaml.place import At, Spot

BLANK = " \t\r\n"
SIGN = re.compile(r"[|>][-+0-9]*")
DASH = re.compile(r" *- *")

Edit = tuple[int, int, str]
"""Text for the place between two offsets."""


def line_end_of(text: str) -> str:
    """Return the line end of a file."""
    return "\r\n" if "\r\n" in text else "\n"


def with_text(text: str, spot: Spot, value: str | Sequence[str] | Tree) -> str:
    """Return a file with another value in place of a text that stands in a block; a comment behind its sign stays.

    A text stays in a block where it can, anything else goes on the line of its key.
    """
    header = text[spot.start :].partition("\n")[0].rstrip("\r")
    behind = SIGN.sub("", header, count=1)
    last = spot.start + len(text[spot.start : spot.end].rstrip(BLANK))
    end = last + len(text[last:].partition("\n")[0].rstrip("\r"))
    before, after = text[: spot.start], text[end:]
    if not isinstance(value, str) or not (is_plain_line(value) or is_laid_out(value)):
        written = _on_a_line(value)
        return (before if written else before.rstrip(" ")) + written + behind + after
    body = text[spot.start + len(header) : end].lstrip("\r\n")
    indent = " " * (len(body) - len(body.lstrip(" ")) if body else spot.key_column + 1)
    lines = "".join(line_end_of(text) + f"{indent}{line}".rstrip() for line in value.split("\n"))
    return before + ("|-" if "\n" in value else f"{text[spot.start]}-") + behind + lines + after


def _on_a_line(value: str | Sequence[str] | Tree) -> str:
    if isinstance(value, str):
        return value and scalar(value)
    return flow(value) if isinstance(value, Mapping) else sequence(value)


def with_items(document: Document, at: At, value: Any) -> str | None:
    """Return a file with other items in a list that has each on a line of its own, None where that takes more.

    Items at its beginning and its end that stay are left alone, and so are those between that keep their place. It
    takes more where an item that changes or goes has more than its text on its line, such as a comment.
    """
    text, old = document.text, document.data_at(at)
    items = [document.places[below] for below in document.under(at)]
    if not _are_texts(old) or not _are_texts(value) or len(items) != len(old):
        return None
    head = _alike(old, value)
    tail = min(_alike(old[::-1], value[::-1]), len(old) - head, len(value) - head)
    between, wanted = items[head : len(items) - tail], value[head : len(value) - tail]
    edits = [
        _edit(text, item, wanted[place] if place < len(wanted) else None)
        for place, item in enumerate(between)
        if place >= len(wanted) or wanted[place] != old[head + place]
    ]
    if added := wanted[len(between) :]:
        edits.append(_added(text, items, head + len(between), added))
    for edit in reversed(edits):
        if edit is None:
            return None
        text = text[: edit[0]] + edit[2] + text[edit[1] :]
    return text


def _are_texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(each, str) for each in value)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many items two lists begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _line(text: str, item: Spot) -> tuple[int, int] | None:
    """Return where the line of an item begins and ends, None where the item has not a line of its own."""
    start, end = text.rfind("\n", 0, item.start) + 1, text.find("\n", item.end) + 1
    is_own = DASH.fullmatch(text, start, item.start) and "\n" not in text[item.start : item.end]
    return (start, end) if is_own and end else None


def _edit(text: str, item: Spot, new: str | None) -> Edit | None:
    """Return the edit that gives an item another text, or takes its line out; None where more stands on its line."""
    line = _line(text, item)
    if line is None or text[item.end : line[1]].strip(BLANK):
        return None
    return (*line, "") if new is None else (item.start, item.end, scalar(new))


def _added(text: str, items: Sequence[Spot], place: int, new: Sequence[str]) -> Edit | None:
    """Return the edit that adds items at a place in a list, None where the item beside it has not its own line."""
    beside = items[max(place - 1, 0)]
    line = _line(text, beside)
    if line is None:
        return None
    lines = "".join(f"{text[line[0] : beside.start]}{scalar(each)}{line_end_of(text)}" for each in new)
    offset = line[1] if place else line[0]
    return offset, offset, lines
