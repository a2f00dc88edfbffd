"""Shapes of the model: the keys that a block may have, and the blocks that may have a key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from generator.model.file_noun import FileNoun
from generator.read.yaml.place import At

NAMED = "*"
"""A step to any of the things that a block has by names of their own, such as its players."""
Homes = Mapping[str, tuple[At, ...]]
"""Paths of the blocks that may have a key, by the key; names of things are `NAMED` in them."""


def fields_at(model: type[BaseModel], at: At) -> Sequence[str]:
    """Return the keys that the block at a path may have, as far as the model names them."""
    block = block_at(model, at)
    return fields_of(block) if block else []


def fields_of(block: type[BaseModel]) -> Sequence[str]:
    """Return the keys of a block that an author may write."""
    return [key for key in block.model_fields if key not in FileNoun.FROM_THE_FILE]


def block_at(model: type[BaseModel], at: At) -> type[BaseModel] | None:
    """Return the type of the block at a path, None where the model has none there or any key is meant."""
    found: Any = model
    for step in at:
        found = _below(found, step)
    return next(_blocks(found), None)


@cache
def homes_of(model: type[BaseModel]) -> Homes:
    """Return the blocks of a file in which each key may stand, those nearest to the left first."""
    homes: dict[str, list[At]] = {}
    for at, key in sorted(_walked(model, ()), key=lambda each: len(each[0])):
        homes.setdefault(key, []).append(at)
    return {key: tuple(places) for key, places in homes.items()}


def _walked(annotation: Any, at: At) -> Iterator[tuple[At, str]]:
    """Yield each key with the path of its block."""
    for each in _alternatives(annotation):
        if get_origin(each) is dict:
            yield from _walked(get_args(each)[1], (*at, NAMED))
        elif isinstance(each, type) and issubclass(each, BaseModel):
            for key in each.model_fields.keys() - FileNoun.FROM_THE_FILE:
                yield at, key
                yield from _walked(each.model_fields[key].annotation, (*at, key))


def is_named(model: type[BaseModel], at: At) -> bool:
    """Tell whether the block at a path has things by names of their own, not keys that the format knows."""
    found: Any = model
    for step in at:
        found = _below(found, step)
    return any(get_origin(each) is dict for each in _alternatives(found))


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
