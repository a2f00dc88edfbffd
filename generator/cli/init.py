"""`playbook init`: a new playbook in a folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from generator.cli.options.options import example
from generator.cli.output.failures import INPUT
from generator.edit.forges import NAMES, PUBLIC, Forge, forge_files
from generator.edit.new import new_playbook
from generator.edit.writing import write_below
from generator.read.method import DEFAULT, shipped

FORGES: Mapping[str, tuple[Forge, ...]] = {
    "both": ("github", "gitlab"),
    "github": ("github",),
    "gitlab": ("gitlab",),
    "none": (),
}


class Owners(click.ParamType[str]):
    """Who owns files, as a forge writes it: `@acme/sales`, several of them with blanks between."""

    name = "owners"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the names as they stand, or fail with how to write them."""
        if re.fullmatch(r"@[\w./-]+( @[\w./-]+)*", value):
            return str(value)
        return self.fail(f"{value!r} names nobody (write it like @acme/sales)", param, ctx)


@click.command(
    epilog=example(
        "playbook init our-deals", "playbook init --forge github --team @acme/sales --maintainers @acme/it"
    )
)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--name", default="Deal playbook", show_default=True, help="What the site is called.")
@click.option("--forge", type=click.Choice(list(FORGES)), default="both", show_default=True, help="Whose workflows.")
@click.option("--team", type=Owners(), default="@sales", show_default=True, help="Who owns the deals.")
@click.option("--maintainers", type=Owners(), default="@playbook", show_default=True, help="Who owns the rest.")
@click.option("--sharded", is_flag=True, help="Let four machines of the forge build the site together.")
@click.pass_context
def init(ctx: click.Context, folder: Path, name: str, forge: str, team: str, maintainers: str, sharded: bool) -> None:
    """Start a playbook: mkdocs.yml, .gitignore, and deals/ with the team's page and one commented deal.

    With it come the workflows of a forge, which compare, check and build a proposed change and publish the default
    branch, the code owners, and the form of a proposal.

    Nothing that is there is overwritten: if one of these files is, all of them are left.
    """
    target = ctx.obj / folder
    files = dict(new_playbook(name, shipped(DEFAULT)))
    for each in FORGES[forge]:
        files |= forge_files(each, team, maintainers, sharded=sharded)
    there = [path for path in files if (target / path).exists() or (target / path).is_symlink()]
    if there:
        for path in there:
            click.echo(f"{target / path} is there already", err=True)
        click.echo("nothing was written; start in another folder, or move these files away", err=True)
        ctx.exit(INPUT)
    for path, content in files.items():
        write_below(target, path, content)
        click.echo(f"wrote {target / path}")
    for each in FORGES[forge]:
        click.echo(f"on {NAMES[each]}: set the variable PLAYBOOK to what is installed there. {PUBLIC[each]};")
        click.echo("  nothing is published before you set PLAYBOOK_PAGES_ARE_PRIVATE to yes")
    click.echo("next: playbook serve, and write into the deal while you look at its page")
