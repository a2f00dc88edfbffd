"""What several commands print alike."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

import click

from generator.problems import Problem

Item = TypeVar("Item")
PATIENCE = 2.0
"""Seconds after which a command shows how far it is."""


def problem_line(problem: Problem) -> str:
    """Return a problem as a line that an editor turns into a link."""
    place = click.style(f"{problem.path}:{problem.line}:{problem.column}:", bold=True)
    remedy = click.style(f" ({problem.remedy})", dim=True) if problem.remedy else ""
    return f"{place} {problem.says}{remedy}"


def progress(items: Sequence[Item], doing: str) -> Iterator[Item]:
    """Yield every item; what takes over two seconds shows how far it is, on a terminal only."""
    begun, shown = time.monotonic(), False
    for done, item in enumerate(items):
        if sys.stderr.isatty() and done % 16 == 0 and time.monotonic() - begun > PATIENCE:
            click.echo(f"\r{doing} {done:,} of {len(items):,}", nl=False, err=True)
            shown = True
        yield item
    if shown:
        click.echo("\r" + " " * 40 + "\r", nl=False, err=True)
