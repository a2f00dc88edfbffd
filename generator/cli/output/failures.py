"""Errors of a command: the message, and the exit code that tells the reason."""

from __future__ import annotations

import click

from generator.cli.output.printing import harmless, problem_text
from generator.git.command import GitFailed
from generator.problems import Refused

DONE, INPUT, USAGE, ELSE = 0, 1, 2, 3
"""Exit codes: done; the input has problems; the command was called wrongly; disk, git, a fault of ours."""
REINSTALL = "Install it again, in an environment of its own: pip install --force-reinstall deal-playbook"


def ended(error: Exception) -> int:
    """Print why a command ends and return its exit code. Raises the errors of click itself again."""
    if isinstance(error, click.exceptions.Exit | click.Abort | click.ClickException | BrokenPipeError):
        raise error
    if isinstance(error, Refused):
        for problem in error.problems:
            click.echo(problem_text(problem), err=True)
        return INPUT
    if isinstance(error, GitFailed):
        click.secho(f"playbook: git: {harmless(str(error))}", fg="red", err=True)
        return ELSE
    if isinstance(error, OSError):
        where = f": {harmless(str(error.filename))}" if error.filename else ""
        click.secho(f"playbook: {error.strerror or error}{where}", fg="red", err=True)
        return ELSE
    if isinstance(error, ImportError):
        click.secho(f"playbook: it is not installed as a whole: {harmless(str(error))}", fg="red", err=True)
        click.echo(REINSTALL, err=True)
        return ELSE
    kind = type(error).__name__
    says = f"playbook: this is a fault of the playbook, not of your files ({kind}: {error})"
    click.secho(harmless(says), fg="red", err=True)
    click.echo("Run it again with PLAYBOOK_DEBUG=1 and report what it prints to who keeps your playbook.", err=True)
    return ELSE
