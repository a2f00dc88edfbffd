"""What a command says when it cannot go on, and the exit code that tells why."""

from __future__ import annotations

import click

from generator.problems import Problem, Refused

DONE, INPUT, USAGE, ELSE = 0, 1, 2, 3
"""Exit codes: done; the input has problems; the command was called wrongly; disk, git, a fault of ours."""


def ended(error: Exception) -> int:
    """Say why a command ends and return its exit code; what click itself says passes through."""
    if isinstance(error, click.exceptions.Exit | click.Abort | click.ClickException):
        raise error
    if isinstance(error, Refused):
        say(error.problems)
        return INPUT
    if isinstance(error, OSError):
        where = f": {error.filename}" if error.filename else ""
        click.secho(f"playbook: {error.strerror or error}{where}", fg="red", err=True)
        return ELSE
    kind = type(error).__name__
    says = f"playbook: this is a fault of the playbook, not of your files ({kind}: {error})"
    click.secho(says.replace("\n", " "), fg="red", err=True)
    click.echo("Run it again with PLAYBOOK_DEBUG=1 and report what it prints to who keeps your playbook.", err=True)
    return ELSE


def say(problems: tuple[Problem, ...]) -> None:
    """Print problems, each on a line that an editor turns into a link."""
    for problem in problems:
        place = click.style(f"{problem.path}:{problem.line}:{problem.column}:", bold=True)
        remedy = click.style(f" ({problem.remedy})", dim=True) if problem.remedy else ""
        click.echo(f"{place} {problem.says}{remedy}", err=True)
