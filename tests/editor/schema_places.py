"""Places of the values that a file can have, by the schema of its form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

NEW = "brand-new"
"""Key of an entry that is made up."""


def places(
    schema: Mapping[str, Any], root: Mapping[str, Any], data: Any, at: tuple[str, ...] = (), *, makes_up: bool = False
) -> Iterator[tuple[str, ...]]:
    """Yield the place of every value that a schema has, in the first entry of each block of entries.

    A block without entries is one value, or has an entry that is made up.
    """
    schema = resolved(schema, root)
    if "properties" in schema:
        for key, below in schema["properties"].items():
            yield from places(below, root, (data or {}).get(key), (*at, key), makes_up=makes_up)
    elif "additionalProperties" in schema and (data or makes_up):
        first = next(iter(data or schema.get("propertyNames", {}).get("enum", ())), NEW)
        below = (data or {}).get(first)
        yield from places(schema["additionalProperties"], root, below, (*at, first), makes_up=makes_up)
    else:
        yield at


def resolved(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the schema that references lead to: of several, the one with most below it."""
    while "$ref" in schema or "anyOf" in schema:
        if "$ref" in schema:
            schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
        else:
            schema = max(
                schema["anyOf"], key=lambda each: ("$ref" in each, "additionalProperties" in each, "items" in each)
            )
    return schema
