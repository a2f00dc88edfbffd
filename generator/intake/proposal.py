"""Proposal of an intake: a branch with the meeting and a commit for each kind of answers, made without a checkout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from generator.edit.slugs import slug_of
from generator.editor.step_proposing import Proposal, ProposedStep, propose_steps
from generator.intake.case import Case
from generator.intake.proof import Accepted, places_of
from generator.intake.steps import Intake, Step, StepKind
from generator.model.counting import counted

NOUNS: Final[Mapping[StepKind, tuple[str, str]]] = {
    "people": ("person", "people"),
    "ratings": ("rating", "ratings"),
    "actions": ("action", "actions"),
    "facts": ("fact", "facts"),
}
OBEYED: Final[Mapping[str, str]] = {"[": "(", "]": ")", "#": "\u2116 ", "@": "(at) ", "://": ": //"}
"""Signs that forges obey in a commit's message, as in `[skip ci]` and `fixes #1`, with what stands for them."""


class NewMeeting(NamedTuple):
    """A meeting's file by its path below the deals folder, and its content."""

    path: str
    content: bytes


def propose(intake: Intake, case: Case, today: dt.date, meeting: NewMeeting | None = None) -> Proposal:
    """Commit an intake on a new branch and return it; nothing is pushed, and no file on disk changes.

    The meeting goes along where the last commit has none; `meeting` is given where it is not on disk either.

    Raises CannotApply, with nothing made, where an edit does not apply to the last commit, and BadRequest where there
    is nothing to propose, or git is not ready.
    """
    near = case.of.near
    topic = slug_of(f"{case.of.identity}-intake-{case.notes.date}")
    steps = list(_commits(intake, case, meeting or _on_disk(case)))
    return propose_steps(near.source.root, near.source.name, today, steps, topic)


def _on_disk(case: Case) -> NewMeeting | None:
    path = f"{case.of.folder}/{case.meeting}"
    near = case.of.near
    return NewMeeting(path, near.source.read(path)) if path in near.listing.meetings.values() else None


def _commits(intake: Intake, case: Case, meeting: NewMeeting | None) -> Iterator[ProposedStep]:
    if meeting:
        yield ProposedStep(
            f"{case.of.folder}: the meeting of {case.notes.date}\n", {}, {meeting.path: meeting.content}
        )
    for step in intake.steps:
        yield ProposedStep(message_of(step, case), {each.file: each.edits for each in step.edits})


def message_of(step: Step, case: Case) -> str:
    """Return the message of a step's commit: every change, with the quote that proves it and its place."""
    what = counted(len(step.accepted), *NOUNS[step.kind])
    subject = f"{case.of.identity}: {what} from the meeting of {case.notes.date}"
    lines = (line for each in step.accepted for line in _lines(each, case))
    return "\n".join([subject, "", *lines, ""])


def _lines(accepted: Accepted, case: Case) -> Iterator[str]:
    yield f"- {_inert(accepted.proposed.says)}"
    yield f"  \u201c{_inert(accepted.quoted.text)}\u201d"
    who = f"{accepted.quoted.speaker}, " if accepted.quoted.speaker else ""
    yield f"  {_inert(f'{who}{places_of(accepted, case)}')}"


def _inert(text: str) -> str:
    """Return a text on one line in which no forge finds an order."""
    line = " ".join(text.split())
    for sign, instead in OBEYED.items():
        line = line.replace(sign, instead)
    return line
