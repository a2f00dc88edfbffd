"""`playbook reassign`: open deals and open actions from one owner to another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click

from generator.cli.options.options import deals_folder, deals_option, example
from generator.cli.output.failures import INPUT
from generator.cli.output.printing import harmless, problem_text, waiting
from generator.edit.lock import held
from generator.edit.reassigning import Handover, handover, left
from generator.model.counting import counted
from generator.model.who import called, handle
from generator.problems import Problem
from generator.read.files import TEAM, WorkTree
from generator.read.playbook import read_surroundings
from generator.storage.atomic_write import write_whole


@click.command(epilog=example('playbook reassign "Dana Reyes" "Mina Orchard" --dry-run'))
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@deals_option
@click.pass_context
def reassign(ctx: click.Context, old: str, new: str, dry_run: bool, deals: str) -> None:
    """Hand the open deals and open actions of OLD over to NEW, both as names or keys of members.

    Only the names change, every other byte of the files stays. All files are changed or none: one that can only be
    changed by hand is said with its place. Closed deals and actions that are not open stay with OLD and are counted.
    """
    folder = deals_folder(ctx.obj, deals)
    source = WorkTree(folder)
    if not new.strip():
        raise click.UsageError("NEW is empty: write the name of a person or the key of a member")
    with held(folder, tell=waiting):
        surroundings, problems = read_surroundings(source)
        if unread := [each for each in problems if each.path == f"{source.name}/{TEAM}"]:
            _refuse(ctx, unread)
        if handle(called(old, surroundings.members)) == handle(called(new, surroundings.members)):
            raise click.UsageError(f"{harmless(old)} and {harmless(new)} are the same person")
        name = called(new, surroundings.members)
        every = [
            found
            for path in source.listing().deals.values()
            if (found := handover(source.name, path, source.read(path), old, name, surroundings))
        ]
        handed = [each for each in every if each.hands_over]
        if not dry_run:
            write_all(source, handed)
    for line in _said(folder, every, called(old, surroundings.members), name, dry_run=dry_run):
        click.echo(harmless(line))
    if not every or any(each.unreadable for each in every):
        ctx.exit(INPUT)


def _refuse(ctx: click.Context, problems: list[Problem]) -> NoReturn:
    """Say why nobody can tell who OLD and NEW are: the members are not read."""
    for problem in problems:
        click.echo(problem_text(problem), err=True)
    click.echo("nothing was handed over: who is meant stands among the team's members", err=True)
    ctx.exit(INPUT)


def write_all(source: WorkTree, handed: list[Handover]) -> None:
    """Write every file, or none: what was written is put back where one cannot be. Raises the error of that one."""
    before = {each.path: source.read(each.path) for each in handed}
    written: list[str] = []
    try:
        for each in handed:
            write_whole(source.root / each.path, each.content)
            written.append(each.path)
    except BaseException:
        for path in written:
            write_whole(source.root / path, before[path])
        raise


def _said(folder: Path, every: list[Handover], old: str, new: str, *, dry_run: bool) -> Iterator[str]:
    would = "would hand over" if dry_run else "handed over"
    handed = [each for each in every if each.hands_over]
    for each in handed:
        actions = counted(each.actions, "action") if each.actions else ""
        yield f"{folder / each.path}: {' and '.join(filter(None, ('the deal' if each.deal else '', actions)))}"
    deals = counted(sum(each.deal for each in handed), "deal")
    yield f"{would} {deals} and {counted(sum(each.actions for each in handed), 'action')} from {old} to {new}"
    kept = ", ".join(counted(number, one, many) for number, one, many in left(every) if number)
    if kept:
        yield f"left with {old}: {kept}"
    if not every:
        yield f"no deal names {old}"
    for each in every:
        if each.unreadable:
            yield f"{folder / each.path} cannot be read and was left as it is; playbook check says why"
