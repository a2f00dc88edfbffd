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
    remedy = click.style(f" ({harmless(problem.remedy)})", dim=True) if problem.remedy else ""
    return f"{place} {harmless(problem.says)}{remedy}"


def harmless(text: str) -> str:
    """Return a text on one line, without what a forge's runner obeys anywhere in a line that is printed: `##[`.

    The other form of a command, `::`, counts at the start of a line alone, where we print a place.
    """
    return " ".join(text.splitlines()).replace("##[", "##\\[")


class Progress:
    """Shows how far something is once it takes over two seconds, on a terminal only."""

    def __init__(self, doing: str) -> None:
        """Begin; `doing` goes before the numbers."""
        self._doing = doing
        self._begun = time.monotonic()
        self._length = 0

    def __call__(self, done: int, whole: int) -> None:
        """Show that so many are done; when all are, the line goes away."""
        if sys.stderr.isatty() and (self._length or time.monotonic() - self._begun > PATIENCE):
            said = f"{self._doing} {done:,} of {whole:,}" if done < whole else ""
            click.echo(f"\r{said:<{self._length}}" + ("" if said else "\r"), nl=False, err=True)
            self._length = len(said)


def progress(items: Sequence[Item], doing: str) -> Iterator[Item]:
    """Yield every item and show how far it is."""
    show = Progress(doing)
    for done, item in enumerate(items):
        show(done, len(items))
        yield item
    show(len(items), len(items))
