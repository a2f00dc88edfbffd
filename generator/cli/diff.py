"""`playbook diff`: effects of a change on the deals, for people, for a pull request, for other programs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.cli.options.options import deals_folder, deals_option, example, site_address, today_option
from generator.cli.output.diff_text import in_words
from generator.cli.output.printing import harmless, json_text
from generator.git.command import ask
from generator.history.sides import Revisions, change_since
from generator.show.pull_request.comment import comment
from generator.show.records.difference import record


@click.command(epilog=example("playbook diff main", "playbook diff main HEAD --format markdown > comment.md"))
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format", "format_", type=click.Choice(["text", "markdown", "json"]), default="text", help="How to print it."
)
@site_address("--preview", "Site as it is after the change, for the comment's links.")
@deals_option
@today_option
@click.pass_context
def diff(
    ctx: click.Context, base: str, head: str | None, format_: str, preview: str | None, deals: str, today: dt.date
) -> None:
    """Tell what a change does to the deals: ratings, ranges, verdicts and findings before and after.

    BASE is a branch or a commit; the change begins where HEAD left it. HEAD is another, by default the files as they
    are on disk. Problems of the files after the change are listed and stop nothing: `playbook check` does.
    """
    if preview and format_ != "markdown":
        raise click.UsageError("--preview is for the comment: add --format markdown")
    if not Path(ctx.obj, deals).is_dir():
        ask(ctx.obj, "rev-parse", "--git-dir")  # outside a repository, that is said before a folder is missed
    if not head:
        deals_folder(ctx.obj, deals)
    change = change_since(ctx.obj, deals, Revisions(base, head), today, _say)
    if format_ == "json":
        click.echo(json_text(record(change)))
    elif format_ == "markdown":
        click.echo(comment(change, preview or ""), nl=False)
    else:
        click.echo("\n".join(in_words(change)))


def _say(guessed: str) -> None:
    """Say where the commit at which a head left its base had to be guessed."""
    click.echo(harmless(guessed), err=True)
