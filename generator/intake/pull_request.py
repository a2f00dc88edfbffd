"""Text of a pull request for an intake: each quote under the question that it answers, and what is left out of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from generator.history.difference import Difference
from generator.intake.case import Case
from generator.intake.proof import Accepted, Proven, places_of
from generator.intake.steps import ORDER, STEPS, Intake, StepKind
from generator.model.counting import counted
from generator.problems import Problem
from generator.show.pull_request.comment import comment
from generator.show.text.escape_markdown import inert

TITLES: Final = {"people": "People", "ratings": "Ratings", "actions": "Actions", "facts": "Days, amounts and more"}
LIMIT: Final = 50_000
"""Bytes of the answers in it; forges refuse texts of over 65,536 characters."""
LONGEST: Final = 1_200


def counts_words(proven: Proven) -> str:
    """Return how many answers were given and what became of them: `12 answers: 8 accepted, 3 refused, 1 not said`."""
    parts = (
        f"{len(proven.accepted)} accepted", f"{len(proven.refused)} not proven", f"{len(proven.not_said)} not said",
    )  # fmt: skip
    return f"{counted(proven.given, 'answer')}: {', '.join(parts)}"


def pull_request(intake: Intake, case: Case, of: Difference) -> str:
    """Return the text of the pull request in Markdown, inert whatever the notes say, under 60,000 bytes."""
    head = "\n".join(_opening(intake.proven, case))
    parts = [*_parts(intake, case), *_refused(intake.proven.refused)]
    effect = comment(of)
    room = LIMIT - len(effect.encode()) if len(effect.encode()) < LIMIT // 2 else LIMIT // 2
    fitting = list(_fitting(parts, room))
    shown = effect if len(effect.encode()) < LIMIT // 2 else "`playbook diff` shows what this does to the deal.\n"
    return "\n\n".join([head, *fitting, "## What it does", shown])


def _opening(proven: Proven, case: Case) -> Iterator[str]:
    yield f"# {inert(case.of.deal.title)}: answers from the meeting of {case.notes.date}"
    yield ""
    yield f"{counts_words(proven)}. Notes: `{case.notes.path}`."
    if proven.left_out:
        yield f"Not answered: {', '.join(f'`{each}`' for each in proven.left_out)}."
    if proven.stale:
        yield "The deal's file has changed since the questions were asked."
    yield ""
    yield "A quote proves the words, not what is made of them: read each under its question."


def _parts(intake: Intake, case: Case) -> Iterator[str]:
    for kind in ORDER:
        some = [each for each in intake.proven.accepted if STEPS[each.kind] == kind]
        for number, each in enumerate(some):
            yield "\n".join([*_title(kind, number), *_answer(each, case)])


def _title(kind: StepKind, number: int) -> list[str]:
    return [] if number else [f"## {TITLES[kind]}", ""]


def _answer(accepted: Accepted, case: Case) -> Iterator[str]:
    proposed, quoted = accepted.proposed, accepted.quoted
    yield f"**{inert(proposed.question)}**"
    yield ""
    yield f"> {_around(quoted.before)}**{inert(quoted.text, LONGEST)}**{_around(quoted.after)}"
    who = f"{inert(quoted.speaker)}, " if quoted.speaker else ""
    yield ""
    yield f"{who}`{places_of(accepted, case)}`: {inert(proposed.says, LONGEST)}"
    for each in proposed.against:
        yield from ("", "| | |", "|---|---|")
        yield f"| the file says | {inert(each.file_says, LONGEST)} |"
        yield f"| the notes say | {inert(each.notes_say, LONGEST)} |"
    yield from (f"\n*{inert(each, LONGEST)}*" for each in proposed.remarks)


def _around(text: str) -> str:
    """Return what is said around a quote, with the blanks that part it from the quote."""
    head, tail = (" " if text.startswith(" ") else "", " " if text.endswith(" ") and text.strip() else "")
    return f"{head}{inert(text)}{tail}" if text.strip() else ""


def _refused(refused: Sequence[Problem]) -> Iterator[str]:
    """Yield what is not proven, and why."""
    for number, each in enumerate(refused):
        title = [] if number else ["## Not proven, and not in this change", ""]
        remedy = f" ({inert(each.remedy, LONGEST)})" if each.remedy else ""
        yield "\n".join([*title, f"- {inert(each.says, LONGEST)}{remedy}"])


def _fitting(parts: Sequence[str], room: int) -> Iterator[str]:
    """Yield the parts for which there is room, in bytes, and the number of the others."""
    for place, part in enumerate(parts):
        room -= len(part.encode()) + 2
        if room < 0:
            yield f"And {counted(len(parts) - place, 'more entry', 'more entries')}, for which there is no room here."
            return
        yield part
