"""JSON with the place of every value, so that what is wrong with one is said where it stands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from json.decoder import JSONArray, JSONObject  # type: ignore[attr-defined]  # the stubs leave it out
from json.scanner import py_make_scanner  # type: ignore[attr-defined]  # the stubs leave it out
from typing import Any, Final, NamedTuple

from generator.problems import Problem, Refused
from generator.read.quoting import QuotedText
from generator.read.yaml.characters import decode

DEEPEST: Final = 16
"""Lists and objects within each other that are read."""
LONGEST_NUMBER: Final = 40
"""Digits of a number that are read."""
REMEDY: Final = "write it as JSON (RFC 8259)"
LONGEST_KEY: Final = 60
"""Characters of a key that a message names."""

JsonPath = tuple[str | int, ...]
Scan = Callable[[str, int], tuple[Any, int]]


class Node(NamedTuple):
    """A value of JSON text and its characters, from `start` up to `end`."""

    value: Any
    start: int
    end: int


class Pairs(list[Any]):
    """Keys and values of an object, in the order in which they stand."""


class LocatedJson(NamedTuple):
    """A value of JSON, the text that it stands in, and the first and the last place of every value and key in it."""

    quoted: QuotedText
    value: Any
    places: Mapping[JsonPath, tuple[int, int]]
    keys: Mapping[JsonPath, int]

    def problem(self, at: JsonPath, code: str, says: str, remedy: str = "", *, of_key: bool = False) -> Problem:
        """Return a problem of the value at a path, or of its key; one that is not there stands at what is around."""
        near = next((at[:length] for length in range(len(at), -1, -1) if at[:length] in self.places), ())
        start, end = self.places[near]
        if of_key and at in self.keys:
            start, end = self.keys[at], self.keys[at] + len(json.dumps(at[-1]))
        says = f"{path_text(at)}: {says}" if at else says
        return self.quoted.problem(self.quoted.place(start), code, says, remedy, length=end - start)

    def place(self, at: JsonPath) -> tuple[int, int]:
        """Return line and column of a value, from 1."""
        return self.quoted.place(self.places[at][0])


def path_text(at: JsonPath) -> str:
    """Return a path as people write it: `ratings[3].quote`."""
    parts = (f"[{each}]" if isinstance(each, int) else f".{each[:LONGEST_KEY]}" for each in at)
    return "".join(parts).removeprefix(".")


class _Wrong(Exception):  # noqa: N818 - it is what the text is like
    def __init__(self, offset: int, says: str, remedy: str) -> None:
        self.offset, self.says, self.remedy = offset, says, remedy
        super().__init__(says)


class _Decoder(json.JSONDecoder):
    """Decoder that wraps every value with its place. Raises _Wrong for what JSON has no word for, and for depth."""

    def __init__(self) -> None:
        super().__init__(parse_constant=_constant, parse_float=_number, parse_int=_number, object_pairs_hook=Pairs)
        self.depth = 0
        self.parse_object, self.parse_array = self._object, self._array
        self.scan_once = self._placed(py_make_scanner(self))

    def _object(self, text: tuple[str, int], strict: bool, scan: Scan, *_: Any) -> tuple[Any, int]:
        return JSONObject(text, strict, self._placed(scan), None, Pairs, {})  # type: ignore[no-any-return]  # without stubs

    def _array(self, text: tuple[str, int], scan: Scan) -> tuple[Any, int]:
        return JSONArray(text, self._placed(scan))  # type: ignore[no-any-return]  # without stubs

    def _placed(self, scan: Scan) -> Scan:
        def placed(text: str, start: int) -> tuple[Node, int]:
            self.depth += 1
            if self.depth > DEEPEST:
                raise _Wrong(start, f"lists and objects are more than {DEEPEST} deep", "write it flatter")
            value, end = scan(text, start)
            self.depth -= 1
            if isinstance(value, _Odd):
                raise _Wrong(start, value.says, value.remedy)
            return Node(value, start, end), end

        return placed


class _Odd(NamedTuple):
    says: str
    remedy: str


def _constant(word: str) -> _Odd:
    return _Odd(f"{word} is no value of JSON", "write a text, or leave it out")


def _number(digits: str) -> Any:
    if len(digits) > LONGEST_NUMBER:
        return _Odd(f"a number has more than {LONGEST_NUMBER} digits", "write a text")
    return float(digits)


def located(path: str, content: bytes, largest: int) -> LocatedJson:
    """Return JSON with its places; `path` is the one that problems name.

    Raises Refused where it is larger than so many bytes, not UTF-8, no JSON, or has a key twice.
    """
    if len(content) > largest:
        says = f"the file has more than {largest:,} bytes"
        raise Refused([QuotedText(path, "").problem((1, 1), "file-too-large", says, "split it")])
    quoted = QuotedText(path, decode(path, content))
    text = quoted.text.removeprefix("\ufeff")
    shift = len(quoted.text) - len(text)
    try:
        node, end = _Decoder().raw_decode(text, _blanks(text, 0))
        if (rest := _blanks(text, end)) < len(text):
            raise _Wrong(rest, "more stands behind the end of the JSON", "delete it")
    except json.JSONDecodeError as fault:
        raise Refused([_problem(quoted, fault.pos + shift, f"this is not JSON: {fault.msg}", REMEDY)]) from None
    except _Wrong as fault:
        raise Refused([_problem(quoted, fault.offset + shift, fault.says, fault.remedy)]) from None
    places: dict[JsonPath, tuple[int, int]] = {}
    keys: dict[JsonPath, int] = {}
    problems: list[Problem] = []
    value = _plain(_Reading(quoted, shift, places, keys, problems), node, ())
    if problems:
        raise Refused(problems)
    return LocatedJson(quoted, value, places, keys)


def _blanks(text: str, start: int) -> int:
    return len(text) - len(text[start:].lstrip(" \t\n\r"))


def _problem(quoted: QuotedText, offset: int, says: str, remedy: str) -> Problem:
    return quoted.problem(quoted.place(min(offset, len(quoted.text))), "not-json", says, remedy)


class _Reading(NamedTuple):
    """A text on the way to its values; `shift` characters stand before what was decoded."""

    quoted: QuotedText
    shift: int
    places: dict[JsonPath, tuple[int, int]]
    keys: dict[JsonPath, int]
    problems: list[Problem]


def _plain(of: _Reading, node: Node, at: JsonPath) -> Any:
    """Return the value of a node without places, which are put down."""
    of.places[at] = node.start + of.shift, node.end + of.shift
    if isinstance(node.value, Pairs):
        return dict(_members(of, node, at))
    if isinstance(node.value, list):
        return [_plain(of, each, (*at, number)) for number, each in enumerate(node.value)]
    if isinstance(node.value, str):
        _check_whole(of, node.value, node.start + of.shift)
    return node.value


def _check_whole(of: _Reading, text: str, offset: int) -> None:
    """Put down a problem where an escape stands for half of a character."""
    if not text.isascii() and any("\ud800" <= each <= "\udfff" for each in text):
        says = "a text holds half of a character (a lone \\ud8.. or \\udc.. escape)"
        of.problems.append(_problem(of.quoted, offset, says, "write the character itself"))


def _members(of: _Reading, node: Node, at: JsonPath) -> Iterator[tuple[str, Any]]:
    """Yield the keys of an object with their values; a key that stands there twice is a problem."""
    before, seen = node.start + of.shift + 1, set()
    for key, below in node.value:
        start = of.quoted.text.index('"', before)
        before = below.end + of.shift
        if key in seen:
            says = f"{path_text((*at, key))} stands here a second time"
            of.problems.append(_problem(of.quoted, start, says, "keep one of them"))
            continue
        seen.add(key)
        _check_whole(of, key, start)
        of.keys[(*at, key)] = start
        yield key, _plain(of, below, (*at, key))
