"""Shapes that the format has at places of a file: blocks that may be written as one bare value, and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator

from generator.model.deal import sighting
from generator.model.file_noun import FileNoun
from generator.model.text import SpelledOut

At = tuple[str, ...]

SEEN = "seen"
"""Key of a sighting for which bare days may stand."""


class Shape(NamedTuple):
    """Type of a place, and the key for whose value a bare one may stand in its block; empty where none may."""

    type: Any
    bare: str = ""

    @property
    def is_list(self) -> bool:
        """Whether a list of texts is meant."""
        return get_origin(self.type) is tuple

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that may stand in a block, `*` for any; none where no block is meant."""
        if get_origin(self.type) is dict:
            return ("*",)
        is_block = isinstance(self.type, type) and issubclass(self.type, BaseModel)
        return tuple(self.type.model_fields) if is_block else ()

    def below(self, key: str) -> Shape:
        """Return the shape of the place below a key."""
        if get_origin(self.type) is dict:
            return shape_of(get_args(self.type)[1])
        if isinstance(self.type, type) and issubclass(self.type, BaseModel) and key in self.type.model_fields:
            field = self.type.model_fields[key]
            annotation: Any = field.annotation
            return shape_of(Annotated[annotation, *field.metadata] if field.metadata else annotation)
        return Shape(None)


def apart(annotation: Any) -> tuple[Any, list[Any]]:
    """Return the type within an annotation, and the converters on the way to it, the outermost last."""
    converters: list[Any] = []
    while get_origin(annotation) in (Annotated, Union, UnionType):
        if get_origin(annotation) is Annotated:
            own = [each.func for each in annotation.__metadata__ if isinstance(each, BeforeValidator)]
            converters = [*own, *converters]
            annotation = get_args(annotation)[0]
        else:
            annotation = next(each for each in get_args(annotation) if each is not type(None))
    return annotation, converters


@lru_cache(1024)
def shape_of(annotation: Any) -> Shape:
    """Return the shape that an annotation of the model stands for."""
    found, converters = apart(annotation)
    return Shape(found, next(filter(None, map(_bare, converters)), ""))


def _bare(convert: object) -> str:
    if isinstance(convert, SpelledOut):
        return convert.key
    return SEEN if convert is sighting else ""


def shape_at(kind: type[FileNoun], at: Iterable[str | int]) -> Shape:
    """Return the shape of a place in a file of a kind."""
    shape = Shape(kind)
    for key in at:
        shape = shape.below(str(key))
    return shape


def shapes_of(kind: type[FileNoun]) -> Iterator[tuple[At, Shape]]:
    """Yield every place of a file of a kind with its shape; a `*` in a path stands for any key."""
    waiting: list[tuple[At, Shape]] = [((), Shape(kind))]
    while waiting:
        at, shape = waiting.pop()
        yield at, shape
        waiting += [((*at, key), shape.below(key)) for key in shape.keys]


def spelled(data: Any, shape: Shape) -> Any:
    """Return data with a block, or a list, wherever one is meant and a bare value is written."""
    if not data:
        return data
    if shape.bare and not isinstance(data, Mapping):
        data = {shape.bare: data}
    if isinstance(data, Mapping):
        return {key: spelled(below, shape.below(key)) for key, below in data.items()}
    return [data] if shape.is_list and isinstance(data, str) else data
