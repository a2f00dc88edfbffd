"""The part of `playbook build` that loads all of the generator: building, and printing the result."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import click

from generator.cli.output.failures import INPUT
from generator.cli.output.printing import Progress, harmless, problem_text
from generator.cli.output.site_size import size_text, size_warning
from generator.show.text.values import counted
from generator.site.build import Built
from generator.site.cache.up_to_date import keep
from generator.site.request import BuildRequest
from generator.site.session import build_again


def build_and_tell(root: Path, request: BuildRequest, store: Path, asked: str, begun: float) -> int:
    """Build the playbook in `root`, print the outcome and the problems met, and return the exit code."""
    request = replace(request, tell=Progress("Building deals:"))
    settings = request.last.settings if request.last else None
    built = (settings and build_again(settings, request)) or _build(root, request)
    for problem in built.problems:
        click.echo(problem_text(problem), err=True)
    if built.note:
        click.echo(harmless(built.note), err=True)
    if built.proof:
        keep(store, asked, built.proof)
    took = time.monotonic() - begun
    files = f"{counted(len(built.files), 'file')}, {size_text(built.size)}"
    click.echo(f"{counted(built.deals, 'deal')} built in {took:.1f} s: {files}")
    if warning := size_warning(built.size):
        click.echo(warning, err=True)
    return INPUT if built.problems else 0


def _build(root: Path, request: BuildRequest) -> Built:
    from generator.plugin.driver import build  # MkDocs takes a moment to load

    return build(root / "mkdocs.yml", request)
