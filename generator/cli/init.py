"""`playbook init`: a new playbook in a folder."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.failures import INPUT
from generator.cli.options import example
from generator.edit.new import new_playbook
from generator.edit.writing import write_below
from generator.read.method import DEFAULT, shipped


@click.command(epilog=example("playbook init our-deals"))
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--name", default="Deal playbook", show_default=True, help="What the site is called.")
@click.pass_context
def init(ctx: click.Context, folder: Path, name: str) -> None:
    """Start a playbook: mkdocs.yml, .gitignore, and deals/ with the team's page and one commented deal.

    Nothing that is there is overwritten: if one of these files is, all of them are left.
    """
    target = ctx.obj / folder
    files = new_playbook(name, shipped(DEFAULT))
    there = [path for path in files if (target / path).exists() or (target / path).is_symlink()]
    if there:
        for path in there:
            click.echo(f"{target / path} is there already", err=True)
        click.echo("nothing was written; start in another folder, or move these files away", err=True)
        ctx.exit(INPUT)
    for path, content in files.items():
        write_below(target, path, content)
        click.echo(f"wrote {target / path}")
    click.echo("next: playbook serve, and write into the deal while you look at its page")
