"""`playbook publish`: the newest commit of a branch, for a web server to show."""

from __future__ import annotations

import datetime as dt
import os
import time
from dataclasses import replace
from pathlib import Path

import click

from generator.cli.options.hook_environment import apart_from_git
from generator.cli.options.options import DayType, deals_option, example
from generator.cli.output.failures import INPUT, ended
from generator.cli.output.printing import Progress, harmless, problem_text
from generator.git.tree import CommitFiles
from generator.plugin.driver import build as build_site
from generator.publish.branch import Branch, branch_of
from generator.publish.publishing import Published, publish
from generator.publish.releases import Releases
from generator.show.text.values import counted
from generator.site.build import Built
from generator.site.request import BuildRequest


@click.command(
    "publish",
    epilog=example(
        "playbook publish --to /srv/playbook",
        "playbook publish --repo /srv/deals.git --to /srv/playbook --branch main",
    ),
)
@click.option(
    "--to", "to", metavar="DIR", required=True, type=click.Path(path_type=Path), help="Where releases are kept."
)
@click.option(
    "--repo", metavar="REPO", default=".", type=click.Path(path_type=Path), help="The repository.  [default: here]"
)
@click.option("--branch", metavar="NAME", default="main", show_default=True, help="The branch that is published.")
@deals_option
@click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N", help="Processes at once.  [default: as many as CPUs]"
)
@click.option("--today", type=DayType(), metavar="DATE", help="Judge as of this day.  [default: today]")
@click.pass_context
def publish_command(
    ctx: click.Context, to: Path, repo: Path, branch: str, deals: str, jobs: int | None, today: dt.date | None
) -> None:
    """Build the newest commit of a branch and show it in one step; a web server's root is DIR/current.

    Only what is committed is published, mkdocs.yml included; no work tree is touched. A deal with a problem gets a
    page that says so, the rest is published, and the command ends with 1. Where nothing can be published, readers
    keep the release they have. Publishers wait for each other.
    """
    with apart_from_git():
        request = BuildRequest(today=today, jobs=jobs, tell=Progress("Building deals:"))
        publish_or_say(ctx, ctx.obj / repo, branch, deals, Releases(ctx.obj / to), request)


def publish_pushed(ctx: click.Context, repository: Path, name: str, deals: str, to: Path) -> None:
    """Publish the result of a push, unless another push's publish has done so meanwhile."""
    publish_or_say(ctx, repository, name, deals, Releases(to), BuildRequest(), unless_shown=dt.date.today())


def publish_or_say(
    ctx: click.Context,
    repository: Path,
    name: str,
    deals: str,
    releases: Releases,
    request: BuildRequest,
    unless_shown: dt.date | None = None,
) -> None:
    """Publish, print the result and end; after an error, print it and the release that readers see instead.

    With PLAYBOOK_DEBUG in the environment the error is raised as it is.
    """

    def build(config_file: Path, committed: CommitFiles, site: Path) -> Built:
        asked = replace(request, site_dir=site, keep_going=True, committed=committed)
        return build_site(config_file, asked)

    begun = time.monotonic()
    try:
        branch = branch_of(repository, name, deals)
        published = publish(branch, releases, build, unless_shown, _say_waiting)
    except Exception as error:
        if os.environ.get("PLAYBOOK_DEBUG"):
            raise
        try:
            code = ended(error)
        finally:
            click.echo(f"not published; {_seen(releases)}", err=True)
        ctx.exit(code)
    _say(branch, releases, published, time.monotonic() - begun)
    ctx.exit(INPUT if published.built and published.built.problems else 0)


def _say(branch: Branch, releases: Releases, published: Published, took: float) -> None:
    commit = f"{branch.name} at {published.newest.short}"
    if published.built is None:
        click.echo(f"{commit} is published already")
        return
    for problem in published.built.problems:
        click.echo(problem_text(problem), err=True)
    if published.built.note:
        click.echo(harmless(published.built.note), err=True)
    counts = (
        f"{counted(published.built.deals, 'deal')}, {counted(len(published.built.files), 'file')} in {took:.1f} s"
    )
    click.echo(f"published {commit} to {releases.current}: {counts}")


def _say_waiting() -> None:
    click.echo("waiting for another publish to end", err=True)


def _seen(releases: Releases) -> str:
    shown = releases.shown()
    return f"the site still shows {shown}" if shown else "there is no site yet"
