"""Removal of a key with its value, its lines and the comments on them; comments above it stay."""

from __future__ import annotations

from generator.edit.cannot_splice import CannotSplice, by_hand
from generator.read.yaml.document import Document
from generator.read.yaml.place import At, Spot


def removed(document: Document, at: At) -> str:
    """Return a file's text without a key that it has; the block around an only key is left as `{}`.

    A comment above the key may be about those below as well, so it stays. Raises CannotSplice where the key does not
    stand on lines or between braces of its own.
    """
    if not isinstance(at[-1], str):
        raise by_hand(at, "is an item of a list")
    around = document.places[at[:-1]]
    if around.style == "{":
        return _from_braces(document, at)
    start, end = _lines(document.text, document.places[at])
    text = document.text[:start] + document.text[end:]
    if len(document.under(at[:-1])) > 1:
        return text
    if len(at) == 1:
        raise CannotSplice(f"{at[0]} is the only key of the file; change it by hand")
    colon = text.index(":", around.key_end) + 1
    return f"{text[:colon]} {{}}{text[colon:]}"


def _from_braces(document: Document, at: At) -> str:
    """Return the text without a key in braces: with the comma behind it, or that before the last one."""
    text, spot, beside = document.text, document.places[at], document.under(at[:-1])
    number = beside.index(at)
    start, end = spot.key_start, max(spot.end, spot.key_end)
    if number + 1 < len(beside):
        end = document.places[beside[number + 1]].key_start
    elif number:
        before = document.places[beside[number - 1]]
        start = max(before.end, before.key_end)
    if spot.end <= spot.key_end and number + 1 == len(beside):
        end = text.index(":", spot.key_end) + 1 if text[spot.key_end :].lstrip().startswith(":") else end
    if "#" in text[start:end].replace(text[spot.key_start : spot.end], ""):
        raise by_hand(at, "has a comment beside it")
    return text[:start] + text[end:]


def _lines(text: str, spot: Spot) -> tuple[int, int]:
    """Return where the lines of a key in a block begin and end; comments that are indented below it are its own."""
    start, indent = text.rfind("\n", 0, spot.key_start) + 1, spot.key_column - 1
    if text[start : spot.key_start].strip(" \ufeff"):
        raise CannotSplice("a key stands behind something else on its line; change it by hand")
    start = spot.key_start - indent
    last = max(spot.key_start, spot.start, spot.key_start + len(text[spot.key_start : spot.end].rstrip()) - 1)
    end = text.index("\n", last) + 1
    while (line := text[end:].partition("\n")[0]).lstrip(" ").startswith("#") and line.index("#") > indent:
        end += len(line) + 1
    return start, end
