"""JSON without blanks, as everything is written that only programs read."""

from __future__ import annotations

from json import JSONEncoder

_ENCODER = JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
"""One for all, since most of what is written is small. What is written holds nothing that holds itself."""


def compact(value: object) -> str:
    """Return a value as one line of JSON."""
    return _ENCODER.encode(value)
