"""Extract for an audience: the fields on its allow-list are taken out of the nouns, and nothing else goes on."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from generator.model.deal import Rating
from generator.model.method import Audience
from generator.model.text import Noun

Kind = TypeVar("Kind")
Wanted = dict[str, Any]
"""Fields by their steps: a step with nothing below it is taken as it stands."""

PARTNERS = "deal.partners"


class Extract:
    """The fields of one deal that an audience may see; asked for any other field, it has nothing."""

    def __init__(self, held: Mapping[str, Any]) -> None:
        self._held = held

    def get(self, field: str, kind: type[Kind]) -> Kind | None:
        """Return a field's value, or None where it is empty or does not leave."""
        value: Any = self._held
        for step in field.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        return value if isinstance(value, kind) else None

    def has(self, field: str) -> bool:
        """Tell whether a field leaves for the audience, be it empty."""
        value: Any = self._held
        for step in field.split("."):
            if value is None:
                return True
            if step not in value:
                return False
            value = value[step]
        return True

    def text(self, field: str) -> str:
        """Return a field's text, empty where there is none or it does not leave."""
        return self.get(field, str) or ""

    def each(self, field: str) -> Iterator[tuple[str, Extract]]:
        """Yield the items of a field that holds several."""
        items: Mapping[str, Mapping[str, Any]] = self.get(field, Mapping) or {}  # type: ignore[type-abstract]  # isinstance asks it
        for key, item in items.items():
            yield key, Extract(item)

    def texts_of_roots(self, roots: Iterable[str]) -> Iterator[str]:
        """Yield every text that it holds of some roots."""
        for root in roots:
            yield from texts_of(self._held.get(root))


def extracted(nouns: Mapping[str, object], audience: Audience, partner: str | None) -> Extract:
    """Return the fields that an audience may see, by root; of partners the one that the share is for.

    Raises ValueError where the allow-list names a noun as a whole.
    """
    taking = FieldExtractor(audience, partner)
    held = {}
    for root, wanted in _by_step(audience.shows).items():
        held[root] = taking.value(nouns.get(root), wanted, root)
    return Extract(held)


@dataclasses.dataclass(frozen=True, slots=True)
class FieldExtractor:
    """Extractor of allowed fields from a noun, and of items that bear the audience's marks."""

    audience: Audience
    partner: str | None

    def value(self, value: object, wanted: Wanted, at: str) -> object:
        """Return the allowed part of a value, None where it is empty. Raises ValueError as `extracted` does."""
        if not wanted:
            return _leaf(value, at)
        if isinstance(value, Mapping):
            return {
                key: self.value(item, wanted, at)
                for key, item in value.items()
                if self._passes(at, key, item, wanted)
            }
        if value is None:
            return None
        return {step: self.value(getattr(value, step), below, f"{at}.{step}") for step, below in wanted.items()}

    def _passes(self, at: str, key: str, item: object, wanted: Wanted) -> bool:
        if at == PARTNERS:
            return key == self.partner
        if "state" not in wanted and getattr(item, "state", "open") != "open":
            return False  # whoever may not see that it is done would take it for something to do
        return all(getattr(item, mark) for mark in self.audience.only.get(at, ()))


def _leaf(value: object, at: str) -> object:
    """Return a value that leaves whole; a noun never does, since what is added to it would leave with it."""
    nouns = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else (value,)
    if any(isinstance(each, Noun) for each in nouns):
        raise ValueError(f"an audience may be told the fields of {at}, not all of it")
    return value


def _by_step(fields: Iterable[str]) -> dict[str, Wanted]:
    wanted: Wanted = {}
    for field in fields:
        below = wanted
        for step in field.split("."):
            below = below.setdefault(step, {})
    return wanted


def texts_of(noun: object) -> Iterator[str]:
    """Yield every text of a noun and of what it holds, keys of mappings left out."""
    below: Iterable[object] = ()
    if isinstance(noun, str):
        yield noun
    elif isinstance(noun, Noun | Rating):
        below = [getattr(noun, name) for name in (*type(noun).model_fields, *(noun.model_extra or ()))]
    elif dataclasses.is_dataclass(noun) and not isinstance(noun, type):
        below = [getattr(noun, field.name) for field in dataclasses.fields(noun)]
    elif isinstance(noun, Mapping):
        below = noun.values()
    elif isinstance(noun, tuple):
        below = noun
    for each in below:
        yield from texts_of(each)
