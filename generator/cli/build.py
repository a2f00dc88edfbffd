"""`playbook build`: the site."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import click

from generator.cli.failures import INPUT
from generator.cli.options import Day, example
from generator.cli.printing import Progress, problem_line
from generator.plugin.driver import build as build_site
from generator.plugin.reckoning import Wishes
from generator.show.printed import counted


@click.command(
    epilog=example(
        "playbook build", "playbook build --offline", "playbook build --site-dir /tmp/preview --keep-going"
    )
)
@click.option("--site-dir", type=click.Path(path_type=Path), metavar="DIR", help="Where the site goes.")
@click.option("--offline", is_flag=True, help="Make a folder that works without a server.  [default: site-offline]")
@click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N", help="Processes at once.  [default: as many as CPUs]"
)
@click.option("--keep-going", is_flag=True, help="Build the rest where files have problems; still end with 1.")
@click.option("--today", type=Day(), metavar="DATE", help="Judge as of this day.  [default: today]")
@click.pass_context
def build(
    ctx: click.Context,
    site_dir: Path | None,
    offline: bool,
    jobs: int | None,
    keep_going: bool,
    today: dt.date | None,
) -> None:
    """Build the site that mkdocs.yml describes.

    A problem in any file stops the build, and the last good site stays. With --keep-going the broken files' pages
    say what is wrong with them, and the rest is built. With --offline the pages, links and search work in a folder
    that is opened from disk, beside the site unless --site-dir says where.
    """
    begun = time.monotonic()
    wishes = Wishes(today=today, jobs=jobs, keep_going=keep_going, tell=Progress("Building deals:"))
    built = build_site(ctx.obj / "mkdocs.yml", wishes, ctx.obj / site_dir if site_dir else None, from_disk=offline)
    for problem in built.problems:
        click.echo(problem_line(problem), err=True)
    took = time.monotonic() - begun
    click.echo(f"{counted(built.deals, 'deal')} built in {took:.1f} s: {counted(len(built.files), 'file')}")
    ctx.exit(INPUT if built.problems else 0)
