"""Characters of a file: UTF-8 only, none that nobody sees, and every text in one form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final
from unicodedata import combining, name, normalize

from generator.problems import Problem, Refused
from generator.read.quoting import BYTE_ORDER_MARK, QuotedText

UNSEEN: Final = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
"""Characters without a picture, which make two texts of one that people see."""
WIDE: Final = "\u115f\u2800\u3164\uffa0"
"""Those of them that look like a blank."""
CURSIVE: Final = (
    "\u0600-\u061b\u061d-\u07ff\u0840-\u0dff\u0f00-\u109f\u1780-\u17b3\u17b6-\u18af\ufb50-\ufdff\ufe70-\ufefc"
)
"""Scripts, such as Arabic and those of India, in which a joiner changes how two letters look."""
PICTURES: Final = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u27ff\u2900-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
"""Emoji, and signs that can be shown as one."""
IDEOGRAPHS: Final = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    f"{UNSEEN}]|\r(?!\n)"
    f"|[\u200c\u200d](?!(?<=[{CURSIVE}].)[{CURSIVE}]|(?<=[{PICTURES}\ufe0f]\u200d)[{PICTURES}])"
    f"|[\ufe0e\ufe0f](?<![{PICTURES}].)(?!(?<=[0-9#*].)\u20e3)"
    f"|[\ufe00-\ufe0d\U000e0100-\U000e01ef](?<![{IDEOGRAPHS}].)"
    "|[\u180b-\u180d\u180f](?<![\u1820-\u18aa].)"
    "|[\U000e0000-\U000e007f](?<![\U0001f3f4\U000e0020-\U000e007e].)"
)
"""Characters that hide what a file says, or that programs take for the end of a line while people do not.

A joiner may stand between two letters of a cursive script and between two emoji, a variation selector behind what has
variants, a tag in the flag of a region.
"""
PRINTABLE: Final = (
    b"\xcd\x8f",
    b"\xe1\x85",
    b"\xe1\x9e",
    b"\xe1\xa0",
    b"\xe2\xa0",
    b"\xe3\x85",
    b"\xef\xb8",
    b"\xef\xbe",
    b"\xf3\xa0",
)
"""First bytes in UTF-8 of the forbidden ones that Python calls printable, and of some others."""
OTHER_BLANKS: Final = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
BLANKS: Final = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")

MOST_DELETED = 20
"""Places of one kind of character that a mend names."""

SEPARATORS = "\x85\u2028\u2029"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
MOST_MARKS: Final = 32
LONG_RUN: Final = re.compile(f"[^\\x00-\\x7f]{{{MOST_MARKS + 1}}}")
CROWDED: Final = f"more than {MOST_MARKS} accents stand on one letter here"


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
    if character in BIDI:
        return "bidi-control", f"an invisible control ({number}) changes the direction of the text here"
    if character == "\r":
        return "control-character", "a carriage return stands here without a new line"
    if combining(character):
        return "crowded-letter", CROWDED
    if called := name(character, "").lower():
        return "invisible-character", f"an invisible character ({number}, {called}) stands here"
    return "control-character", f"an invisible control character ({number}) stands here"


@cache
def _crowds() -> re.Pattern[str]:
    """Return the pattern of more marks on one letter than any language has."""
    marks = "".join(map(chr, filter(lambda each: combining(chr(each)), range(0x300, 0x20000))))
    return re.compile(f"[{re.escape(marks)}]{{{MOST_MARKS + 1},}}")


def crowded(text: str) -> list[int]:
    """Return the offsets at which more marks than are read stand on one letter: putting them in order takes long."""
    return [found.start() for found in _crowds().finditer(text)] if LONG_RUN.search(text) else []


def without_forbidden(text: str) -> str:
    """Return a text without the characters that no file may hold."""
    seen = FORBIDDEN.sub("", text)
    return _crowds().sub("", seen) if LONG_RUN.search(seen) else seen


def forbidden(text: str) -> list[int]:
    """Return the offsets of all forbidden characters, or of letters with too many marks, where there are any."""
    if not text.isascii() and (crowds := crowded(text)):
        return crowds
    if text.replace("\n", "").isprintable() and (text.isascii() or not _is_suspect(text.encode())):
        return []  # looking for each takes five times as long
    return [found.start() for found in FORBIDDEN.finditer(text, text.startswith(BYTE_ORDER_MARK))]


def _is_suspect(content: bytes) -> bool:
    return any(each in content for each in PRINTABLE)


def problems_of(quoted: QuotedText, offsets: Sequence[int]) -> list[Problem]:
    """Return a problem for the first forbidden character of each kind; its mend deletes all of that kind."""
    kinds: dict[tuple[str, str], list[int]] = {}
    for offset in offsets:
        kinds.setdefault(named(quoted.text[offset]), []).append(offset)
    return [_problem(quoted, *kind, places) for kind, places in kinds.items()]


def _problem(quoted: QuotedText, code: str, says: str, offsets: Sequence[int]) -> Problem:
    place = quoted.place(offsets[0])
    if code == "crowded-letter":
        return quoted.problem(place, code, says, "delete them")
    edits = [quoted.edit(each, each + 1, _instead(quoted.text, each)) for each in offsets[:MOST_DELETED]]
    remedy = "write a plain blank, or delete it" if edits[0].text else "delete it"
    return quoted.problem(place, code, says, remedy, mend=quoted.mend(edits))


def _instead(text: str, offset: int) -> str:
    """Return what to write for a hidden character: a blank between two words, else nothing.

    Two words are meant where it is as wide as a blank, or where a capital follows a small letter.
    """
    before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
    is_within = before.isalnum() and after.isalnum()
    return " " if is_within and (text[offset] in WIDE or (before.islower() and after.isupper())) else ""


def one_form(text: str, *, lines: bool = False) -> str:
    """Return a text in the form in which texts are compared: composed characters (NFC), single plain blanks.

    With `lines`, blanks keep their number, since they lay out lines.
    """
    composed = text if text.isascii() else normalize("NFC", text)
    return OTHER_BLANKS.sub(" ", composed) if lines else BLANKS.sub(" ", composed).strip(" ")
