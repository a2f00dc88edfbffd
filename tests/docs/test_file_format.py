"""The file format's tables and the schema name the same keys, and the tables every word that a key takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from generator.read.method import shipped
from generator.schema.schema import SchemaKind, schema_of
from tests.house.imports import ROOT

TEXT = (ROOT / "docs/file-format.md").read_text("utf-8")
ROW = re.compile(r"^\| ((?:… )*)(.+?) \|(.*)\|$", re.MULTILINE)
KEY = re.compile(r"`(\w+)`")
BLOCK = re.compile(r"`\{([^`]*)\}`")
HEADED: dict[SchemaKind, str] = {
    "deal": "A deal",
    "account": "An account",
    "team": "The team",
    "partner": "A partner",
    "competitor": "A competitor",
    "meeting": "A meeting",
    "method": "The method",
}
FRONT_MATTER = tuple(kind for kind in HEADED if kind != "method")
ONCE = {"crm": "crm", "compelling_events": "compelling_event"}
"""Blocks that are written out for a deal alone, by what they are called elsewhere."""

Path = tuple[str, ...]


def section(title: str, level: int, text: str = TEXT) -> str:
    """Return what stands below a heading."""
    found = re.search(rf"^{'#' * level} {re.escape(title)}\n(.*?)(?=^#{{1,{level}}} |\Z)", text, re.M | re.S)
    assert found, title
    return found[1]


def rows(text: str) -> Iterator[tuple[Path, str]]:
    """Yield the place of every key of a section's tables, with its row; an entry of a block adds no key."""
    above: list[str] = []
    for dots, keys, rest in ROW.findall(text):
        names = KEY.findall(keys)
        above = above[: dots.count("…")]
        for name in names:
            place = tuple(each for each in (*above, name) if each)
            yield place, rest
            inline = BLOCK.search(rest)
            yield from (
                ((*place, each), "") for each in re.findall(r"(?:^|, )(\w+)(?=[,:]|$)", inline[1] if inline else "")
            )
        above.append(names[0] if names else "")


def documented(kind: SchemaKind) -> dict[Path, str]:
    """Return the rows of a kind of file by the place of their key."""
    whole, found = section(HEADED[kind], 2), dict[Path, str]()
    for title, body in re.findall(r"^(?:### ([^\n]+)\n|\A)(.*?)(?=^### |\Z)", whole, re.M | re.S):
        own, heads = dict(rows(body)), KEY.findall(title)
        if len(heads) == 1 and not any(place[0] == heads[0] for place in own):
            own = {(heads[0],): "", **{(heads[0], *place): row for place, row in own.items()}}
        found |= own
    if "[plain fields](#plain-fields)" in whole:
        found |= dict(rows(section("Plain fields", 3)))
    return found


def fields(schema: dict[str, Any], root: dict[str, Any], at: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield every key that a schema has, with its schema."""
    while "$ref" in schema or "anyOf" in schema:
        if "$ref" in schema:
            schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
        else:
            schema = max(schema["anyOf"], key=lambda each: ("$ref" in each, "additionalProperties" in each))
    for key, below in schema.get("properties", {}).items():
        yield (*at, key), below
        if key not in ONCE or at == ():
            yield from fields(below, root, (*at, key))
    if isinstance(schema.get("additionalProperties"), dict):
        yield from fields(schema["additionalProperties"], root, at)


def known(kind: SchemaKind) -> dict[Path, dict[str, Any]]:
    """Return the fields of a kind of file that its own section has to write out."""
    schema = schema_of(kind, shipped("target-account"))
    return {
        at: each
        for at, each in fields(schema, schema)
        if kind == "deal" or not (len(at) > 1 and ONCE.keys() & {*at[:-1]})
    }


@pytest.mark.parametrize("kind", FRONT_MATTER)
def test_every_key_of_the_format_has_its_row_and_every_row_is_a_key(kind: SchemaKind) -> None:
    told = {at for at in documented(kind) if kind == "deal" or not (len(at) > 1 and ONCE.keys() & {*at[:-1]})}
    examples = {("offerings", "ledger")}
    assert sorted(known(kind).keys() - told) == []
    assert sorted(told - known(kind).keys() - examples) == []


@pytest.mark.parametrize("kind", FRONT_MATTER)
def test_every_word_that_a_key_takes_stands_in_the_tables_or_the_lists_below(kind: SchemaKind) -> None:
    """Stages are the team's own; the page of the method has those of the shipped ones."""
    told = "".join(section(title, 2) for title in {HEADED[kind], "A deal", "How a file is written"})
    missing = [
        (at, word)
        for at, schema in known(kind).items()
        for word in filter(None, schema.get("enum", ()))
        if at != ("stage",) and not re.search(rf"(?<![\w-]){re.escape(str(word))}(?![\w-])", told)
    ]
    assert missing == []


UNITS = {"date": "date", "EUR 1,200,000": "amount", "8%": "percentage", "25 days": "days", "yes": "yes or no"}
"""Words of the tables by what a schema says of a value, its form or its first example."""


@pytest.mark.parametrize("kind", FRONT_MATTER)
def test_a_row_names_the_unit_of_its_keys(kind: SchemaKind) -> None:
    wrong = []
    for at, row in documented(kind).items():
        schema = known(kind).get(at, {})
        unit = UNITS.get(schema.get("format") or (schema.get("examples") or [""])[0])
        if row and unit and unit not in row:
            wrong.append((at, unit, row))
    assert wrong == []


def test_every_key_of_a_method_stands_in_the_row_of_its_block() -> None:
    schema, told = schema_of("method", shipped("target-account")), documented("method")
    missing = [
        at
        for at, _ in fields(schema, schema)
        if at[-1] != "source" and not re.search(rf"\b{at[-1]}\b", f"{at[:1]} {told[at[:1]]}")
    ]
    assert missing == []
