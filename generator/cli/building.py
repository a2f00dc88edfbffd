"""Building the site and telling what came of it: the part of `playbook build` that loads all of the generator."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import NamedTuple

import click

from generator.cli.failures import INPUT
from generator.cli.printing import Progress, problem_line
from generator.plugin.driver import build
from generator.plugin.reckoning import Wishes
from generator.show.printed import counted
from generator.site.search import SHARDED
from generator.site.unchanged import keep


class Wanted(NamedTuple):
    """What the command line asks for."""

    root: Path
    site_dir: Path | None
    offline: bool
    jobs: int | None
    keep_going: bool
    today: dt.date | None
    cache: Path | None
    afresh: bool


def build_and_tell(wanted: Wanted, cache: Path, asked: str, begun: float) -> int:
    """Build, print what was built and the problems met, and return the exit code."""
    wishes = Wishes(
        today=wanted.today,
        jobs=wanted.jobs,
        keep_going=wanted.keep_going,
        tell=Progress("Building deals:"),
        cache=wanted.cache,
        afresh=wanted.afresh,
    )
    site = wanted.root / wanted.site_dir if wanted.site_dir else None
    built = build(wanted.root / "mkdocs.yml", wishes, site, from_disk=wanted.offline)
    for problem in built.problems:
        click.echo(problem_line(problem), err=True)
    if built.proof:
        keep(cache, asked, built.proof)
    took = time.monotonic() - begun
    click.echo(f"{counted(built.deals, 'deal')} built in {took:.1f} s: {counted(len(built.files), 'file')}")
    if built.sharded:
        click.echo(SHARDED)
    return INPUT if built.problems else 0
