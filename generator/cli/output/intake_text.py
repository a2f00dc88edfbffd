"""Proven answers for people at a terminal: each quote under its question, then what is not proven and why."""

from __future__ import annotations

from collections.abc import Iterator

import click

from generator.cli.output.printing import harmless, problem_lines, wrapped
from generator.intake.case import Case
from generator.intake.proof import Accepted, Proven, places_of


def answers_in_words(proven: Proven, case: Case) -> Iterator[str]:
    """Yield the answers that are accepted, and those that are not proven."""
    for each in proven.accepted:
        yield from _accepted(each, case)
        yield ""
    if proven.refused:
        yield click.style("Not proven", bold=True)
        for problem in proven.refused:
            yield from problem_lines(problem)
        yield ""


def _accepted(of: Accepted, case: Case) -> Iterator[str]:
    yield from wrapped(of.proposed.question, bold=True)
    quoted = of.quoted
    yield from wrapped(f"{quoted.before}\u201c{quoted.text}\u201d{quoted.after}", "  ")
    who = f"{quoted.speaker}, " if quoted.speaker else ""
    yield f"  {harmless(f'{who}{places_of(of, case)}')}"
    yield from wrapped(of.proposed.says, "  -> ")
    for each in of.proposed.against:
        yield from wrapped(f"the file says {each.file_says}", "  ! ")
        yield from wrapped(f"the notes say {each.notes_say}", "  ! ")
    for remark in of.proposed.remarks:
        yield from wrapped(remark, "  ")
