"""Words of mistakes for the browser: the same that `playbook check` says, which reads a value itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.model.mistakes import LISTED, MISTAKES
from generator.model.text import refusal
from generator.problems import FEW
from generator.schema.scalars import BY_CONVERTER
from generator.storage.compact_json import compact_json

PROBE: Final = "no such value"
"""Text that no converter of a written form takes."""
NOUNS: Final[Mapping[str, str]] = {
    "stages": "stage",
    "criteria": "criterion",
    "value_heads": "head",
    "patterns": "pattern",
    "milestones": "kind of milestone",
    "strategies": "strategy",
    "symptoms": "symptom",
    "levels": "dimension",
    "findings": "finding",
    "offerings": "offering",
    "functions": "function",
    "partner_questions": "partner question",
    "players": "player",
    "people": "person",
    "plan.milestones": "milestone",
    "plan.objectives": "objective",
    "deals": "deal",
}
"""Nouns for a value by the kind of things that its schema refers to."""


def mistake_words() -> dict[str, Any]:
    """Return words by kind of mistake, nouns by kind of thing, and words by a schema's pattern or enumeration."""
    return {
        "words": {kind: each._asdict() for kind, each in MISTAKES.items()},
        "formats": dict(_formats()),
        "nouns": NOUNS,
        "listed": LISTED,
        "few": FEW,
    }


def _formats() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the words in which each converter refuses a text that is none of its kind."""
    for converter, schema in BY_CONVERTER.items():
        form = schema.get("pattern") or compact_json(schema.get("enum")).decode().rstrip("\n")
        if refused := refusal(converter, PROBE):
            says, remedy = refused
            yield form, {"says": f"{{key}} {says.replace(repr(PROBE), '{word}')}", "remedy": remedy}
