"""Drafts: a CRM record as a new file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.edit.crm.reader import At
from generator.edit.crm.records.record import CrmRecord
from generator.edit.scalars import Tree, block
from generator.model.plain_fields import PLAIN_FIELDS

AGAIN = "to have it again, take its line out of deals/imports.json"
"""Remedy where something that an import wrote was deleted since."""
BEGINNING = ("title", "stage", *(field.path for field in PLAIN_FIELDS))
"""The fields that a deal file begins with; what is in a block stands there."""


def tie(system: str, id_: str) -> dict[str, Any]:
    """Return the block that ties a file, or a person in one, to its row."""
    return {"system": system, "id": id_} if id_ else {}


def nested(values: Mapping[At, str]) -> dict[str, Any]:
    """Return values by field as blocks, in their order; empty ones are left out."""
    tree: dict[str, Any] = {}
    for at, value in values.items():
        if value:
            inner = tree
            for key in at[:-1]:
                inner = inner.setdefault(key, {})
            inner[at[-1]] = value
    return tree


def deal(record: CrmRecord, system: str, players: Mapping[str, str]) -> bytes:
    """Return a new deal file. `players` are the keys of people with their part, empty where it is not known."""
    tree = nested(record.values)
    begun = {key: tree.pop(key) for key in BEGINNING if key in tree}
    outcome = {"outcome": tree.pop("outcome")} if "outcome" in tree else {}
    crm = {"crm": tie(system, record.id) | tree.pop("crm", {})}
    listed = {"players": {key: {"part": part} if part else {} for key, part in players.items()}} if players else {}
    assessed = {"assessment": tree.pop("assessment")} if "assessment" in tree else {}
    return _file(begun | crm | tree | assessed | listed | outcome, record.notes)


def account(values: Mapping[At, str], crm: Mapping[str, str], lines: tuple[str, ...], people: Tree) -> bytes:
    """Return a new account file with its profile and its people."""
    tree = nested(values)
    tied = {**crm, **tree.pop("crm", {})}
    return _file(
        tree
        | ({"crm": tied} if tied else {})
        | ({"profile": lines} if lines else {})
        | ({"people": people} if people else {})
    )


def person(record: CrmRecord, system: str, reports_to: str) -> dict[str, Any]:
    """Return a person's block; `reports_to` is the key of another person of the account, or empty."""
    above = {"reports_to": reports_to} if reports_to else {}
    return nested(record.values) | above | {"crm": tie(system, record.id)}


def _file(tree: Tree, notes: str = "") -> bytes:
    front = "\n".join(["---", *block(tree), "---", ""])
    return (front + (f"\n{notes}\n" if notes else "")).encode("utf-8")
