"""Schemas of single values, by the converter that reads them.

A value is described as the text that its author wrote. One that a reader of YAML 1.2 takes for a number or a yes or
no is allowed as that, too: `title: 2027` is a title.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from generator.model import text
from generator.model.deal import selling_level
from generator.model.money import currency, money, signed_money
from generator.model.rules import as_test
from generator.model.text import LONGEST_KEY, NAME, SLUG

Schema = dict[str, Any]

TYPED = ["string", "number", "boolean"]
"""Types in which a reader of YAML may hand over a text."""
LIMITS = {"ge": "minimum", "le": "maximum", "min_length": "minItems", "max_length": "maxItems"}
"""Limits of a field's type, and what they are called in a schema."""
OF_100 = r"(?:0?\d{1,3}(?:\.\d{1,4})?|1000(?:\.0{1,4})?)"
MONEY = r"^(?=.*\d)(?=.*[^\d\s.,'+-]).+$"
"""A figure and a currency in some form; which of them can be read in one way alone, no pattern can say."""
YES_NO = "^(?:[Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"
AMOUNT: Schema = {"type": "string", "pattern": MONEY, "examples": ["EUR 1,200,000", "EUR 250k"]}
NUMBER: Schema = {
    "type": ["string", "number"],
    "pattern": f"^(?:{text.NUMBER.pattern})$",
    "examples": ["1,200", "0.5"],
}

BY_CONVERTER: Mapping[Callable[..., Any], Schema] = {
    text.text: {"type": TYPED},
    text.slug: {"type": TYPED, "pattern": f"^(?:{SLUG.pattern})$", "maxLength": LONGEST_KEY},
    text.name: {"type": TYPED, "pattern": f"^(?:{NAME.pattern})$", "maxLength": LONGEST_KEY},
    text.number: NUMBER,
    text.factor: NUMBER,
    text.whole: {"type": ["string", "integer"], "pattern": r"^\d{1,4}$", "minimum": 0, "maximum": 9999},
    text.signed_whole: {"type": ["string", "integer"], "pattern": r"^[+-]?\d{1,4}$"},
    text.date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$", "examples": ["2026-12-01"]},
    text.yes_no: {"type": ["string", "boolean"], "pattern": YES_NO, "examples": ["yes", "no"]},
    text.percent: {"type": "string", "pattern": f"^[+-]?{OF_100} ?%$", "examples": ["8%", "12.5%"]},
    text.rate: {"type": "string", "pattern": rf"^(?:\+?{OF_100}|-0{{1,4}}(?:\.0{{1,4}})?) ?%$", "examples": ["8%"]},
    text.days: {"type": "string", "pattern": r"^\d{1,5}(?:\.\d{1,2})? ?days?$", "examples": ["25 days", "2.5 days"]},
    text.mail_address: {"type": "string", "pattern": f"^(?:{text.MAIL.pattern})$", "examples": ["dana@example.com"]},
    text.web_address: {
        "type": "string",
        "pattern": r"^(?:[Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)[^\s<>'\\" + '"]{1,2000}$',
        "examples": ["https://example.com"],
    },
    text.quarter: {"type": "string", "pattern": "^[1-9][0-9]{3}-Q[1-4]$", "examples": ["2026-Q4"]},
    text.quarter_days: {
        "type": ["string", "number"],
        "pattern": r"^(?:(?:[0-5]?[0-9]|6[0-5])(?:\.[0-9]{1,2})?|66(?:\.0{1,2})?)$",
        "minimum": 0,
        "maximum": text.MOST_DAYS,
        "examples": ["48"],
    },
    text.sign: {"enum": list(text.SPOKEN)},
    money: AMOUNT,
    signed_money: AMOUNT,
    currency: {"type": "string", "pattern": "^[A-Z]{3}$", "examples": ["EUR"]},
    selling_level: {"enum": ["1", "2", "3", 1, 2, 3]},
    as_test: {"type": TYPED},
}


def bounded(schema: Schema, metadata: Iterable[object]) -> Schema:
    """Return a schema with the least and the most that a field's type sets for a whole number or a list."""
    limits = {name: getattr(each, name) for each in metadata for name in LIMITS if hasattr(each, name)}
    if {"ge", "le"} <= limits.keys():
        numbers = "|".join(map(str, range(limits["ge"], limits["le"] + 1)))
        pattern = rf"^(?=\d{{1,4}}$)0*(?:{numbers})$"
        return schema | {"pattern": pattern, "minimum": limits["ge"], "maximum": limits["le"]}
    if "min_length" not in limits:
        return schema
    several, bare = schema["anyOf"]
    several = several | {LIMITS[name]: limit for name, limit in limits.items() if limit is not None}
    return {"anyOf": [several, bare]} if limits["min_length"] == 1 else several


def or_nothing(schema: Schema) -> Schema:
    """Return a schema that allows a key without a value, which is not given."""
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], None]}
    if "type" in schema and "$ref" not in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return schema | {"type": [*types, "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def words(*known: str) -> Schema:
    """Return the schema of a text that is one of some words; a number among them is allowed as a number, too."""
    return {"enum": [*known, *(int(each) for each in known if each.isdecimal())]}
