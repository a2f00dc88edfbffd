"""Edits as data: places in a file with the values that a form wants there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from generator.read.yaml.characters import one_form
from generator.read.yaml.composing import DEEPEST
from generator.read.yaml.document import NOTES
from generator.read.yaml.place import At

MOST_EDITS: Final = 500
LONGEST_KEY: Final = 200
MOST_ITEMS: Final = 1_000
LONGEST_TEXT: Final = 64 * 1024
"""Limits of one set of edits; those of a file hold besides."""

EditedValue = str | list[Any] | dict[str, Any] | None
"""Value in an edit: text, a list of texts, a block of values by key, or None for no such key."""


class BadRequest(Exception):  # noqa: N818 - it is what was sent, not an error of ours
    """Refusal of a request that the editor does not take: what is wrong with it, and what to do."""

    def __init__(self, says: str, remedy: str = "", status: int = 400) -> None:
        self.says, self.remedy, self.status = says, remedy, status
        super().__init__(says)


class FormEdit(NamedTuple):
    """A value for a place in a file, by the keys from the top, and the value that the form was opened with."""

    at: At
    was: EditedValue
    value: EditedValue


class ChangeSet(NamedTuple):
    """Edits of one file, by its path below the deals folder, in the order in which they are applied."""

    file: str
    edits: tuple[FormEdit, ...]


def parsed_body(body: bytes) -> dict[str, Any]:
    """Return the JSON object of a request. Raises BadRequest for anything else."""
    try:
        data = json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise BadRequest("the request is not JSON", "reload the page") from None
    if not isinstance(data, dict):
        raise BadRequest("the request is not a JSON object", "reload the page")
    return data


def _no_constant(name: str) -> object:
    raise ValueError(name)


def text_of(data: Mapping[str, Any], key: str, *, longest: int = LONGEST_TEXT, missing: str | None = None) -> str:
    """Return a text of a request; `missing` stands for one that is left out. Raises BadRequest for anything else."""
    value = data.get(key, missing)
    if not isinstance(value, str):
        raise BadRequest(f"{key} is not a text" if key in data else f"{key} is missing", "reload the page")
    return _sound(value, key, longest)


def change_set(data: Mapping[str, Any]) -> ChangeSet:
    """Return the edits of a request. Raises BadRequest where they have another form, or are too many or too big."""
    edits = data.get("edits")
    if not isinstance(edits, list):
        raise BadRequest("edits is not a list", "reload the page")
    if len(edits) > MOST_EDITS:
        raise BadRequest(f"there are more than {MOST_EDITS} edits at once", "save more often")
    found = tuple(_edit(each, f"edits[{number}]") for number, each in enumerate(edits))
    _check_apart(found)
    return ChangeSet(text_of(data, "file", longest=LONGEST_KEY), found)


def _check_apart(edits: tuple[FormEdit, ...]) -> None:
    """Check that no place is edited twice, and none within another. Raises BadRequest where one is."""
    places = {each.at for each in edits}
    if len(places) < len(edits):
        raise BadRequest("a place is edited twice", "reload the page")
    for each in edits:
        if above := next((each.at[:length] for length in range(1, len(each.at)) if each.at[:length] in places), None):
            raise BadRequest(f"{shown(each.at)} lies within {shown(above)}, which is edited, too", "reload the page")


def shown(at: At) -> str:
    """Return a place as people write it: `plan.actions.first.owner`."""
    return ".".join(map(str, at))


def _edit(data: object, where: str) -> FormEdit:
    if not isinstance(data, dict):
        raise BadRequest(f"{where} is not an object", "reload the page")
    if strays := sorted(map(str, data.keys() - {"at", "was", "value"})):
        raise BadRequest(f"{where} holds {strays[0][:LONGEST_KEY]!r}, which no edit has", "reload the page")
    if "value" not in data:
        raise BadRequest(f"{where} has no value", "reload the page")
    at = _at(data.get("at"), f"{where}.at")
    if at == NOTES:
        return FormEdit(at, *(_notes(data.get(key), f"{where}.{key}") for key in ("was", "value")))
    was = _value(data.get("was"), f"{where}.was", len(at))
    return FormEdit(at, was, _value(data["value"], f"{where}.value", len(at)))


def _notes(data: object, where: str) -> str:
    if data is not None and not isinstance(data, str):
        raise BadRequest(f"{where} is not a text", "reload the page")
    return _sound(data or "", where, LONGEST_TEXT).replace("\r\n", "\n")


def _at(data: object, where: str) -> At:
    if not isinstance(data, list) or not data or len(data) > DEEPEST:
        raise BadRequest(f"{where} is not a list of 1 to {DEEPEST} keys", "reload the page")
    return tuple(_key(each, f"{where}[{number}]") for number, each in enumerate(data))


def _key(data: object, where: str) -> str:
    if not isinstance(data, str) or not data.strip():
        raise BadRequest(f"{where} is not a key", "give it a name")
    key = one_form(_sound(data, where, LONGEST_KEY), lines=False)
    if "\n" in key or "\r" in key:
        raise BadRequest(f"{where} holds a line break", "write the key on one line")
    return key


def _value(data: object, where: str, depth: int) -> EditedValue:
    if depth > DEEPEST:
        raise BadRequest(f"{where} is deeper than {DEEPEST} blocks", "write it flatter")
    if data is None:
        return None
    if isinstance(data, str):
        return _text(data, where)
    if isinstance(data, list) and len(data) <= MOST_ITEMS:
        return [_text(each, f"{where}[{number}]") for number, each in enumerate(data)]
    if isinstance(data, dict) and len(data) <= MOST_ITEMS:
        return {
            _key(key, where): _value(below, f"{where}.{key[:LONGEST_KEY]}", depth + 1) for key, below in data.items()
        }
    if isinstance(data, list | dict):
        raise BadRequest(f"{where} has more than {MOST_ITEMS:,} entries", "keep some of it elsewhere")
    raise BadRequest(f"{where} is neither text, a list of texts, a block of keys, nor null", "reload the page")


def _text(data: object, where: str) -> str:
    if not isinstance(data, str):
        raise BadRequest(f"{where} is not a text", "write every value as text")
    lines = _sound(data, where, LONGEST_TEXT).replace("\r\n", "\n").split("\n")
    return "\n".join(map(one_form, lines)).strip("\n")


def _sound(text: str, where: str, longest: int) -> str:
    """Return a text that can stand in a file. Raises BadRequest where it cannot."""
    if len(text) > longest:
        raise BadRequest(f"{where} is longer than {longest:,} characters", "shorten it")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise BadRequest(f"{where} holds half of a character", "type it again") from None
    return text
