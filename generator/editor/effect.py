"""Effect of edits before they are saved: mistakes beside their fields, and the judgement before and after."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NamedTuple

from generator.assess.judgement import Judgement
from generator.assess.score.knowing import MORE_IS_KNOWN, rose_by_knowing
from generator.editor import standing
from generator.editor.near import NearFiles
from generator.editor.past import Past
from generator.history.difference import DealDifference, compared, judged
from generator.model import mistakes
from generator.model.method import Method
from generator.problems import Mend, Problem, Refused
from generator.read.yaml.document import Document, parse
from generator.read.yaml.place import At
from generator.show.text import values
from generator.show.text.changes import field_words, shifts_words

MOST_JUDGED = 20
"""Deals of an account that are judged before its file is saved."""
MISSING = re.compile(r"(\w+) is missing\b")
"""A key that a block has to have: a form has a field for it, and needs no word on where to write it."""


class Judged(NamedTuple):
    """A deal's file before and after edits: both judgements, and the problems after them.

    The note says where something was left out of the judgements.
    """

    before: Judgement | None
    after: Judgement | None
    difference: DealDifference
    problems: tuple[Problem, ...]
    note: str


def judged_deal(near: NearFiles, before: bytes, after: bytes, past: Past, today: dt.date) -> Judged:
    """Return the judgements of a deal before and after edits, by the code of `playbook diff`."""
    around, name, path = near.surroundings, near.source.name, near.path
    recall, note = past(path, around.method, today)
    one, problems = judged(name, path, before, around, recall, today)
    other = one
    if after != before:
        other, problems = judged(name, path, after, around, recall, today)
    return Judged(one, other, compared(path, path, one, other), problems, note)


def deals_effect(near: NearFiles, before: bytes, after: bytes, past: Past, today: dt.date) -> dict[str, Any]:
    """Return what edits of an account's file do to its deals: those that change, and a note on what was left out."""
    paths = list(near.listing.deals.values())
    sides = near.surroundings_with(before), near.surroundings_with(after)
    changed, notes, method = [], [], near.surroundings.method
    for path in paths[:MOST_JUDGED]:
        recall, note = past(path, method, today)
        content = near.source.read(path)
        one, other = (judged(near.source.name, path, content, side, recall, today)[0] for side in sides)
        change = compared(path, path, one, other)
        told = effect(Judged(one, other, change, (), note), method)
        if told and one and other and (change.appeared or change.vanished or _stands(one) != _stands(other)):
            changed.append({"deal": change.identity, "title": change.title, **told})
        notes += [note] if note and note not in notes else []
    if len(paths) > MOST_JUDGED:
        notes.append(f"of {len(paths)} deals the first {MOST_JUDGED} were judged")
    return {"deals": changed, "note": "; ".join(notes)}


def _stands(judgement: Judgement) -> tuple[str, str]:
    return standing.verdict(judgement), standing.tally(judgement.winnable)


def effect(of: Judged, method: Method) -> dict[str, Any] | None:
    """Return what edits do to a deal; None where one of the two cannot be judged."""
    before, after, change = of.before, of.after, of.difference
    if before is None or after is None:
        return None
    pairs = zip(standing.gates(before, method), standing.gates(after, method), strict=True)
    return {
        "verdict": {"before": standing.verdict(before), "after": standing.verdict(after)},
        "winnable": {"before": standing.tally(before.winnable), "after": standing.tally(after.winnable)},
        "worth": _worth(before, after),
        "gates": [{**now, "before": was["state"], "after": now["state"]} for was, now in pairs],
        "findings": {
            "new": [standing.finding(each) for each in change.appeared],
            "gone": [standing.finding(each) for each in change.vanished],
            "accepted": [standing.finding(each) for each in change.accepted],
        },
        "sentences": sentences(change, method),
        "note": of.note,
    }


def _worth(before: Judgement, after: Judgement) -> dict[str, str] | None:
    if not before.worth or not after.worth:
        return None
    return {"before": standing.tally(before.worth), "after": standing.tally(after.worth)}


def sentences(change: DealDifference, method: Method) -> list[str]:
    """Return the change of a deal in the words of `playbook diff`: `Access to funds ? → +`."""
    told = [*(field_words(each, method) for each in change.fields), *shifts_words(change.shifts, method)]
    if change.before and change.after and rose_by_knowing(change.before, change.after, method):
        told.append(f"verdict: {MORE_IS_KNOWN}")
    if change.others:
        told.append(f"also changed: {values.listing(change.others)}")
    return told


def problem_records(
    problems: tuple[Problem, ...], path: str, content: bytes, refused_at: At = ()
) -> list[dict[str, Any]]:
    """Return mistakes of a file's content with the places in the front matter that they stand at.

    All stand at `refused_at`, where an edit of that place cannot be made.
    """
    try:
        document = parse(path, content)
    except Refused:
        document = None
    found = [_problem(each, document) for each in problems]
    return [each | {"at": list(refused_at)} for each in found] if refused_at else found


def _problem(of: Problem, document: Document | None) -> dict[str, Any]:
    at = _place(of, document) if document is not None and of.path.endswith(document.path) else ()
    says, remedy = of.says, of.remedy
    if missing := MISSING.match(says) if of.code == "missing" else None:
        at, says, remedy = (*at, missing[1]), missing[0], mistakes.MISSING.remedy
    return {
        "file": of.path,
        "at": list(at),
        "line": of.line,
        "column": of.column,
        "says": says,
        "remedy": remedy,
        "code": of.code,
        "mend": _mend(of.mend),
    }


def _mend(mend: Mend | None) -> dict[str, Any] | None:
    return {"write": [each.text for each in mend.edits], "certain": mend.certain} if mend else None


def _place(of: Problem, document: Document) -> At:
    """Return the path of the value or key that begins at a problem's place, or else of the last that begins above."""
    best: tuple[tuple[int, int], int, At] = ((0, 0), 0, ())
    for at, spot in document.places.items():
        for place in ((spot.line, spot.column), (spot.key_line, spot.key_column)):
            if at and place <= (of.line, of.column):
                best = max(best, (place, len(at), at), key=lambda each: each[:2])
    return ("notes",) if of.line >= document.body_line else best[2]
