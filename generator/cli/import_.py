"""`playbook import`: a CRM export becomes deal files, again and again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import click

from generator.cli.options.options import deals_option, example
from generator.cli.output.failures import INPUT
from generator.cli.output.printing import Progress, harmless, problem_line, waiting
from generator.edit.crm.cells import UnreadableCell
from generator.edit.crm.import_map import ImportMap
from generator.edit.crm.importing import FileCounts, ImportPlan, carry_out, plan_import
from generator.edit.crm.maps import SHIPPED, read_map, shipped_maps
from generator.edit.crm.records import part_of
from generator.edit.crm.tables import CsvTable, read_table
from generator.edit.lock import held
from generator.problems import Problem, Refused, expected
from generator.read.files import WorkTree

Tables = list[tuple[str, CsvTable]]
"""Tables of an export, each with the part that it plays."""
SHOWN = 40
"""Lines of one kind that are printed before the rest is only counted."""


def chosen_map(root: Path, named: str) -> ImportMap:
    """Return the map of a file, or the shipped one of that name.

    Raises UsageError where there is neither, Refused where the file is no map.
    """
    for path in (root / named, SHIPPED / f"{named}.yml"):
        if path.is_file():
            return read_map(path.name if path.parent == SHIPPED else named, path.read_bytes())
    meant = expected(named, shipped_maps())
    raise click.UsageError(f"there is no map {named!r}" + (f" ({meant})" if meant else ""))


def read_tables(root: Path, files: Sequence[Path], by: ImportMap) -> Tables:
    """Return every file with the part that it plays. Raises Refused where one cannot be read or fits no part."""
    tables: Tables = []
    problems: list[Problem] = []
    for file in files:
        try:
            table = read_table(file.name, (root / file).read_bytes(), by.formats)
            tables.append((part_of(table, by), table))
        except Refused as refused:
            problems += refused.problems
        except UnreadableCell as fault:
            problems.append(Problem(file.name, 1, 1, "no-part", f"the file {fault.says}", fault.remedy))
    if problems:
        raise Refused(problems)
    return tables


def planned(folder: Path, by: ImportMap, tables: Tables) -> ImportPlan:
    """Return the plan of importing these tables, and show the progress."""
    return plan_import(WorkTree(folder), by, tables, Progress("Importing deals:"))


def carried_out(folder: Path, by: ImportMap, tables: Tables) -> ImportPlan:
    """Import these tables with no other command editing meanwhile, and return the plan."""
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with held(folder, tell=waiting):
            plan = planned(folder, by, tables)
            carry_out(plan, folder)
            return plan
    finally:
        if is_new:
            with suppress(OSError):  # deals are in it, as a rule
                folder.rmdir()


def in_words(plan: ImportPlan) -> Iterator[str]:
    """Yield the lines about an import: its effects, and the rest that is left to people."""
    yield from some([problem_line(each) for each in plan.problems])
    yield from some([harmless(str(each)) for each in plan.by_hand])
    yield from some(
        [f"{harmless(path)}:1:1: its row is no longer in the export; the file was left" for path in plan.gone]
    )
    yield f"deals: {counts(plan.deals)}; accounts: {counts(plan.accounts)}"
    if plan.problems:
        yield click.style(f"{len(plan.problems):,} rows or files could not be imported; see above", fg="red")


def counts(tally: FileCounts) -> str:
    """Return how many files are new, changed and unchanged."""
    return f"{tally.new:,} new, {tally.changed:,} changed, {tally.same:,} unchanged"


def some(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines up to a limit, then how many more there are."""
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"... and {len(lines) - SHOWN:,} more like these"


@click.command(
    "import",
    epilog=example(
        "playbook import Opportunity.csv Account.csv Contact.csv --map salesforce",
        "playbook import deals.csv --map hubspot --dry-run",
        "playbook import export.csv --map maps/our-crm.yml",
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--map", "map_", metavar="MAP", required=True, help="The map's file, or a shipped map's name.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@deals_option
@click.pass_context
def import_(ctx: click.Context, files: tuple[Path, ...], map_: str, dry_run: bool, deals: str) -> None:
    """Turn the CSV files of a CRM's export into deal files, account files and players.

    Run it again after the next export: fields that the map says the CRM owns follow the CRM, everything else stays
    as it was written. Rows that cannot be read are reported and the others imported. The map's format is explained
    in docs/import.md. Ends with 1 if a row could not be imported.
    """
    root: Path = ctx.obj
    for file in files:
        if not (root / file).is_file():
            raise click.UsageError(f"there is no file {root / file}")
    by = chosen_map(root, map_)
    folder = root / deals
    tables = read_tables(root, files, by)
    for _, table in tables:
        for name in table.header.twice:
            click.echo(
                f"{table.header.file}:1:1: note: {harmless(name)!r} is there twice; the first one is read", err=True
            )
    plan = planned(folder, by, tables) if dry_run else carried_out(folder, by, tables)
    click.echo("\n".join(in_words(plan)))
    ctx.exit(INPUT if plan.problems else 0)
