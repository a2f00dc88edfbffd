"""Refusals of the model by rules of pydantic's own: the errors, and code, predicate and remedy for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from generator.model.counting import counted
from generator.model.mistakes import UNUSABLE
from generator.read.yaml.place import At


class Error(NamedTuple):
    """One error of the model: its kind, its path, the value, and the details of the kind."""

    kind: str
    at: At
    value: Any
    more: Mapping[str, Any]


def errors_of(refusal: ValidationError) -> list[Error]:
    """Return every error of a refusal."""
    found = refusal.errors(include_url=False)
    return [Error(each["type"], each["loc"], each["input"], each.get("ctx", {})) for each in found]


def _shape(value: object) -> str:
    if isinstance(value, dict):
        return "has keys of its own"
    return "is a list" if isinstance(value, list | tuple) else f"is text: {value!r}"


def _not_a_block(error: Error) -> tuple[str, str, str]:
    remedy = "write its keys on the lines below, indented"
    return "not-a-block", f"{_shape(error.value)}, where lines such as `key: value` are meant", remedy


def _not_a_list(error: Error) -> tuple[str, str, str]:
    return "not-a-list", f"{_shape(error.value)}, where a list is meant", "write it like [first, second]"


def _count(error: Error) -> tuple[str, str, str]:
    least, most = error.more.get("min_length"), error.more.get("max_length")
    bound = f"{least} or more" if most is None else f"{most} or fewer"
    return "wrong-count", f"has {counted(error.more['actual_length'], 'item')}", f"write {bound}"


def _range(error: Error) -> tuple[str, str, str]:
    words = {"gt": "more than {}", "ge": "{} or more", "lt": "less than {}", "le": "{} or less"}
    bounds = [words[key].format(bound) for key, bound in error.more.items() if key in words]
    return "out-of-range", f"is out of range: {str(error.value)!r}", f"write {' and '.join(bounds)}"


def unusable(error: Error) -> tuple[str, str, str]:
    """Return what is said of a value of any other kind of error."""
    return "not-usable", UNUSABLE.says.format(word=repr(error.value)), UNUSABLE.remedy


BLOCKS = ("model_type", "model_attributes_type", "dict_type", "mapping_type")
LISTS = ("tuple_type", "list_type")
SHAPES: Mapping[str, Callable[[Error], tuple[str, str, str]]] = {
    **dict.fromkeys(BLOCKS, _not_a_block),
    **dict.fromkeys(LISTS, _not_a_list),
    **dict.fromkeys(("too_short", "too_long"), _count),
    **dict.fromkeys(("greater_than", "greater_than_equal", "less_than", "less_than_equal"), _range),
}
"""Code, predicate and remedy for the kinds of error that pydantic raises by itself."""
