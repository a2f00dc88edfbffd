"""Mends of files as differences, and the question whether to write them."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from difflib import unified_diff

import click

from generator.cli.output.printing import one_line, waiting
from generator.cli.output.streams import is_terminal
from generator.edit.fixing import Fixed, plan_fixes, write_fixes
from generator.edit.lock import held
from generator.problems import Problem, shown
from generator.read.files import WorkTree
from generator.show.text.values import counted

COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def show_fixes(source: WorkTree, problems: tuple[Problem, ...], today: dt.date) -> Mapping[str, Fixed]:
    """Print the certain mends of some problems as a difference, and return them by file."""
    plan = plan_fixes(source, problems, today)
    for path, each in plan.items():
        click.echo("\n".join(difference(f"{source.name}/{path}", each)))
    return plan


def difference(path: str, of: Fixed) -> Iterator[str]:
    """Yield the lines of a unified difference; what is not for reading is spelled out."""
    before, after = (content.decode("utf-8").removesuffix("\n").split("\n") for content in (of.before, of.after))
    for line in unified_diff(before, after, path, path, lineterm=""):
        text = one_line(shown(line.removesuffix("\r")))
        bold = line.startswith(("+++ ", "--- "))
        yield click.style(text, fg=None if bold else COLOURS.get(line[:1]), bold=bold)


def write_shown(source: WorkTree, plan: Mapping[str, Fixed], *, without_asking: bool) -> None:
    """Write mends that were shown; on a terminal, only if the answer is yes."""
    if not plan:
        click.echo("nothing to mend that can mean one thing only")
        return
    files = counted(len(plan), "file")
    asked = is_terminal(sys.stdin) and is_terminal(sys.stdout) and not without_asking
    if asked and not click.confirm(f"Write this to {files}?"):
        click.echo("nothing was written")
        return
    with held(source.root, tell=waiting):
        changed = write_fixes(source, plan)
    for path in changed:
        click.echo(f"{source.name}/{path} was changed by somebody else meanwhile and left as it is; run this again")
    mended = sum(len(each.mended) for path, each in plan.items() if path not in changed)
    click.echo(f"mended {counted(mended, 'problem')} in {counted(len(plan) - len(changed), 'file')}")
