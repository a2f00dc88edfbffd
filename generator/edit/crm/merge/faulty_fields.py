"""Fields that stand where a file has a problem: what has to be left out so that the rest can be imported."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.edit.crm.reader import At
from generator.problems import Problem
from generator.read.yaml.document import NOTES, Document

INDISPENSABLE = frozenset({"title", "stage", "outcome", "name"})
"""Outermost keys of fields that are never left out: there is no file without them, or it would say something else."""


def faulty_fields(
    document: Document | None, problems: Iterable[Problem], fields: Collection[At]
) -> dict[Problem, frozenset[At]]:
    """Return for each problem of a file those of some fields that it is about.

    None where the file cannot be parsed, or where one of them is indispensable.
    """
    return {each: _fields_at(document, each, fields) if document else frozenset() for each in problems}


def _fields_at(document: Document, problem: Problem, fields: Collection[At]) -> frozenset[At]:
    if NOTES in fields and problem.line >= document.body_line:
        return frozenset({("notes",)})
    here = problem.line, problem.column
    before = [
        ((spot.key_line, spot.key_column), len(at), at)
        for at, spot in document.places.items()
        if (spot.key_line, spot.key_column) <= here
    ]
    at = max(before, key=lambda each: each[:2])[2] if before else ()
    found = frozenset(each for each in fields if at and (each[: len(at)] == at or at[: len(each)] == each))
    return frozenset() if any(each[0] in INDISPENSABLE for each in found) else found
