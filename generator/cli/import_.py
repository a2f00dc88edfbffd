"""`playbook import`: a CRM export becomes deal files, again and again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from generator.cli.options.chosen_map import chosen_map
from generator.cli.options.export_files import check_files, content_of, file_names
from generator.cli.options.extras import libraries_of
from generator.cli.options.options import deals_option, example
from generator.cli.output.failures import INPUT
from generator.cli.output.import_report import import_record, import_text
from generator.cli.output.printing import Progress, json_text, waiting
from generator.cli.suggested_map import suggested_map
from generator.edit.crm.export.tables_of_file import tables_of
from generator.edit.crm.import_map import ImportMap
from generator.edit.crm.importing import plan_import
from generator.edit.crm.maps import other_maps
from generator.edit.crm.merge.plan import ImportPlan, carry_out
from generator.edit.crm.records.parts import with_parts
from generator.edit.crm.tables import CsvTable
from generator.edit.lock import held
from generator.problems import Problem, Refused
from generator.read.files import WorkTree

Tables = list[tuple[str, CsvTable]]
"""Tables of an export, each with the part that it plays."""
BOTH = "--suggest looks at the files by themselves; leave --map away"


def read_tables(root: Path, files: Sequence[Path], by: ImportMap) -> Tables:
    """Return every table with the part that it plays. Raises Refused where a file cannot be read or fits no part."""
    tables: Tables = []
    problems: list[Problem] = []
    for file, name in zip(files, file_names(files), strict=True):
        read: Sequence[CsvTable] = ()
        try:
            with libraries_of("office"):
                read = tables_of(name, content_of(root, file), by.formats)
            tables += with_parts(read, by)
        except Refused as refused:
            hint = "; ".join(other_maps(read[0], by.system)) if read else ""
            problems += [replace(each, remedy=hint) if hint else each for each in refused.problems]
    if problems:
        raise Refused(problems)
    return tables


def planned(folder: Path, by: ImportMap, tables: Tables) -> ImportPlan:
    """Return the plan of importing these tables, and show the progress of each step."""
    steps: dict[str, Progress] = {}

    def tell(step: str, done: int, whole: int) -> None:
        steps.setdefault(step, Progress(f"{step}:"))(done, whole)

    return plan_import(WorkTree(folder), by, tables, tell)


def carried_out(folder: Path, by: ImportMap, tables: Tables) -> ImportPlan:
    """Import these tables with no other command editing meanwhile, and return the plan."""
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with held(folder, tell=waiting):
            plan = planned(folder, by, tables)
            carry_out(plan, folder, Progress("Writing files:"))
            return plan
    finally:
        if is_new:
            with suppress(OSError):  # deals are in it, as a rule
                folder.rmdir()


@click.command(
    "import",
    epilog=example(
        "playbook import Opportunity.csv Account.csv Contact.csv --map salesforce",
        "playbook import deals.csv --map hubspot --dry-run",
        "playbook import export.csv --suggest > maps/our-crm.yml",
        "playbook import export.csv --map maps/our-crm.yml",
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--map", "map_", metavar="MAP", help="The map's file, or a shipped map's name.")
@click.option("--suggest", is_flag=True, help="Print a map for these files, and the first deals that it makes.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option("--all", "each", is_flag=True, help="Name every row, not the first of a kind.")
@click.option("--json", "for_programs", is_flag=True, help="Print it for other programs.")
@deals_option
@click.pass_context
def import_(
    ctx: click.Context,
    files: tuple[Path, ...],
    map_: str | None,
    suggest: bool,
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
    if suggest == (map_ is not None):
        raise click.UsageError("name a map with --map, or have one suggested with --suggest" if not suggest else BOTH)
    if suggest and (dry_run or each or for_programs):
        raise click.UsageError("--suggest prints a map and writes nothing; leave --dry-run, --all and --json away")
    if suggest:
        text, is_useful = suggested_map(root, files, deals)
        click.echo(text)
        ctx.exit(0 if is_useful else INPUT)
    by = chosen_map(root, map_ or "")
    folder = root / deals
    tables = read_tables(root, files, by)
    plan = planned(folder, by, tables) if dry_run else carried_out(folder, by, tables)
    click.echo(json_text(import_record(plan, each=each)) if for_programs else "\n".join(import_text(plan, each=each)))
    ctx.exit(0 if plan.accounting.is_complete else INPUT)
