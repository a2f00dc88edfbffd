"""Documents made from a schema, at random: texts as an author could have written them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Schema = dict[str, Any]
WORDS = st.sampled_from(["plain words", "a-key", "2026-12-01", "EUR 5,000", "8%", "yes", "7", "EUR 1.2m", "25 days"])
ENTRIES = 2
"""Entries of a block, and items of a list, at most."""


def documents(schema: Schema) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for the data of whole files; every key is left out now and then that may be."""
    return st.composite(lambda draw: _made(draw, schema, schema))()


def _made(draw: st.DrawFn, schema: Schema, root: Schema) -> Any:
    if "$ref" in schema:
        return _made(draw, root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    if "anyOf" in schema:
        return _made(draw, draw(st.sampled_from(schema["anyOf"])), root)
    if "enum" in schema:
        return draw(st.sampled_from([each for each in schema["enum"] if isinstance(each, str)]))
    kinds = schema.get("type", "string")
    if "object" in kinds:
        return _block(draw, schema, root)
    if "array" in kinds:
        count = draw(st.integers(schema.get("minItems", 0), max(schema.get("minItems", 0), ENTRIES)))
        return [_made(draw, schema["items"], root) for _ in range(count)]
    if schema.get("format") == "date":
        return draw(st.dates()).isoformat()
    return draw(st.sampled_from(schema["examples"]) if "examples" in schema else _text(schema))


def _text(schema: Schema) -> st.SearchStrategy[str]:
    if "pattern" not in schema:
        return WORDS
    return st.from_regex(schema["pattern"], alphabet="abcxyzEUR0123456789-_.,% +", fullmatch=True).filter(
        lambda each: len(each) <= schema.get("maxLength", 60) and each == " ".join(each.split())
    )


def _block(draw: st.DrawFn, schema: Schema, root: Schema) -> dict[str, Any]:
    known, needed = dict(schema.get("properties", {})), schema.get("required", [])
    made: dict[str, Any] = {}
    for condition in draw(st.sampled_from([[each] for each in schema["allOf"]])) if "allOf" in schema else []:
        made |= {key: each["const"] for key, each in condition["if"]["properties"].items()}
        known |= {key: known[key] | each for key, each in condition["then"]["properties"].items()}
    for key, below in known.items():
        if key not in made and (key in needed or draw(st.integers(0, 3)) == 0):
            made[key] = _made(draw, below, root)
    if isinstance(schema.get("additionalProperties"), dict):
        for key in draw(st.lists(_keys(schema), max_size=ENTRIES, unique=True)):
            made[key] = _made(draw, schema["additionalProperties"], root)
    return made


def _keys(schema: Schema) -> st.SearchStrategy[str]:
    names = schema.get("propertyNames", {})
    if "enum" in names:
        return st.sampled_from([each for each in names["enum"] if isinstance(each, str)])
    if "pattern" in names and "examples" not in names and names.get("format") != "date":
        return _text(names)
    return st.sampled_from(names.get("examples", ["2026-12-01", "zeldrin"]))
