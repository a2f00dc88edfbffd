"""`playbook check`: every problem and every finding, each with its place."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from generator.cli.options.options import chosen_paths, deals_folder, deals_option, example, today_option
from generator.cli.output.code_in_settings import newly_running
from generator.cli.output.failures import INPUT
from generator.cli.output.fixes import show_fixes, write_shown
from generator.cli.output.formats import github
from generator.cli.output.formats.gitlab import code_quality
from generator.cli.output.formats.plain_json import as_json
from generator.cli.output.formats.rdjson import rdjson
from generator.cli.output.formats.sarif import sarif
from generator.cli.output.formats.text import ALL, in_words, line
from generator.cli.output.printing import for_terminal, harmless
from generator.cli.output.remarks import Checked, checked
from generator.git.since import is_top, prefix, since
from generator.read.files import WorkTree

SUMMARY = "GITHUB_STEP_SUMMARY"
"""Environment variable with the file whose Markdown GitHub shows with the job."""
FORMATS: Mapping[str, Callable[[Checked, Path, dt.date], str]] = {
    "json": lambda result, _, today: as_json(result, today),
    "github": lambda result, folder, _: for_github(result, folder),
    "gitlab": lambda result, folder, _: code_quality(result, prefix(folder)),
    "rdjson": lambda result, folder, _: rdjson(result, prefix(folder)),
    "sarif": lambda result, folder, _: sarif(result, prefix(folder)),
}
"""Formats for other programs, from the results, the folder that paths are relative to, and the day."""


def for_github(result: Checked, folder: Path) -> str:
    """Return the annotations and put the rest into the job summary, or behind them where there is none."""
    commands, rest = github.commands(result, prefix(folder))
    if file := os.environ.get(SUMMARY):
        with Path(file).open("a", encoding="utf-8") as output:
            output.write(github.summary(result, rest))
        return commands
    return "\n".join([commands, *map(line, rest)]).strip("\n")


@click.command(
    epilog=example(
        "playbook check",
        "playbook check deals/aldermoor --strict",
        "playbook check --base origin/main --format github",
        "playbook check --fix",
    )
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", *FORMATS]), default="text", help="How to print it.")
@click.option("--base", metavar="REV", help="What changed since this revision comes first, findings of that alone.")
@click.option(ALL, "every", is_flag=True, help="Print each finding, not one per family and deal (text only).")
@click.option("--strict", is_flag=True, help="End with 1 on findings, too.")
@click.option("--fix", is_flag=True, help="Show the mends that can mean one thing only, write them, and check again.")
@click.option(
    "--diff", "diff_only", is_flag=True, help="Show these mends and write nothing; end with 1 if there is one."
)
@click.option("--yes", is_flag=True, help="With --fix: write without asking. Away from a terminal it never asks.")
@deals_option
@today_option
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    format_: str,
    base: str | None,
    every: bool,
    strict: bool,
    fix: bool,
    diff_only: bool,
    yes: bool,
    deals: str,
    today: dt.date,
) -> None:
    """Report every problem and finding with file, line and column.

    A problem is a mistake in a file; a finding is what contradicts, is unproven, stale, missing or overdue in a sound
    one, one line for all of a family in a deal. All files are read, PATHS only choose what is reported. With --base,
    a mkdocs.yml that newly brings in code is named as well. --fix mends what can mean one thing only, such as a sign
    without quotes, a tab or a typographic quote, and leaves every other byte. Ends with 1 if there is a problem.
    """
    if (fix or diff_only) and format_ != "text":
        raise click.UsageError("--fix and --diff print text; leave --format out")
    folder = deals_folder(ctx.obj, deals)
    source = WorkTree(folder)
    changed = since(folder, base, source.name) if base else None
    if changed and changed.guessed:
        click.echo(harmless(changed.guessed), err=True)
    chosen = chosen_paths(ctx.obj, folder, paths)
    settings = newly_running(ctx.obj, changed.commit) if changed else ()
    result = checked(source, today, changed, settings).within(chosen)
    if fix or diff_only:
        plan = show_fixes(source, result.problems, today)
        if diff_only:
            ctx.exit(INPUT if plan else 0)
        write_shown(source, plan, without_asking=yes)
        result = checked(source, today, changed, settings).within(chosen)
    _show(result, format_, source, today, every=every)
    ctx.exit(INPUT if result.problems or (strict and (result.findings or result.settings)) else 0)


def _show(result: Checked, format_: str, source: WorkTree, today: dt.date, *, every: bool) -> None:
    """Print the results; a note for which the format has no place goes to standard error."""
    if format_ == "text":
        click.echo("\n".join(for_terminal(in_words(result, every=every))))
        return
    if result.note and format_ != "json":
        click.echo(harmless(result.note), err=True)
    folder = source.root
    shown = result.below_top(source.name) if is_top(folder) and format_ != "json" else result
    if text := FORMATS[format_](shown, folder.absolute().parent, today):
        click.echo(text)
