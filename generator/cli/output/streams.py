"""Standard streams: open ones, on which every character can be printed in some form."""

from __future__ import annotations

import codecs
import io
import os
import sys
import unicodedata
from collections.abc import Iterator

READABLE = "playbook.readable"
"""Name of the handling of characters that a stream cannot show."""

ARROWS = {"→": "->", "←": "<-"}
"""Signs that a single sign of ASCII would turn into a comparison."""


def make_ready() -> None:
    """Open what is closed, and let both output streams print something readable for what they cannot show."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: no file of ours gets it
    codecs.register_error(READABLE, _readable)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=READABLE)


def let_go_of_full() -> None:
    """Point an output stream that takes nothing more at nothing, or the interpreter would fail over it at its end."""
    for stream, descriptor in ((sys.stdout, 1), (sys.stderr, 2)):
        try:
            stream.flush()
        except OSError:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, descriptor)
            os.close(nothing)


def shows_everything() -> bool:
    """Tell whether standard output can print every character as it is."""
    name = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        return codecs.lookup(name).name.startswith("utf-")
    except LookupError:
        return False


def is_terminal(stream: object) -> bool:
    """Tell whether a stream is a terminal; one that is closed is none."""
    return isinstance(stream, io.TextIOBase) and not stream.closed and stream.isatty()


def _readable(error: UnicodeError) -> tuple[str | bytes, int]:
    """Return what is printed for the characters that a stream cannot show, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = "".join(_instead(each, error.encoding) for each in error.object[error.start : error.end])
    return text, error.end


def _instead(character: str, encoding: str) -> str:
    """Return the plain letter, the nearest signs of ASCII or the number of a character, whatever can be shown."""
    for shown in _candidates(character):
        try:
            if shown:
                shown.encode(encoding)
                return shown
        except UnicodeEncodeError:
            continue
    return "?"


def _candidates(character: str) -> Iterator[str]:
    from anyascii import anyascii  # seldom needed, and every command would load it

    yield ARROWS.get(character, "")
    yield "".join(each for each in unicodedata.normalize("NFKD", character) if not unicodedata.combining(each))
    yield anyascii(character)
    yield character.encode("ascii", "backslashreplace").decode("ascii")
