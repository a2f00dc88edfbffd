"""What the commands that write office files have in common: libraries that are an extra, files that are replaced."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import click

from generator.cli.output.failures import ELSE
from generator.edit.writing import write
from generator.git.log import Change
from generator.model.playbook import Surroundings
from generator.show.page import Commit

EXTRA = "in the playbook's folder: pip install '.[office]', or pipx install --force '.[office]'"


class NotHere(click.ClickException):
    """Something that is not part of the playbook has to be installed first; the message says what and how."""

    exit_code = ELSE


@contextlib.contextmanager
def library_of_the_extra() -> Iterator[None]:
    """End with what to install where an import inside finds nothing."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if not missing.name or missing.name.startswith("generator"):
            raise
        raise NotHere(f"{missing.name} is not installed ({EXTRA})") from None


def put(ctx: click.Context, file: Path, content: bytes) -> None:
    """Write the file whole, in place of one that may be there, and say so."""
    write(ctx.obj / file, content)
    click.echo(f"{file} written")


def name_of(surroundings: Surroundings) -> str:
    """Return what the playbook is called: as its team's page is, if there is one."""
    return surroundings.team.title or "Deal playbook"


def commit_of(change: Change | None) -> Commit | None:
    """Return a change as pages name it."""
    return Commit(change.id, change.date) if change else None
