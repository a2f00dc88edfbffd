"""Schemas of whole files: the model's nouns, field by field, with the words of the team's method."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, cast, get_args, get_origin

from pydantic import BaseModel

from generator.model.deal import Rating, sighting
from generator.model.file_kinds import NOUNS, FileKind
from generator.model.file_noun import FileNoun
from generator.model.method import Method
from generator.model.rules import Conditions
from generator.model.shapes import apart
from generator.model.share import Register
from generator.model.text import SpelledOut, listed, sign
from generator.schema.descriptions import DESCRIPTIONS, TITLES
from generator.schema.meanings import MEANINGS
from generator.schema.references import KEYS, REFERS, conditions, method_words
from generator.schema.scalars import BY_CONVERTER, Schema, bounded, or_nothing, words

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SchemaKind = Literal[FileKind, "method", "shares"]
SCHEMA_NOUNS: Mapping[SchemaKind, type[BaseModel]] = {
    **cast("Mapping[SchemaKind, type[BaseModel]]", NOUNS),
    "method": Method,
    "shares": Register,
}
ABOUT: Mapping[SchemaKind, str] = {
    "deal": "deals/<account>/<deal>.md, the part between the two lines of three hyphens",
    "account": "deals/<account>/index.md, the part between the two lines of three hyphens",
    "partner": "deals/partners/<partner>.md, the part between the two lines of three hyphens",
    "competitor": "deals/competitors/<competitor>.md, the part between the two lines of three hyphens",
    "team": "deals/index.md, the part between the two lines of three hyphens",
    "meeting": "deals/<account>/meetings/<date>-<name>.md, the part between the two lines of three hyphens",
    "method": "deals/method.yml, which changes the method that it extends",
    "shares": "deals/shares.yml, the register of read-only links",
}


def schema_of(kind: SchemaKind, method: Method) -> Schema:
    """Return the JSON Schema (2020-12) of a kind of file under a method.

    What JSON Schema cannot say stays with `playbook check`: whether something in another file exists, which amounts
    can be read in one way only, and whether the values of a file contradict each other.
    """
    made = Nouns(method, is_partial=kind == "method")
    whole = made.noun(SCHEMA_NOUNS[kind])
    return {
        "$schema": DIALECT,
        "title": kind.capitalize(),
        "description": ABOUT[kind],
        **whole,
        "$defs": dict(sorted(made.made.items())),
    }


class Nouns:
    """The schemas of nouns under a method, each made once; with `is_partial` nothing is needed."""

    def __init__(self, method: Method, *, is_partial: bool = False) -> None:
        self.method, self.is_partial = method, is_partial
        self.made: dict[str, Schema] = {}

    @cached_property
    def words(self) -> Mapping[str, list[str]]:
        """The method's words by what refers to them."""
        return method_words(self.method)

    def noun(self, noun: type[BaseModel]) -> Schema:
        """Return the schema of a noun with its fields written out."""
        hidden = noun.FROM_THE_FILE if issubclass(noun, FileNoun) else frozenset()
        fields = {name: each for name, each in noun.model_fields.items() if name not in hidden}
        needed = [] if self.is_partial else [name for name, each in fields.items() if each.is_required()]
        made: Schema = {
            "type": "object",
            "properties": {
                name: self._field(noun.__name__, name, each.annotation, each.metadata, name in needed)
                for name, each in fields.items()
            },
            "additionalProperties": False,
        }
        if needed:
            made["required"] = needed
        if noun is Rating:
            made |= {"additionalProperties": or_nothing(BY_CONVERTER[sign])}
        if more := conditions(noun.__name__, self.method):
            made["allOf"] = more
        return made

    def _field(self, noun: str, name: str, annotation: Any, metadata: list[Any], is_needed: bool) -> Schema:
        at = f"{noun}.{name}"
        whole = self._value(Annotated[annotation, *metadata] if metadata else annotation, REFERS.get(at, ""))
        made = bounded(whole, metadata)
        if keys := KEYS.get(at):
            made["propertyNames"] = (self._word(keys) or made["propertyNames"]) | {"x-refers-to": keys}
        title = TITLES.get(at, name.replace("_", " ").capitalize())
        about = {"description": DESCRIPTIONS[at]} if at in DESCRIPTIONS else {}
        refers = {"x-refers-to": REFERS[at]} if at in REFERS else {}
        means = {"x-meanings": dict(MEANINGS[at])} if at in MEANINGS else {}
        return {"title": title, **about, **refers, **means, **(made if is_needed else or_nothing(made))}

    def _word(self, refers: str) -> Schema:
        return words(*self.words[refers]) if refers in self.words else {}

    def _value(self, annotation: Any, refers: str = "") -> Schema:
        """Return the schema of a type of the model; `refers` says what a text of it names."""
        inner, converters = apart(annotation)
        for convert in converters:
            if isinstance(convert, SpelledOut):
                block = self._value(inner)
                made = self.made[inner.__name__]
                needs_more = {*made.get("required", [])} - {convert.key}
                return block if needs_more else {"anyOf": [block, made["properties"][convert.key]]}
            if convert is sighting:
                days = self.made[self._value(inner)["$ref"].rpartition("/")[2]]["properties"]["seen"]
                return {"anyOf": [self._value(inner), days]}
        if get_origin(inner) is tuple:
            return self._list(inner, refers, is_bare=listed in converters)
        if get_origin(inner) is dict:
            return self._block(*get_args(inner))
        if inner is Conditions:
            return {"type": ["object", "array"]}
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            return self._defined(inner)
        return self._scalar(inner, converters, refers)

    def _scalar(self, inner: Any, converters: list[Any], refers: str) -> Schema:
        if refers in self.words:
            return self._word(refers)
        if get_origin(inner) is Literal and sign not in converters:
            return words(*get_args(inner))
        return dict(next(BY_CONVERTER[each] for each in converters if each in BY_CONVERTER))

    def _list(self, inner: Any, refers: str, *, is_bare: bool) -> Schema:
        item = or_nothing(self._value(get_args(inner)[0], refers))
        if refers:
            item |= {"x-refers-to": refers}
        made = {"type": "array", "items": item}
        return {"anyOf": [made, item]} if is_bare else made

    def _block(self, key: Any, value: Any) -> Schema:
        named = {**self._value(key), "type": "string"}
        return {"type": "object", "propertyNames": named, "additionalProperties": or_nothing(self._value(value))}

    def _defined(self, noun: type[BaseModel]) -> Schema:
        name = noun.__name__
        if name not in self.made:
            self.made[name] = self.noun(noun)
        return {"$ref": f"#/$defs/{name}"}
