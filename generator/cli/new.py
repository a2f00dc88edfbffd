"""`playbook new`: a commented deal file."""

from __future__ import annotations

import shlex

import click

from generator.cli.options.options import deals_folder, deals_option, example
from generator.cli.output.failures import INPUT
from generator.cli.output.printing import waiting
from generator.edit.lock import held
from generator.edit.new import fault_of, new_account, new_deal, title_of
from generator.edit.slugs import slug_of
from generator.read.files import WorkTree
from generator.read.playbook import read_surroundings
from generator.storage.atomic_write import write_below


@click.command(epilog=example("playbook new aldermoor/core-banking --title 'Core banking migration'"))
@click.argument("deal", metavar="ACCOUNT/DEAL")
@click.option("--title", default="", help="The deal's title.  [default: from its name]")
@deals_option
@click.pass_context
def new(ctx: click.Context, deal: str, title: str, deals: str) -> None:
    """Write a deal file with every criterion of the method and comments on what goes where.

    The account's file is written, too, where it is missing. A file that is there is never overwritten.
    """
    folder = deals_folder(ctx.obj, deals)
    identity = deal.removesuffix(".md")
    if fault := fault_of(identity):
        raise click.BadParameter(f"{fault}{_proposed(identity)}", ctx, param_hint="ACCOUNT/DEAL")
    account, _, slug = identity.partition("/")
    path, index = folder / account / f"{slug}.md", folder / account / "index.md"
    with held(folder, tell=waiting):
        if path.exists() or path.is_symlink():
            click.echo(f"{path} is there already; it was left as it is", err=True)
            ctx.exit(INPUT)
        surroundings, _ = read_surroundings(WorkTree(folder))
        if not (index.exists() or index.is_symlink()):
            write_below(folder, f"{account}/index.md", new_account(title_of(account)))
            click.echo(f"wrote {index}")
        write_below(folder, f"{account}/{slug}.md", new_deal(title or title_of(slug), surroundings.method))
    click.echo(f"wrote {path}")


def _proposed(identity: str) -> str:
    """Return the command that makes the deal under names that can be used, empty where none can be made of it."""
    account, _, deal = identity.partition("/")
    names = "/".join(map(slug_of, (account, deal)))
    if fault_of(names):
        return ""
    return f" (write {shlex.join(['playbook', 'new', names, '--title', deal.strip()])})"
