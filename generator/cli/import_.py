"""`playbook import`: a CRM export becomes deal files, again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from generator.cli.options.office import library_of_the_extra
from generator.cli.options.options import deals_option, example
from generator.cli.output.failures import INPUT
from generator.cli.output.import_report import import_record, import_text
from generator.cli.output.printing import Progress, json_text, waiting
from generator.edit.crm.export.tables_of_file import tables_of
from generator.edit.crm.import_map import ImportMap
from generator.edit.crm.importing import plan_import
from generator.edit.crm.maps import SHIPPED, read_map, shipped_maps
from generator.edit.crm.merge.plan import ImportPlan, carry_out
from generator.edit.crm.records import with_parts
from generator.edit.crm.tables import CsvTable
from generator.edit.lock import held
from generator.problems import Problem, Refused, expected
from generator.read.files import WorkTree

Tables = list[tuple[str, CsvTable]]
"""Tables of an export, each with the part that it plays."""
STANDARD_INPUT = "-"


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
    """Return every table with the part that it plays. Raises Refused where a file cannot be read or fits no part."""
    tables: Tables = []
    problems: list[Problem] = []
    for file, name in zip(files, file_names(files), strict=True):
        try:
            with library_of_the_extra():
                tables += with_parts(tables_of(name, content_of(root, file), by.formats), by)
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    return tables


def content_of(root: Path, file: Path) -> bytes:
    """Return what a file holds; `-` is standard input."""
    with click.open_file(STANDARD_INPUT if str(file) == STANDARD_INPUT else str(root / file), "rb") as opened:
        content: bytes = opened.read()
    return content


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


def file_names(files: Sequence[Path]) -> list[str]:
    """Return the names by which files are spoken of: without their folders where that tells them apart."""
    short = Counter(file.name for file in files)
    names = [file.name if short[file.name] == 1 else file.as_posix() for file in files]
    return ["stdin" if name == STANDARD_INPUT else name for name in names]


def check_files(root: Path, files: Sequence[Path]) -> None:
    """Look at the files before anything is read. Raises UsageError for one given twice, missing, or a folder."""
    if twice := [str(file) for file, count in Counter(root / file for file in files).items() if count > 1]:
        raise click.UsageError(f"{twice[0]} is given twice")
    for file in files:
        if (root / file).is_dir():
            inside = sorted(each.name for each in (root / file).iterdir() if each.suffix in (".csv", ".xlsx"))
            example = f": {file / inside[0]}" if inside else ""
            raise click.UsageError(f"{root / file} is a folder; name the files in it{example}")
        if str(file) != STANDARD_INPUT and not (root / file).is_file():
            raise click.UsageError(f"there is no file {root / file}")


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
@click.option("--all", "each", is_flag=True, help="Name every row, not the first of a kind.")
@click.option("--json", "for_programs", is_flag=True, help="Print it for other programs.")
@deals_option
@click.pass_context
def import_(
    ctx: click.Context,
    files: tuple[Path, ...],
    map_: str,
    dry_run: bool,
    each: bool,
    for_programs: bool,
    deals: str,
) -> None:
    """Turn the files of a CRM's export, CSV or .xlsx, into deal files, account files and players.

    Run it again after the next export: fields that the map says the CRM owns follow the CRM, everything else stays
    as it was written. Rows that cannot be read are reported and the others imported. The map's format is explained
    in docs/import.md. Ends with 1 if a row was refused or a field left out.
    """
    root: Path = ctx.obj
    check_files(root, files)
    by = chosen_map(root, map_)
    folder = root / deals
    tables = read_tables(root, files, by)
    plan = planned(folder, by, tables) if dry_run else carried_out(folder, by, tables)
    click.echo(json_text(import_record(plan, each=each)) if for_programs else "\n".join(import_text(plan, each=each)))
    ctx.exit(0 if plan.accounting.is_complete else INPUT)
