"""`playbook reassign`: open deals and open actions from one owner to another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click

from generator.cli.options.options import deals_folder, deals_option, example
from generator.cli.output.failures import INPUT
from generator.cli.output.printing import OBEYED, harmless, problem_text, waiting
from generator.edit.lock import held
from generator.edit.reassigning import Handover, handover, left
from generator.model.counting import counted
from generator.model.playbook import Surroundings
from generator.model.who import CURLY, called, handle
from generator.problems import Problem, nearest
from generator.read.file_names import TEAM
from generator.read.files import WorkTree
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
    _check_names(OLD=old, NEW=new)
    with held(folder, tell=waiting):
        surroundings, problems = read_surroundings(source)
        if unread := [each for each in problems if each.path == f"{source.name}/{TEAM}"]:
            _refuse(ctx, unread)
        if handle(called(old, surroundings.members)) == handle(called(new, surroundings.members)):
            raise click.UsageError(f"{harmless(old)} and {harmless(new)} are the same person")
        name = _owner(new, surroundings)
        every = [
            found
            for path in source.listing().deals.values()
            if (found := handover(source.name, path, source.read(path), old, name, surroundings))
        ]
        handed = [each for each in every if each.hands_over]
        if not dry_run:
            write_all(source, handed)
    whose = called(old, surroundings.members)
    for line in _said(folder, every, whose, name, dry_run=dry_run):
        click.echo(harmless(line))
    for line in _besides(folder, whose, name, surroundings, is_named=bool(every)):
        click.echo(harmless(line))
    if not every or any(each.unreadable for each in every):
        ctx.exit(INPUT)


def _check_names(**names: str) -> None:
    """Check that names can be those of people. Raises UsageError where one cannot."""
    for which, name in names.items():
        if not name.strip():
            raise click.UsageError(f"{which} is empty: write the name of a person or the key of a member")
        if OBEYED.search(name):
            raise click.UsageError(
                f"{which} holds a character that nobody can see: {harmless(name)!r}; type it again"
            )
        if CURLY.fullmatch(name.strip()):
            raise click.UsageError(f"{which} stands between typographic quotes: {name}; write straight ones")


def _owner(new: str, around: Surroundings) -> str:
    """Return the name of the new owner. Raises UsageError where it is nearly a member's, and so probably misspelt."""
    name = called(" ".join(new.split()), around.members)
    members = set(around.members.values())
    meant = nearest(name, members) if name not in members else None
    if meant:
        says = f"{name} is no member of the team; did you mean {meant}?"
        raise click.UsageError(f"{harmless(says)} If it is somebody else, add that name to `members` in {TEAM} first")
    return name


def _besides(folder: Path, old: str, new: str, around: Surroundings, *, is_named: bool) -> Iterator[str]:
    """Yield what else there is to know: accounts that stay, names that nobody has, and a new owner of no team."""
    owned = [
        each.path for each in around.accounts.values() if handle(called(each.owner, around.members)) == handle(old)
    ]
    if owned:
        yield f"{old} still owns {counted(len(owned), 'account')}: {', '.join(str(folder / each) for each in owned)}"
    members = set(around.members.values())
    if not is_named:
        meant = nearest(old, members) if old not in members else None
        yield f"no deal names {old}" + (f"; did you mean {meant}?" if meant else "")
    if members and new not in members:
        yield f"{new} is no member of the team in {folder / TEAM}"


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
    for each in every:
        if each.unreadable:
            yield f"{folder / each.path} cannot be read and was left as it is; playbook check says why"
