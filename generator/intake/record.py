"""Proven answers for other programs."""

from __future__ import annotations

from typing import Any

from generator.intake.case import Case
from generator.intake.located_json import path_text
from generator.intake.proof import Accepted, Proven
from generator.problems import Problem

FORMAT = 1


def record(proven: Proven, case: Case) -> dict[str, Any]:
    """Return what became of every answer: accepted, refused, or not said."""
    return {
        "format": FORMAT,
        "deal": case.of.identity,
        "notes": case.notes.path,
        "date": case.notes.date.isoformat(),
        "given": proven.given,
        "stale": proven.stale,
        "accepted": [_accepted(each, case) for each in proven.accepted],
        "refused": [_refused(each) for each in proven.refused],
        "not_said": list(proven.not_said),
        "left_out": list(proven.left_out),
    }


def _accepted(of: Accepted, case: Case) -> dict[str, Any]:
    return {
        "answer": path_text(of.at),
        "question": of.proposed.question,
        "says": of.proposed.says,
        "quote": of.quoted.text,
        "speaker": of.quoted.speaker or None,
        "places": [{"path": case.notes.path, "line": each.line} for each in of.quoted.places],
        "contradictions": [each._asdict() for each in of.proposed.against],
        "remarks": list(of.proposed.remarks),
    }


def _refused(of: Problem) -> dict[str, Any]:
    return {
        "path": of.path, "line": of.line, "column": of.column, "code": of.code, "says": of.says,
        "remedy": of.remedy or None,
    }  # fmt: skip
