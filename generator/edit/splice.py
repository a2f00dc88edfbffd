"""Splices: single values of a file changed in their place, so that every other byte stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from generator.edit.by_lines import line_end_of, with_items, with_text
from generator.edit.cannot_splice import CannotSplice, by_hand
from generator.edit.removal import removed
from generator.edit.round_trip import CannotRewrite, emptied, rewritten
from generator.edit.scalars import Tree, block, flow, is_laid_out, scalar, sequence
from generator.read.yaml.characters import one_form
from generator.read.yaml.composing import NOTHING
from generator.read.yaml.document import Document, parse
from generator.read.yaml.place import At, Spot

BLOCKS = (":", "-")
"""Styles of keys and items on lines of their own."""
TEXTS = ("|", ">")
"""Styles of texts over several lines."""

Value = str | Sequence[str] | Tree | None
"""New value of a key: nothing in quotes leaves the key without a value, None takes it out with its lines."""


def splice(
    path: str,
    content: bytes,
    changes: Iterable[tuple[At, Value]],
    parse: Callable[[str, bytes], Document] = parse,
) -> bytes:
    """Return the file with these values changed, added or taken out.

    `parse` reads the file: one with front matter, or with `parse_whole` one that is YAML throughout. Each change is
    read again and has to have changed its value and nothing else. Raises CannotSplice where it has not, and Refused
    for a file that cannot be parsed.
    """
    document = parse(path, content)
    for change in changes:
        document = spliced(document, change, parse)
    return document.text.encode("utf-8")


def spliced(
    document: Document, change: tuple[At, Value], parse: Callable[[str, bytes], Document] = parse
) -> Document:
    """Return a file after one change, read again. Raises CannotSplice as `splice` does."""
    ((at, value),) = in_one_form([change])
    edited = _edited(document, at, value).encode("utf-8")
    read_again = parse(document.path, edited)
    if read_again.data != expected(document.data, at, value) or read_again.body != document.body:
        raise CannotSplice(f"{'.'.join(map(str, at))} cannot be changed without changing something else")
    return read_again


def in_one_form(changes: Iterable[tuple[At, Value]]) -> Iterator[tuple[At, Value]]:
    """Yield changes with their texts in the form in which they will be read."""

    def formed(value: Value) -> Value:
        if value is None:
            return None
        if isinstance(value, str):
            return one_form(value, lines="\n" in value)
        if isinstance(value, Mapping):
            return {key: below if below == {} else formed(below) or "" for key, below in value.items()}
        return [one_form(each, lines="\n" in each) for each in value]

    for at, value in changes:
        yield at, formed(value)


def _edited(document: Document, at: At, value: Value) -> str:
    spot = document.places.get(at)
    if value is None:
        return removed(document, at) if spot else document.text
    if spot:
        if spot.style in TEXTS:
            return with_text(document.text, spot, value)
        if spot.style == "-" and (by_items := with_items(document, at, value)) is not None:
            return by_items
        if spot.style in BLOCKS:
            return _rewritten(document.text, at, spot, value)
        return _replaced(document.text, spot, value, in_flow=_in_brackets(document, at))
    parent = document.known(at)
    added: Any = value
    for key in reversed(at[len(parent) + 1 :]):
        added = {str(key): added}
    return _added(document, parent, {str(at[len(parent)]): added})


def is_rewritten(document: Document, at: At, value: Value) -> bool:
    """Tell whether a change writes a block of keys or items anew: the one that is not made in a browser."""
    spot = document.places.get(at)
    if value is None or spot is None or spot.style not in BLOCKS:
        return False
    return spot.style == ":" or with_items(document, at, value) is None


def _in_brackets(document: Document, at: At) -> bool:
    return any(document.places[at[:depth]].style in ("{", "[") for depth in range(len(at)))


def _rewritten(text: str, at: At, spot: Spot, value: str | Sequence[str] | Tree) -> str:
    """Return the text with a block of keys or items written anew, and with comments that lost their place above it.

    The block goes from the key to the end of the value's last line.
    """
    line_start, indent = text.rfind("\n", 0, spot.key_start) + 1, " " * (spot.key_column - 1)
    end = spot.end - 1 if text[spot.end - 1] == "\n" else (text + "\n").index("\n", spot.end)
    old = text[spot.key_start : end].replace("\r\n", "\n").rstrip("\r\n")
    end = spot.key_start + len(text[spot.key_start : end].rstrip("\r\n"))
    if isinstance(at[-1], int):
        raise by_hand(at)
    block_text = "\n".join(_without(indent, line) for line in old.split("\n"))
    try:
        key_end = spot.key_end - spot.key_start
        new, lost = rewritten(block_text, value) if value != "" else emptied(block_text, key_end)
    except CannotRewrite:
        raise by_hand(at) from None
    if lost and text[line_start : spot.key_start] != indent:
        raise CannotSplice(f"{by_hand(at)}, the comments in it would lose their place")
    lines = "\n".join([*lost, new]).split("\n")
    written = "\n".join(indent + line if line and number else line for number, line in enumerate(lines))
    return text[: spot.key_start] + written.replace("\n", line_end_of(text)) + text[end:]


def _without(indent: str, line: str) -> str:
    return line.removeprefix(indent) if line.startswith(indent) else line.lstrip(" ")


def _laid_out(text: str, spot: Spot, value: str) -> str:
    """Return the text with a value over several lines as a block below its key; a comment stays on the key's line."""
    line_end = line_end_of(text)
    end = text.index("\n", spot.end) + 1
    indent = " " * (spot.key_column + 1)
    lines = "".join(f"{indent}{line}".rstrip() + line_end for line in value.split("\n"))
    space = "" if text[: spot.start].endswith(" ") else " "
    return f"{text[: spot.start]}{space}|-{text[spot.end : end]}{lines}{text[end:]}"


def _replaced(text: str, spot: Spot, value: str | Sequence[str] | Tree, *, in_flow: bool) -> str:
    before, after = text[: spot.start], text[spot.end :]
    if isinstance(value, str) and not in_flow and is_laid_out(value):
        return _laid_out(text, spot, value)
    if value == "":
        return before.rstrip(" ") + (" " if in_flow else "") + after
    if isinstance(value, str):
        written = scalar(value, flow=in_flow)
    else:
        written = flow(value) if isinstance(value, Mapping) else sequence(value)
    return before + (" " if before.endswith(":") else "") + written + after


def _added(document: Document, at: At, tree: Mapping[str, Any]) -> str:
    text, spot = document.text, document.places.get(at)
    children = [place for below, place in document.places.items() if below[:-1] == at and below != at]
    if spot and spot.style == "{":
        end = max((child.end for child in children), default=0)
        inner = flow(tree)[1:-1]
        return f"{text[:end]}, {inner}{text[end:]}" if end else f"{text[: spot.end - 1]}{inner}{text[spot.end - 1 :]}"
    if spot and spot.style == "" and text[spot.start : spot.end] in NOTHING:
        text = text[: spot.start].rstrip(" ") + text[spot.end :]
        spot = spot._replace(start=spot.key_end + 1, end=spot.key_end + 1)
    empty = bool(at and spot and spot.style == "" and spot.start == spot.end and not _in_brackets(document, at))
    if spot is None or not (empty or (spot.style == ":" and children)):
        raise CannotSplice("there is no block of keys to add to; change it by hand")
    line_end = line_end_of(text)
    indent = spot.key_column + 1 if empty else children[0].key_column - 1
    lines = [line + line_end for line in block(tree, " " * indent)]
    place = spot.end if text[spot.end - 1] == "\n" else text.index("\n", spot.end) + 1
    return text[:place] + "".join(lines) + text[place:]


def expected(data: Mapping[str, Any], at: At, value: Value) -> dict[str, Any]:
    """Return a file's data after a change; an empty text and None take the key out."""
    changed = deepcopy(dict(data))
    inner: Any = changed
    for key in at[:-1]:
        if value is None and not (isinstance(inner, dict) and key in inner):
            return changed
        if isinstance(inner, dict) and key not in inner:
            inner[key] = {}
        inner = inner[key]
    if value == "" or value is None:
        if isinstance(inner, dict):
            inner.pop(at[-1], None)
    else:
        inner[at[-1]] = list(value) if not isinstance(value, str | Mapping) else value
    return changed
