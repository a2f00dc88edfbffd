"""Shared parts of the commands that write office files: the libraries of the extra, and replacing a file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import click

from generator.cli.output.failures import ELSE
from generator.git.log import Change
from generator.model.playbook import Surroundings
from generator.show.page import Commit
from generator.storage.atomic_write import write_whole

EXTRA = "in the playbook's folder: pip install '.[office]', or pipx install --force '.[office]'"


class NotHere(click.ClickException):
    """A program or library has to be installed first; the message says which and how."""

    exit_code = ELSE


@contextlib.contextmanager
def library_of_the_extra() -> Iterator[None]:
    """Context of importing a library of the extra. Raises NotHere, with the remedy, where it is not installed."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if not missing.name or missing.name.startswith("generator"):
            raise
        library = missing.name.partition(".")[0]
        raise NotHere(f"{library} is not installed ({EXTRA})") from None


def put(ctx: click.Context, file: Path, content: bytes) -> None:
    """Write the file whole, in place of one that may be there, and print its name."""
    write_whole(ctx.obj / file, content)
    click.echo(f"{file} written")


def name_of(surroundings: Surroundings) -> str:
    """Return the playbook's name: its team's title, if there is one."""
    return surroundings.team.title or "Deal playbook"


def commit_of(change: Change | None) -> Commit | None:
    """Return a change as pages name it."""
    return Commit(change.id, change.date) if change else None
