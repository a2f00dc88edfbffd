"""`playbook build`: the site."""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import os
import time
from pathlib import Path
from typing import Any

import click

from generator.cli.options.options import DayType, example
from generator.cli.output.site_size import size_text
from generator.git.cache_file import memory
from generator.site.build_shard import SITE, BuildShard
from generator.site.cache.up_to_date import Proof, recalled
from generator.site.request import BuildRequest

SLICES = "slices"
MOST_SLICES = 256


class ShardType(click.ParamType[BuildShard]):
    """Option type of a slice out of several, like 2/4."""

    name = "shard"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> BuildShard:
        """Return the slice, or fail with how to write it."""
        number, slash, of = str(value).partition("/")
        if slash and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of) <= MOST_SLICES:
            return BuildShard(int(number), int(of))
        return self.fail(f"{value!r} is not a slice (write it like 2/4)", param, ctx)


@click.command(
    epilog=example(
        "playbook build",
        "playbook build --offline",
        "playbook build --site-dir /tmp/preview --keep-going",
        "playbook build --shard 2/4",
    )
)
@click.argument(
    "slices", nargs=-1, metavar="[SLICE]...", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--site-dir", type=click.Path(path_type=Path), metavar="DIR", help="Where the site goes.")
@click.option("--offline", is_flag=True, help="Make a folder that works without a server.  [default: site-offline]")
@click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N", help="Processes at once.  [default: as many as CPUs]"
)
@click.option("--keep-going", is_flag=True, help="Build the rest where files have problems; still end with 1.")
@click.option(
    "--cache", type=click.Path(path_type=Path), metavar="DIR", help="Folder of the cache.  [default: .playbook-cache]"
)
@click.option("--no-cache", "afresh", is_flag=True, help="Build everything, and leave the cache as it is.")
@click.option(
    "--shard", "part", type=ShardType(), metavar="K/N", help="Build slice K of N, into slices/K or --site-dir."
)
@click.option("--merge", is_flag=True, help="Join the slices that are named into the site.")
@click.option("--today", type=DayType(), metavar="DATE", help="Judge as of this day.  [default: today]")
@click.pass_context
def build(
    ctx: click.Context,
    site_dir: Path | None,
    offline: bool,
    jobs: int | None,
    keep_going: bool,
    cache: Path | None,
    afresh: bool,
    today: dt.date | None,
    part: BuildShard | None,
    merge: bool,
    slices: tuple[Path, ...],
) -> None:
    """Build the site that mkdocs.yml describes.

    A problem in any file stops the build, and the last good site stays. With --keep-going the broken files' pages
    say what is wrong with them, and the rest is built. With --offline the pages, links and search work in a folder
    that is opened from disk, beside the site unless --site-dir says where. What has not changed since the last build
    is taken over from it, with the same result.

    With --shard one of several machines builds some accounts into a SLICE, and with --merge one of them joins all
    slices, named one after the other, into the same site as that of one build.
    """
    begun = time.monotonic()
    if merge != bool(slices) or (part and merge):
        raise click.UsageError("--merge takes the slices to join, like: playbook build --merge slices/1 slices/2")
    if part:
        site_dir = Path(ctx.obj, site_dir or Path(SLICES, str(part.number))).absolute() / SITE
    asked = repr((ctx.obj.resolve(), site_dir and site_dir.absolute(), offline, keep_going, part))
    store = Path(memory(ctx.obj.resolve(), cache).folder)
    last = None if afresh or merge else recalled(store, asked)
    if last and last.holds(day_of(today)):
        say_unchanged(last.proof, begun)
        return
    site = ctx.obj / site_dir if site_dir else None
    joined = tuple(each.absolute() for each in slices)
    request = BuildRequest(
        site, offline, today, jobs, keep_going, cache=cache, afresh=afresh, part=part, slices=joined, last=last
    )
    ctx.exit(built(ctx.obj, request, store, asked, begun))


def built(root: Path, request: BuildRequest, store: Path, asked: str, begun: float) -> int:
    """Build, print the result and return the exit code."""
    # Hardly anything of a build goes in circles: looking for that took an eighth of the time.
    gc.set_threshold(100_000, 20, 100)
    from generator.cli.build_run import build_and_tell  # what builds takes a moment to load

    return build_and_tell(root, request, store, asked, begun)


def say_unchanged(proof: Proof, begun: float) -> None:
    """Print that nothing has changed since the last build."""
    took = time.monotonic() - begun
    click.echo(
        f"{proof.deals:,} deals, nothing changed, in {took:.1f} s: {proof.files:,} files, {size_text(proof.size)}"
    )


def day_of(today: dt.date | None) -> dt.date | None:
    """Return the day that the command line or the environment asks for; None where that is no date, or none."""
    with contextlib.suppress(ValueError):
        return today or dt.date.fromisoformat(os.environ.get("PLAYBOOK_TODAY", ""))
    return None
