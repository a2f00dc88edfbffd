"""The part of `playbook build` that loads all of the generator: building, and printing the result."""

from __future__ import annotations

import time
from pathlib import Path

import click

from generator.cli.options.build_request import Wanted
from generator.cli.output.failures import INPUT
from generator.cli.output.printing import Progress, problem_line
from generator.show.text.values import counted
from generator.site.build import Built
from generator.site.cache.up_to_date import keep
from generator.site.request import Wishes
from generator.site.search.material import SHARDED
from generator.site.session import build_again


def build_and_tell(wanted: Wanted, cache: Path, asked: str, begun: float) -> int:
    """Build, print what was built and the problems met, and return the exit code."""
    last = wanted.last
    wishes = Wishes(
        today=wanted.today,
        jobs=wanted.jobs,
        keep_going=wanted.keep_going,
        tell=Progress("Building deals:"),
        cache=wanted.cache,
        afresh=wanted.afresh,
        part=wanted.part,
        slices=wanted.slices,
        looking=last.looking if last else None,
    )
    settings = last.settings if last else None
    built = (settings and build_again(settings, wishes)) or _build(wanted, wishes)
    for problem in built.problems:
        click.echo(problem_line(problem), err=True)
    if built.proof:
        keep(cache, asked, built.proof)
    took = time.monotonic() - begun
    click.echo(f"{counted(built.deals, 'deal')} built in {took:.1f} s: {counted(len(built.files), 'file')}")
    if built.sharded:
        click.echo(SHARDED)
    return INPUT if built.problems else 0


def _build(wanted: Wanted, wishes: Wishes) -> Built:
    from generator.plugin.driver import build  # MkDocs takes a moment to load

    site = wanted.root / wanted.site_dir if wanted.site_dir else None
    return build(wanted.root / "mkdocs.yml", wishes, site, from_disk=wanted.offline)
