"""Deal files for tests of their history: twenty signs in the method's order, and a few fields."""

from __future__ import annotations

from generator.model.method import Method
from generator.read.method import shipped

METHOD: Method = shipped("target-account")
PROOF = "date: 2026-06-01, by: customer"


def deal(signs: str, *, evidence: str = "said so", **fields: str) -> str:
    """Return a deal's file; what is `?` is left out, and every `+` has evidence, which makes it proven."""
    given = {"title": "Core banking", "stage": "evaluate"} | fields
    lines = [f"{name}: {value}" for name, value in given.items()]
    rated = dict(zip(METHOD.criteria, signs.replace(" ", ""), strict=True))
    ratings = [
        f'  {name}: {{us: "{sign}"{f", {PROOF}, evidence: {evidence}" if sign == "+" else ""}}}'
        for name, sign in rated.items()
        if sign != "?"
    ]
    return "\n".join(["---", *lines, *(["assessment:", *ratings] if ratings else []), "---", ""])
