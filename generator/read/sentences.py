"""Sentences for the model's refusals: each names its field, says the fault in the author's words, and the remedy."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from generator.model.file_noun import FileNoun
from generator.problems import Meant, Problem, Remedy
from generator.read.yaml.document import Document
from generator.read.yaml.place import At

OWN_NAME = "the file's path is its name: rename the file instead"


class Error(NamedTuple):
    """One error of the model: its kind, its path, the value, and the details of the kind."""

    kind: str
    at: At
    value: Any
    more: Mapping[str, Any]


class Wording(NamedTuple):
    """A fault without its place yet; `of_key` tells that it is the key that is wrong, not the value."""

    code: str
    says: str
    remedy: str | Meant | Remedy
    of_key: bool = False


def errors_of(refusal: ValidationError) -> list[Error]:
    """Return every error of a refusal."""
    found = refusal.errors(include_url=False)
    return [Error(each["type"], each["loc"], each["input"], each.get("ctx", {})) for each in found]


def unknown_empty(document: Document, model: type[BaseModel]) -> list[Error]:
    """Return the errors of keys that the model does not know and that are written without a value."""
    return [Error("extra_forbidden", at, None, {}) for at in document.empty if _is_unknown(at, document, model)]


def _is_unknown(at: At, document: Document, model: type[BaseModel]) -> bool:
    """Tell whether a key is not known; where any key may be rated, one that is nearly a field is meant for it."""
    block = block_at(model, at[:-1])
    key = str(at[-1])
    if block is None or key in (fields := _fields(block)):
        return False
    return block.model_config.get("extra") != "allow" or bool(document.guesses.nearest(key, fields))


def problems_of(errors: Sequence[Error], document: Document, model: type[BaseModel]) -> Iterator[Problem]:
    """Yield the problem for each error that the reader has not already reported in its own words."""
    for error in errors:
        if error.kind == "missing" and error.at in document.flawed:
            continue
        said = _said(error, document, model)
        at = error.at[:-1] if error.at and error.at[-1] == "[key]" else error.at
        yield document.problem(at, said.code, said.says, said.remedy, of_key=said.of_key)


def _said(error: Error, document: Document, model: type[BaseModel]) -> Wording:
    if error.at and error.at[-1] == "[key]":
        return _bad_key(error)
    if error.kind == "missing":
        return _only_a_comment(error, document) or _missing(error)
    if error.kind == "extra_forbidden":
        return _unknown(error, model)
    if error.kind == "not-a-rating" and (meant := _misspelt_field(error, document, model)):
        return meant
    subject = named(document.known(error.at) or error.at)
    if "says" in error.more:
        return Wording(error.kind, f"{subject} {error.more['says']}", error.more["remedy"])
    code, predicate, remedy = SHAPES.get(error.kind, _unusable)(error)
    return Wording(code, f"{subject} {predicate}", remedy)


def named(at: At) -> str:
    """Return the name of the value at a path in a sentence: its key, or its number in a list."""
    if not at:
        return "the file"
    last = at[-1]
    if isinstance(last, int):
        return f"item {last + 1} of {named(at[:-1])}"
    return last if last.isprintable() and len(last) <= 64 else repr(last)


def _within(above: At) -> str:
    return f" in {named(above)}" if above else ""


def _bad_key(error: Error) -> Wording:
    key = error.at[-2]
    within = _within(error.at[:-2])
    code = error.kind if "says" in error.more else "not-a-key"
    return Wording(code, f"{key!r} is not a usable key{within}", error.more.get("remedy", ""), of_key=True)


def _missing(error: Error) -> Wording:
    key = error.at[-1]
    within = _within(error.at[:-1])
    return Wording("missing", f"{key} is missing{within}", f"add a line `{key}: ...`", of_key=True)


def _only_a_comment(error: Error, document: Document) -> Wording | None:
    """Return the wording for a key whose whole value is taken for a comment, since it begins with a #."""
    spot = document.places.get(error.at)
    found = re.compile(r"[ \t]+(#[^\W_].*)").match(document.text, spot.end) if spot and document.text else None
    if not found:
        return None
    says = f"{error.at[-1]} has no value: what begins with # is a comment"
    return Wording("missing", says, f"put it in quotes: {json.dumps(found[1].rstrip(), ensure_ascii=False)}")


def _unknown(error: Error, model: type[BaseModel]) -> Wording:
    above, key = error.at[:-1], error.at[-1]
    within = _within(above)
    remedy: str | Meant
    if key in ("slug", *(FileNoun.FROM_THE_FILE if not above else ())):
        remedy = OWN_NAME if key in ("slug", "path") else "write notes below the front matter"
    else:
        remedy = Meant(str(key), fields_at(model, above), "delete it, or write it in the notes")
    return Wording("unknown-key", f"unknown key {key!r}{within}", remedy, of_key=True)


def _misspelt_field(error: Error, document: Document, model: type[BaseModel]) -> Wording | None:
    """Return the wording for an unknown key that is nearly a field, where any key may be rated."""
    fields = fields_at(model, error.at[:-1])
    key = str(error.at[-1])
    if key in fields or not document.guesses.nearest(key, fields):
        return None
    return _unknown(error, model)


def fields_at(model: type[BaseModel], at: At) -> Sequence[str]:
    """Return the keys that the block at a path may have, as far as the model names them."""
    block = block_at(model, at)
    return _fields(block) if block else []


def _fields(block: type[BaseModel]) -> Sequence[str]:
    return [key for key in block.model_fields if key not in FileNoun.FROM_THE_FILE]


def block_at(model: type[BaseModel], at: At) -> type[BaseModel] | None:
    """Return the type of the block at a path, None where the model has none there or any key is meant."""
    found: Any = model
    for step in at:
        found = _below(found, step)
    return next(_blocks(found), None)


def _below(annotation: Any, step: str | int) -> Any:
    """Return the type of the value under a key, or in a place of a list."""
    for each in _alternatives(annotation):
        origin, arguments = get_origin(each), get_args(each)
        if origin in (dict, tuple):
            return arguments[1] if origin is dict else arguments[0]
    block = next(_blocks(annotation), None)
    field = block.model_fields.get(str(step)) if block else None
    return field.annotation if field else None


def _blocks(annotation: Any) -> Iterator[type[BaseModel]]:
    for each in _alternatives(annotation):
        if isinstance(each, type) and issubclass(each, BaseModel):
            yield each


def _alternatives(annotation: Any) -> Iterator[Any]:
    """Yield the types that a value may have, without their converters."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _alternatives(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for each in get_args(annotation):
            yield from _alternatives(each)
    else:
        yield annotation


def _shape(value: object) -> str:
    if isinstance(value, dict):
        return "is a block of keys"
    return "is a list" if isinstance(value, list | tuple) else f"is text: {value!r}"


def _not_a_block(error: Error) -> tuple[str, str, str]:
    remedy = "write its keys on the lines below, indented"
    return "not-a-block", f"{_shape(error.value)}, where a block of keys is meant", remedy


def _not_a_list(error: Error) -> tuple[str, str, str]:
    return "not-a-list", f"{_shape(error.value)}, where a list is meant", "write it like [first, second]"


def _count(error: Error) -> tuple[str, str, str]:
    least, most = error.more.get("min_length"), error.more.get("max_length")
    bound = f"{least} or more" if most is None else f"{most} or fewer"
    return "wrong-count", f"has {error.more['actual_length']} items", f"write {bound}"


def _range(error: Error) -> tuple[str, str, str]:
    words = {"gt": "more than {}", "ge": "{} or more", "lt": "less than {}", "le": "{} or less"}
    bounds = [words[key].format(bound) for key, bound in error.more.items() if key in words]
    return "out-of-range", f"is out of range: {str(error.value)!r}", f"write {' and '.join(bounds)}"


def _unusable(error: Error) -> tuple[str, str, str]:
    return "not-usable", f"is not written as it has to be: {error.value!r}", ""


SHAPES: Mapping[str, Callable[[Error], tuple[str, str, str]]] = {
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type", "mapping_type"), _not_a_block),
    **dict.fromkeys(("tuple_type", "list_type"), _not_a_list),
    **dict.fromkeys(("too_short", "too_long"), _count),
    **dict.fromkeys(("greater_than", "greater_than_equal", "less_than", "less_than_equal"), _range),
}
"""Code, predicate and remedy for the kinds of error that pydantic raises by itself."""
