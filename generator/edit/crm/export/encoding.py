"""Text of an export from its bytes; an encoding is read from a mark or the map, never guessed in silence."""

from __future__ import annotations

import codecs
import re

from generator.problems import Problem, Refused

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Marks at the beginning of a file, each with the encoding that it proves; the longer of two before the shorter."""
UTF_8 = ("utf-8", "utf-8-sig")
LIKELY = ("cp1252", "mac_roman")
"""Encodings that spreadsheets and old exports write, the likeliest first."""
COMMON = frozenset("äöüßàâáãåæçèéêëìíîïñòóôõøùúûœÄÖÜÀÅÆÇÉÈÑØ€£–’")
"""Letters and signs beyond ASCII that western languages are full of."""
LOST = "\ufffd"
PLAIN = b" \t\r\n,;|\"'"


def decoded(file: str, content: bytes, encoding: str) -> tuple[str, tuple[Problem, ...]]:
    """Return a file's text and notes on its encoding; a mark goes before what the map says.

    Raises Refused with the readings to choose from where the bytes do not fit.
    """
    marked = next((name for mark, name in MARKS if content.startswith(mark)), None)
    if not marked and encoding in UTF_8 and content.count(0, 0, 4096) * 4 >= min(len(content), 4096) > 0:
        says = "holds zero bytes: it is UTF-16 without its mark, or no text"
        remedy = "export it as CSV (UTF-8), or write encoding: utf-16-le under formats of the map"
        raise Refused([Problem(file, 1, 1, "not-decodable", says, remedy)])
    try:
        text = content.decode(marked or encoding)
    except UnicodeError as error:
        raise Refused([_unreadable(file, content, marked or encoding, getattr(error, "start", 0))]) from None
    notes = []
    if not marked and encoding not in UTF_8 and (better := _as_utf_8(content)):
        text = better
        notes.append(_note(file, 1, f"is UTF-8, though the map says {encoding}; it is read as UTF-8"))
    if LOST in text:
        line = text.count("\n", 0, text.index(LOST)) + 1
        says = f"holds {text.count(LOST):,} signs in place of letters that an earlier program lost, the first here"
        notes.append(_note(file, line, says))
    return text, tuple(notes)


def _note(file: str, line: int, says: str) -> Problem:
    return Problem(file, line, 1, "encoding", says)


def _as_utf_8(content: bytes) -> str:
    """Return a text with letters beyond ASCII as UTF-8, which other encodings do not resemble by chance; else ''."""
    if content.isascii():
        return ""
    try:
        return content.decode("utf-8")
    except UnicodeError:
        return ""


def _unreadable(file: str, content: bytes, encoding: str, at: int) -> Problem:
    """Return the problem of a byte that does not fit, with the word around it as the likely encodings read it."""
    line = content.count(b"\n", 0, at) + 1
    named = encoding.removesuffix("-sig")
    word = _word(content, at)
    readings = [f"{word.decode(each, 'replace')!r} in {each}" for each in LIKELY]
    says = f"is not {named}: a word here is {' or '.join(readings)}"
    remedy = (
        f"under formats of the map, write the encoding that is right, like encoding: {LIKELY[0]}; or export UTF-8"
    )
    return Problem(file, line, 1, "not-decodable", says, remedy)


def _word(content: bytes, at: int) -> bytes:
    """Return the word around a byte, forty bytes at most."""
    edge = re.compile(b"[" + re.escape(PLAIN) + b"]")
    before = edge.split(content[max(0, at - 20) : at])[-1]
    return before + edge.split(content[at : at + 20])[0]


def likely_encoding(content: bytes) -> str | None:
    """Return an encoding worth suggesting for bytes that are not UTF-8: the one that makes most common letters.

    None for bytes that are UTF-8 or carry a mark.
    """
    if any(content.startswith(mark) for mark, _ in MARKS):
        return None
    try:
        content.decode("utf-8")
    except UnicodeError:
        beyond = bytes(each for each in content if each > 0x7F)
        return max(LIKELY, key=lambda name: sum(1 for letter in beyond.decode(name, "replace") if letter in COMMON))
    return None
