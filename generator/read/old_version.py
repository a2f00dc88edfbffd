"""Earlier versions of a deal's file: the few keys that a score rests on, owner, forecast and the row in the CRM.

Whatever else an old file says, in words that have changed since or about people who have left, does not matter.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from generator.model.deal import Deal
from generator.problems import Refused
from generator.read.pieces import Doubtful, Pieces
from generator.read.reading import STAND_IN
from generator.read.refusals import errors_of
from generator.read.sentences import problems_of
from generator.read.yaml.document import Document, parse

NO_STAGE = "not-given"
KEYS = (
    "stage", "amount", "close", "budget", "revenue_1y", "revenue_3y", "profit", "margin", "effort", "outcome",
    "assessment",
)  # fmt: skip
CRM_KEYS = ("forecast", "system", "id")


class OldVersion(NamedTuple):
    """Text under the keys of a version that its score rests on, and the deal that follows from it."""

    text: Mapping[str, Any]
    deal: Deal


def read_version(path: str, content: bytes, pieces: Pieces) -> OldVersion:
    """Return the part of a version that can be scored. Raises Refused where it cannot be read.

    `pieces` are those of other versions of the file; a version that has a problem is read as a whole, for its place.
    """
    with contextlib.suppress(Doubtful, Refused):
        text = _scored(pieces.whole(content))
        return OldVersion(text, scored_deal(path, text))
    document = parse(path, content)
    if any(not at or at[0] in KEYS for at in document.flawed):
        raise Refused(document.problems)
    text = _scored(document.data)
    return OldVersion(text, _made(path, text, document))


def _scored(said: Mapping[str, Any]) -> dict[str, Any]:
    scored = {key: said[key] for key in KEYS if key in said}
    owner, crm = said.get("owner"), said.get("crm")
    if isinstance(owner, str):
        scored["owner"] = owner
    if isinstance(crm, dict) and (kept := {key: crm[key] for key in CRM_KEYS if _is_line(crm.get(key))}):
        scored["crm"] = kept
    return scored


def _is_line(value: object) -> bool:
    return isinstance(value, str) and value.isprintable()


def scored_deal(path: str, text: Mapping[str, Any]) -> Deal:
    """Return the deal of such text, without anything else. Raises Refused where the text makes none."""
    return _made(path, text, Document(path, "", {}, {}, "", 1, (), frozenset()))


def _made(path: str, text: Mapping[str, Any], document: Document) -> Deal:
    try:
        return Deal.model_validate({"path": path, "title": STAND_IN, "stage": NO_STAGE, **text})
    except ValidationError as refusal:
        raise Refused(problems_of(errors_of(refusal), document, Deal)) from None
