"""JSON without blanks, for everything that only programs read."""

from __future__ import annotations

import json
from json import JSONEncoder
from typing import Any

_ENCODER = JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
"""One for all, since most of what is written is small. What is written holds nothing that holds itself."""


def compact(value: object) -> str:
    """Return a value as one line of JSON."""
    return _ENCODER.encode(value)


def compact_json(value: object) -> bytes:
    """Return a value as one line of JSON in UTF-8, in which `json.loads` reads every text again.

    The name of a file that is not UTF-8 is a text with lone surrogates, which plain UTF-8 has no bytes for.
    """
    return _ENCODER.encode(value).encode("utf-8", "surrogatepass")


def parsed(line: bytes) -> Any:
    """Return the value in a line of JSON; None where it is no JSON."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
