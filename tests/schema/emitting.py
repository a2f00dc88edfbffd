"""Files written from data as people write them: plain values where these say the same, quoted ones elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

PLAIN = re.compile(r"[\w./][\w ./%:@-]*(?<![ :])", re.ASCII)
NOTHING = {"null", "Null", "NULL", "~"}


def emitted(data: Mapping[str, Any]) -> str:
    """Return the YAML of nested blocks, lists and texts; None is a key without a value."""
    return "".join(f"{line}\n" for line in _lines(data, ""))


def _lines(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, Mapping) and value:
            yield f"{indent}{_scalar(key)}:"
            yield from _lines(value, f"{indent}  ")
        else:
            yield f"{indent}{_scalar(key)}: {_flow(value)}".rstrip()


def _flow(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return _scalar(str(value))


def _scalar(text: str) -> str:
    is_plain = PLAIN.fullmatch(text) and ": " not in text and text not in NOTHING
    return text if is_plain else json.dumps(text, ensure_ascii=False)
