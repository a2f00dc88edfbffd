"""Author text inside a forge's comment: it reads as it was written, and does nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from generator.show.text import values

BREAK: Final = "\u200b"
"""A space of no width: it keeps what a forge looks for after rendering from being found."""
MARKUP: Final = re.compile(r"[\\`*_\[\]<>#|~&$]|^[-+=:]")
ITEM: Final = re.compile(r"^([0-9]+)(?=[.)])")
"""The number of an item of a list, however long."""
CALLS: Final = re.compile(r"([@#!$~%&^\[:])(?=\S)|(?<=[a-z])(-)(?=\d)|(www)(?=\.)", re.IGNORECASE)
HEX: Final = re.compile(r"\b[0-9a-f]{7,64}\b", re.IGNORECASE)
LONGEST: Final = 240


def inert(text: str, longest: int = LONGEST) -> str:
    """Return text for a Markdown comment, on one line: no mentions, references, links, images, markup or HTML.

    Everything that Markdown gives a meaning is escaped. What forges look for in the rendered text (`@name`, `#12`,
    `ABC-12`, `!34`, addresses, ids of commits) is broken by a space of no width.
    """
    line = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    if len(line) > longest:
        line = line[: longest - 1].rstrip() + "…"
    unlinked = CALLS.sub(lambda match: f"{match[0]}{BREAK}", HEX.sub(_halved, line))
    return ITEM.sub(r"\1\\", MARKUP.sub(r"\\\g<0>", unlinked)).replace("\u00a0", " ")


def escaped(text: str, longest: int = LONGEST) -> str:
    """Return text for a Markdown file, on one line, with what Markdown gives a meaning escaped and nothing inserted.

    It can be copied as it is read, and is cut after so many characters.
    """
    line = " ".join(text.split())
    if len(line) > longest:
        line = line[: longest - 1].rstrip() + "…"
    return ITEM.sub(r"\1\\", MARKUP.sub(r"\\\g<0>", line))


def _halved(match: re.Match[str]) -> str:
    """Return an id in pieces too short for one; a plain number, which is none, as it is."""
    word = match[0]
    if word.isdigit():
        return word
    return BREAK.join(word[start : start + 6] for start in range(0, len(word), 6))


def fenced(lines: Sequence[str], language: str) -> Iterator[str]:
    """Yield lines as a block of code inside an item of a list, behind a fence that none of them closes."""
    ticks = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(ticks + 1, 3)
    yield from (f"  {line}".rstrip() for line in (f"{fence}{language}", *lines, fence))


def listing(words: list[str], most: int) -> str:
    """Return the first words as a sentence lists them, made inert, and how many more there are."""
    shown = [inert(word, 80) for word in words[:most]]
    if len(words) > most:
        shown.append(f"{len(words) - most} more")
    return values.listing(shown)
