"""Where something stands in a file: paths into the front matter, and the marks that the reader sets there."""

from __future__ import annotations

from typing import NamedTuple

At = tuple[str | int, ...]
"""The way to a value: the keys above it, with numbers from 0 for the items of lists."""


class Spot(NamedTuple):
    """The marks of one value and its key.

    Lines and columns count from 1, in characters. Offsets count from 0 in the text of the whole file; `start` and
    `end` enclose the value with its quotes. `style` is '' for plain text, else the character that starts it: a quote,
    `|` or `>` for text over several lines, `{` or `[` for keys or items in brackets, `:` or `-` for keys or items on
    lines of their own. The end of those is the end of the last value in them. An item of a list has no key: its own
    start stands for it.
    """

    line: int
    column: int
    start: int
    end: int
    style: str
    key_line: int
    key_column: int
    key_start: int
    key_end: int
