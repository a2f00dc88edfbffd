"""For people: a line for each remark that an editor turns into a link, and one that counts them."""

from __future__ import annotations

from collections.abc import Iterator

import click

from generator.cli.printing import harmless
from generator.cli.remarks import Checked, Remark
from generator.show.printed import counted


def in_words(result: Checked) -> Iterator[str]:
    """Yield the lines of a whole check."""
    yield from map(line, result.remarks())
    colour = "red" if result.problems else "green"
    yield click.style(counts(result), fg=colour)


def line(remark: Remark) -> str:
    """Return one remark as a line."""
    place = click.style(f"{remark.path}:{remark.line}:{remark.column}:", bold=True)
    remedy = click.style(f" ({harmless(remark.remedy)})", dim=True) if remark.remedy else ""
    if remark.kind == "problem":
        return f"{place} {harmless(remark.says)}{remedy}"
    kind = click.style(f"{remark.kind}:", fg="yellow")
    return f"{place} {kind} {harmless(remark.says)}{remedy} [{remark.code}]"


def counts(result: Checked) -> str:
    """Return how much was read and found."""
    problems = counted(len(result.problems), "problem")
    findings = counted(len(result.findings), "finding")
    changed = " in changed deals" if result.since else ""
    return f"{counted(result.deals, 'deal')} read: {problems}, {findings}{changed}"
