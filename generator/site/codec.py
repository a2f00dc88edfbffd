"""Values of the model as JSON and back: what is kept from one build to the next is text, never code."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from operator import attrgetter
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from generator.model.text import Noun

Value = TypeVar("Value")
Record = Any
"""Values in JSON: lists, texts, numbers, objects; a thing is the list of its fields in their order."""

PLAIN = frozenset({str, int, float, bool, type(None)})
AS_TEXT: Mapping[type, Callable[[str], object]] = {
    Decimal: lru_cache(4096)(Decimal),
    Fraction: lru_cache(4096)(Fraction),
    dt.date: lru_cache(4096)(dt.date.fromisoformat),
}
"""The few hundred scores, amounts and days that all deals have between them are made once."""


def record_of(value: object) -> Record:
    """Return a value as a record. Raises TypeError for what no page over several deals draws on."""
    kind: Any = type(value)
    return value if kind in PLAIN else _writer(kind)(value)


@cache
def _writer(kind: Any) -> Callable[[Any], Record]:
    """Return what makes records from values of a type that is not plain."""
    if kind in AS_TEXT:
        return str
    if issubclass(kind, tuple):
        return lambda values: list(map(record_of, values))
    if issubclass(kind, Mapping):
        return lambda values: {key: record_of(each) for key, each in values.items()}
    if issubclass(kind, frozenset):
        return lambda values: sorted(record_of(each) for each in values)
    names = tuple(_types_of(kind))
    taken = attrgetter(*names)
    if len(names) == 1:
        return lambda value: [record_of(taken(value))]
    return lambda value: list(map(record_of, taken(value)))


def value_of(kind: type[Value], record: Record) -> Value:
    """Return the value of a kind that a record holds. Raises ValueError or TypeError where it holds none."""
    make: Callable[[Record], Value] = _maker(cast("Any", kind))
    return make(record)


@cache
def _types_of(kind: Any) -> Mapping[str, Any]:
    """Return the fields of a noun or a dataclass with their types."""
    if issubclass(kind, Noun):
        return {name: field.annotation for name, field in kind.model_fields.items()}
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return {field.name: hints[field.name] for field in fields(kind)}
    if issubclass(kind, tuple):
        return get_type_hints(kind)
    raise TypeError(f"cannot be kept: {kind.__name__}")


@cache
def _maker(kind: Any) -> Callable[[Record], Any]:
    """Return what makes values of a type from records."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _perhaps(kind)
    if origin is not None:
        return _of_parts(origin, kind)
    if kind in PLAIN:
        return _as_it_is
    if kind in AS_TEXT:
        return AS_TEXT[kind]
    return _thing(kind)


def _perhaps(kind: Any) -> Callable[[Record], Any]:
    """Return the maker of something that may be missing: the only alternative that the model has."""
    (inner,) = (each for each in get_args(kind) if each is not type(None))
    if inner in PLAIN or get_origin(inner) is Literal:
        return _as_it_is
    return lambda record: None if record is None else _maker(inner)(record)


def _of_parts(origin: Any, kind: Any) -> Callable[[Record], Any]:
    parts = get_args(kind)
    if origin is Literal:
        return _as_it_is
    if origin is Annotated:
        return _maker(parts[0])
    if origin is tuple and parts[-1:] == (...,):
        make = _maker(parts[0])
        return tuple if make is _as_it_is else lambda record: tuple([make(each) for each in record])
    if origin is frozenset:
        make = _maker(parts[0])
        return lambda record: frozenset(make(each) for each in record)
    if issubclass(origin, Mapping):
        return _named(*parts)
    return _fixed(parts)


def _named(names: Any, kind: Any) -> Callable[[Record], Any]:
    """Return the maker of a mapping: the model has them by names alone, which are JSON's own keys."""
    if _maker(names) is not _as_it_is:
        raise TypeError(f"cannot be kept: a mapping by {names}")
    make = _maker(kind)
    return _as_it_is if make is _as_it_is else lambda record: {name: make(each) for name, each in record.items()}


def _fixed(parts: tuple[Any, ...]) -> Callable[[Record], Any]:
    makers = [_maker(part) for part in parts]
    if all(make is _as_it_is for make in makers):
        return tuple
    return lambda record: tuple(make(each) for make, each in zip(makers, record, strict=True))


def _as_it_is(record: Record) -> Record:
    return record


def _thing(kind: Any) -> Callable[[Record], Any]:
    """Return the maker of a noun or a dataclass. A noun's fields were checked when its file was read."""
    names, makers = list(_types_of(kind)), [_maker(each) for each in _types_of(kind).values()]
    to_make = [(place, maker) for place, maker in enumerate(makers) if maker is not _as_it_is]

    def make(record: Record) -> Any:
        values = list(record)
        for place, maker in to_make:
            values[place] = maker(values[place])
        return kind(*values)

    def make_noun(record: Record) -> Any:
        values = [maker(each) for maker, each in zip(makers, record, strict=True)]
        return kind.model_construct(**dict(zip(names, values, strict=True)))

    if issubclass(kind, Noun):
        return make_noun
    return make if to_make else lambda record: kind(*record)
