"""Second reading of an edited file, by another reader of YAML than the one whose marks the edit went by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.edit.cannot_splice import CannotSplice
from generator.edit.splice import Value, expected, in_one_form
from generator.read.quoting import BYTE_ORDER_MARK
from generator.read.yaml.composing import NOTHING
from generator.read.yaml.fences import CLOSING_RULE, RULE
from generator.read.yaml.place import At


def front_matter(content: bytes) -> str:
    """Return the YAML of a file with front matter that the first reader could read."""
    text = content.decode("utf-8").removeprefix(BYTE_ORDER_MARK)
    opening = RULE.match(text)
    closing = CLOSING_RULE.search(text, opening.end()) if opening else None
    return text[opening.end() : closing.start()] if opening and closing else text


def check_again(before: str, after: str, changes: Iterable[tuple[At, Value]]) -> None:
    """Check that an edit, one YAML text into another, changed these values and nothing else.

    Every scalar is compared as its text. Raises CannotSplice where anything else changed.
    """
    wanted = said(before)
    for at, value in in_one_form(changes):
        wanted = expected(wanted, at, value)
    if said(after) != wanted:
        raise CannotSplice("a second reader of YAML does not see exactly the wanted change; change it by hand")


@lru_cache(8)
def said(text: str) -> dict[str, Any]:
    """Return the data of a YAML text: blocks as dicts, lists as lists, scalars as text, without empty values.

    It is remembered, and not to be changed. Aliases are not followed. Raises CannotSplice where the text cannot be
    read.
    """
    try:
        events = YAML(typ="base", pure=True).parse(text.removeprefix(BYTE_ORDER_MARK))
        first = next((each for each in events if isinstance(each, MappingStartEvent)), None)
        return _block(events) if first else {}
    except YAMLError as fault:
        mark = fault.problem_mark if isinstance(fault, MarkedYAMLError) else None
        where = f" (line {mark.line + 1} of its keys)" if mark else ""
        raise CannotSplice(f"a second reader of YAML cannot read this file{where}; change it by hand") from None


def _block(events: Iterator[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for event in events:
        if isinstance(event, MappingEndEvent):
            break
        key = repr(_value(event, events)) if not isinstance(event, ScalarEvent) else event.value
        value = _value(next(events), events)
        while key in found:  # a duplicate, which the first reader has told of: both are compared
            key += "\0"
        if not isinstance(value, str) or value.strip():
            found[key] = value
    return found


def _list(events: Iterator[Any]) -> list[Any]:
    found: list[Any] = []
    for event in events:
        if isinstance(event, SequenceEndEvent):
            break
        value = _value(event, events)
        if not isinstance(value, str) or value.strip():
            found.append(value)
    return found


def _value(event: Any, events: Iterator[Any]) -> Any:
    if isinstance(event, MappingStartEvent):
        return _block(events)
    if isinstance(event, SequenceStartEvent):
        return _list(events)
    if isinstance(event, AliasEvent):
        return f"*{event.anchor}"
    return "" if event.style is None and event.value in NOTHING else event.value
