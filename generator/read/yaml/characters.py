"""Decoding of bytes: UTF-8 only, and without the characters that no file may hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.problems import Problem, Refused
from generator.read.quoting import BYTE_ORDER_MARK, QuotedText

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)"
)
"""Characters that hide what a file says, or that programs take for the end of a line while people do not."""

MOST_DELETED = 20
"""Places of one kind of character that a mend names."""

SEPARATORS = "\x85\u2028\u2029"


def decode(path: str, content: bytes) -> str:
    """Return the text of a file. Raises Refused at the first byte that is not UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        quoted = QuotedText(path, before + content[error.start :].decode("utf-8", "replace"))
        says = f"the file is not UTF-8 text: byte 0x{content[error.start]:02x}"
        place = quoted.place(len(before))
        raise Refused([quoted.problem(place, "not-utf8", says, "save the file as UTF-8")]) from None


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


def forbidden(text: str) -> list[int]:
    """Return the offsets of all forbidden characters."""
    if text.replace("\n", "").isprintable():
        return []  # none of them is printable, and looking for each takes five times as long
    return [found.start() for found in FORBIDDEN.finditer(text, text.startswith(BYTE_ORDER_MARK))]


def problems_of(quoted: QuotedText, offsets: Sequence[int]) -> list[Problem]:
    """Return a problem for the first forbidden character of each kind; its mend deletes all of that kind."""
    kinds: dict[tuple[str, str], list[int]] = {}
    for offset in offsets:
        kinds.setdefault(named(quoted.text[offset]), []).append(offset)
    return [_problem(quoted, *kind, places) for kind, places in kinds.items()]


def _problem(quoted: QuotedText, code: str, says: str, offsets: Sequence[int]) -> Problem:
    edits = [quoted.edit(each, each + 1, "") for each in offsets[:MOST_DELETED]]
    return quoted.problem(quoted.place(offsets[0]), code, says, "delete it", mend=quoted.mend(edits))
