"""Decoding of bytes: UTF-8 only, and without the characters that no file may hold."""

from __future__ import annotations

import re

from generator.problems import Problem, Refused

BYTE_ORDER_MARK = "\ufeff"
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)"
)
"""Characters that hide what a file says, or that programs take for the end of a line while people do not."""

SEPARATORS = "\x85\u2028\u2029"


def decode(path: str, content: bytes) -> str:
    """Return the text of a file. Raises Refused at the first byte that is not UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        before = content[content.rfind(b"\n", 0, error.start) + 1 : error.start]
        column = len(before.decode("utf-8")) + 1
        says = f"is not UTF-8 text: byte 0x{content[error.start]:02x}"
        raise Refused(
            [Problem(path, line, column, "not-utf8", f"the file {says}", "save the file as UTF-8")]
        ) from None


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the place of a character, both from 1; a byte order mark takes no column."""
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return line, column - 1 if line == 1 and text.startswith(BYTE_ORDER_MARK) else column


def named(character: str) -> tuple[str, str]:
    """Return the code and the description of a character that no file may hold."""
    number = f"U+{ord(character):04X}"
    if character == "\x00":
        return "nul", f"a NUL character ({number}) stands here"
    if character in SEPARATORS:
        return "line-separator", f"a line separator ({number}) stands here, which some programs take for a new line"
    if character == "\u061c" or "\u200e" <= character <= "\u2069":
        return "bidi-control", f"an invisible control ({number}) changes the direction of the text here"
    if character == "\r":
        return "control-character", "a carriage return stands here without a new line"
    return "control-character", f"an invisible control character ({number}) stands here"


def forbidden(path: str, text: str) -> tuple[list[Problem], list[int]]:
    """Return a problem for the first character of each forbidden kind, and the offsets of all forbidden ones."""
    if text.replace("\n", "").isprintable():
        return [], []  # none of them is printable, and looking for each takes five times as long
    offsets = [found.start() for found in FORBIDDEN.finditer(text, text.startswith(BYTE_ORDER_MARK))]
    problems: dict[str, Problem] = {}
    for offset in offsets:
        code, says = named(text[offset])
        if says not in problems:
            problems[says] = Problem(path, *line_and_column(text, offset), code, says, "delete it")
    return list(problems.values()), offsets
