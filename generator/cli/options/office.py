"""Shared parts of the commands that write office files: a file replaced, the playbook's name and its last change."""

from __future__ import annotations

from pathlib import Path

import click

from generator.git.log import Change
from generator.model.playbook import Surroundings
from generator.show.page import Commit
from generator.storage.atomic_write import write_whole


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
