"""`playbook diff`: effects of a change on the deals, for people, for a pull request, for other programs."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path
from typing import NamedTuple

import click

from generator.cli.options.options import deals_folder, deals_option, example, site_address, today_option
from generator.cli.output.diff_text import in_words
from generator.cli.output.printing import harmless, json_text
from generator.git.cache_file import CacheFolder, memory, memory_of_repository
from generator.git.command import ask
from generator.git.log import read_log
from generator.git.since import is_top, parting, prefix
from generator.git.tree import CommitFiles, tip
from generator.history.difference import Side, difference, side_of
from generator.history.history import chronicle_of
from generator.read.files import WorkTree
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
    root: Path = ctx.obj
    place = _place(root, deals)
    cache = _memory(root, place)
    with contextlib.ExitStack() as stack:
        after = _committed(stack, place, head, cache, today) if head else _on_disk(root, deals, cache, today)
        before = _committed(stack, place, _left(place.folder, base, head or "HEAD"), cache, today)
        change = difference(before, after, today)
    if format_ == "json":
        click.echo(json_text(record(change)))
    elif format_ == "markdown":
        click.echo(comment(change, preview or ""), nl=False)
    else:
        click.echo("\n".join(in_words(change)))


class _Place(NamedTuple):
    """A folder in which git is asked, the path of the deals from there, and the name of the deals folder."""

    folder: Path
    deals: str
    name: str


def _place(root: Path, deals: str) -> _Place:
    """Return where git is asked: in the deals folder if it is the top of a repository, else in the root."""
    folder = root / deals
    if folder.is_dir() and is_top(folder):
        return _Place(folder, "", WorkTree(folder).name)
    return _Place(root, deals, "")


def _left(folder: Path, base: str, head: str) -> str:
    """Return the commit at which `head` left `base`, and say where that had to be guessed."""
    commit, guessed = parting(folder, base, head)
    if guessed:
        click.echo(harmless(guessed), err=True)
    return commit


def _memory(root: Path, place: _Place) -> CacheFolder:
    bare = ask(place.folder, "rev-parse", "--is-bare-repository").strip() == "true"
    return memory_of_repository(root) if bare else memory(root)


def _on_disk(root: Path, deals: str, cache: CacheFolder, today: dt.date) -> Side:
    folder = deals_folder(root, deals)
    return side_of(WorkTree(folder), chronicle_of(read_log(folder), folder, cache), today)


def _committed(stack: contextlib.ExitStack, place: _Place, revision: str, cache: CacheFolder, today: dt.date) -> Side:
    folder, deals, name = place
    commit = tip(folder, revision).id
    tree = stack.enter_context(CommitFiles(folder, commit)).playbook(f"{prefix(folder)}{deals}", name)
    return side_of(tree, chronicle_of(read_log(folder, commit, deals), folder, cache), today)
