"""Text of a source from its bytes: an encoding is read from a mark or an option, never guessed."""

from __future__ import annotations

import re
from typing import Final

from generator.edit.crm.export.encoding import MARKS, likely_encoding
from generator.edit.meetings.cleaned import refused
from generator.problems import Refused
from generator.read.yaml.characters import decode

LARGEST_SOURCE = 4 * 1024 * 1024
"""Bytes of a recording's text; of a mail that includes what is attached."""
LINE_END: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""Ends of a line that are no plain one."""


def checked_size(file: str, content: bytes) -> None:
    """Check that a source is neither empty nor too big. Raises Refused where it is."""
    if not content.strip():
        raise refused(file, "empty", "the file is empty", "nothing was written")
    if len(content) > LARGEST_SOURCE:
        says = f"the file is over {LARGEST_SOURCE // 1024 // 1024} MiB"
        raise refused(file, "source-too-big", says, "export the text alone, or split it by its parts")


def text_of(file: str, content: bytes, encoding: str) -> str:
    """Return the text of a source with plain line ends; a mark at its beginning goes before `encoding`.

    Raises Refused at the first byte that does not fit.
    """
    marked = next((name for mark, name in MARKS if content.startswith(mark)), None)
    name = marked or encoding or "utf-8"
    if name == "utf-8" and (wide := _utf_16(content)):
        says = f"the file is not UTF-8 text: it may be {wide}"
        raise refused(file, "not-utf8", says, f"save it as UTF-8, or add --encoding {wide}")
    return plain_line_ends(_decoded(file, content, name)).removeprefix("\ufeff")


def plain_line_ends(text: str) -> str:
    """Return a text whose lines end in the plain way."""
    return LINE_END.sub("\n", text)


def _decoded(file: str, content: bytes, name: str) -> str:
    try:
        return decode(file, content) if name == "utf-8" else content.decode(name)
    except Refused as fault:
        raise _with_remedy(fault, content) from None
    except UnicodeError as fault:
        line = content.count(b"\n", 0, getattr(fault, "start", 0)) + 1
        raise refused(file, "not-decodable", f"the file is not {name} text", "name its --encoding", line) from None
    except (LookupError, ValueError):
        says = f"there is no encoding {name[:40]!r}"
        raise refused(file, "unknown-encoding", says, "write one such as utf-8, utf-16 or cp1252") from None


def _with_remedy(fault: Refused, content: bytes) -> Refused:
    """Return the refusal of bytes that are not UTF-8, with the encoding that they are likely in."""
    first, likely = fault.problems[0], likely_encoding(content)
    guess = likely or "cp1252"
    says = f"{first.says}, which may be {guess}"
    return refused(first.path, first.code, says, f"save it as UTF-8, or add --encoding {guess}", first.line)


def _utf_16(content: bytes) -> str:
    """Return the form of UTF-16 in which a source without a mark is, empty where it has hardly a zero byte."""
    first, second = (content[at:4096:2].count(0) for at in (0, 1))
    if (first + second) * 20 < min(len(content), 4096):
        return ""
    return "utf-16-be" if first > second else "utf-16-le"
