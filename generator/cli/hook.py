"""`playbook hook`: git hooks in a bare repository on a server of one's own."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from generator.cli.options.hook_environment import apart_from_git
from generator.cli.options.options import deals_option, example, today_option
from generator.cli.output.failures import INPUT, USAGE
from generator.cli.output.printing import problem_text
from generator.publish.branch import branch_of
from generator.publish.hooks import NotBare, NotOurs, install
from generator.publish.push_check import brought, deletes, move_of, moves
from generator.show.text.values import counted

Command = Callable[..., Any]
TOLD = 100
"""Problems that a pusher sees one by one."""


def branch_option(command: Command) -> Command:
    """Add --branch, the branch that is published."""
    return click.option(
        "--branch", metavar="NAME", default="main", show_default=True, help="The branch that is published."
    )(command)


def to_option(command: Command) -> Command:
    """Add --to, the folder of the releases."""
    return click.option(
        "--to", "to", metavar="DIR", required=True, type=click.Path(path_type=Path), help="Where releases are kept."
    )(command)


@click.group(epilog=example("playbook hook install /srv/deals.git --to /srv/playbook"))
def hook() -> None:
    """Let a bare repository keep problems out of a branch and publish it on every push."""


@hook.command("install", epilog=example("playbook hook install /srv/deals.git --to /srv/playbook"))
@click.argument("repository", metavar="BARE_REPO", type=click.Path(path_type=Path))
@to_option
@branch_option
@deals_option
@click.option("--force", is_flag=True, help="Replace hooks that somebody else wrote.")
@click.pass_context
def install_command(ctx: click.Context, repository: Path, to: Path, branch: str, deals: str, force: bool) -> None:
    """Write the hooks pre-receive and post-receive of a bare repository.

    The first refuses a push that would bring problems, links or submodules into the branch; the second publishes what
    was let in to DIR. Both tell the pusher. Installing again writes the same again.
    """
    repository = ctx.obj / repository
    if not repository.is_dir():
        raise click.UsageError(f"there is no folder {repository}", ctx)
    run = [sys.executable, "-P", "-m", "generator", "hook"]
    what = ["--branch", branch, "--deals", deals]
    commands = {
        "pre-receive": [*run, "pre-receive", *what],
        "post-receive": [*run, "post-receive", "--to", str((ctx.obj / to).resolve()), *what],
    }
    try:
        with apart_from_git():
            written = install(repository, commands, force=force)
    except NotBare as refused:
        click.echo(str(refused), err=True)
        ctx.exit(USAGE)
    except NotOurs as refused:
        for path in refused.paths:
            click.echo(f"{path} was written by somebody else", err=True)
        click.echo("nothing was written; --force replaces them", err=True)
        ctx.exit(INPUT)
    for path in written:
        click.echo(f"wrote {path}")
    click.echo(f"next: playbook publish --repo {repository} --to {to}, and a web server with the root {to}/current")


@hook.command("pre-receive", hidden=True, epilog=example("git push"))
@branch_option
@deals_option
@today_option
@click.pass_context
def pre_receive(ctx: click.Context, branch: str, deals: str, today: dt.date) -> None:
    """Refuse a push that brings problems into the branch. Git runs this, with the push on standard input."""
    published = branch_of(ctx.obj, branch, deals)
    move = move_of(published, moves(sys.stdin))
    if move is None:
        return
    if deletes(move):
        click.echo(f"{branch} is what the site shows; it cannot be deleted by a push", err=True)
        ctx.exit(INPUT)
    if problems := brought(published, move, today):
        for problem in problems[:TOLD]:
            click.echo(problem_text(problem), err=True)
        if len(problems) > TOLD:
            click.echo("and more, which playbook check lists", err=True)
        click.echo(f"refused: {counted(len(problems), 'problem')}; {branch} stays as it was", err=True)
        ctx.exit(INPUT)


@hook.command("post-receive", hidden=True, epilog=example("git push"))
@to_option
@branch_option
@deals_option
@click.pass_context
def post_receive(ctx: click.Context, to: Path, branch: str, deals: str) -> None:
    """Publish the branch if a push moved it. Git runs this, with what was pushed on standard input."""
    with apart_from_git():
        move = move_of(branch_of(ctx.obj, branch, deals), moves(sys.stdin))
        if move and not deletes(move):
            from generator.cli.publish import publish_pushed  # MkDocs, which a look at a push does without

            publish_pushed(ctx, ctx.obj, branch, deals, to)
