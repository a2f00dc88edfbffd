"""`playbook xlsx`: the portfolio as a workbook."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.assess.deal.assessment import assess
from generator.assess.portfolio.row import DealRow, row_of
from generator.cli.options.office import commit_of, library_of_the_extra, name_of, put
from generator.cli.options.options import deals_folder, deals_option, example, today_option
from generator.cli.output.failures import INPUT
from generator.cli.output.printing import problem_text, progress
from generator.git.cache_file import memory
from generator.git.log_cache import kept_log
from generator.history.deleted import deleted_deals
from generator.history.history import chronicle_of, histories, past_of
from generator.problems import Problem
from generator.read.files import WorkTree
from generator.read.playbook import read_listed_deal, read_surroundings
from generator.show.page import Setting


@click.command(epilog=example("playbook xlsx", "playbook xlsx reports/pipeline.xlsx --today 2026-12-01"))
@click.argument("file", type=click.Path(path_type=Path), default=Path("portfolio.xlsx"))
@deals_option
@today_option
@click.pass_context
def xlsx(ctx: click.Context, file: Path, deals: str, today: dt.date) -> None:
    """Write the portfolio as a workbook for Excel and its like: deals, forecast, open actions, all typed.

    FILE is portfolio.xlsx unless you name another. Ends with 1 if a file has a problem, after writing the others.
    """
    with library_of_the_extra():
        from generator.office.workbook import workbook
    source = WorkTree(deals_folder(ctx.obj, deals))
    listing = source.listing()
    surroundings, around = read_surroundings(source, today)
    problems: list[Problem] = list(around)
    rows: list[DealRow] = []
    cache = memory(ctx.obj)
    log = kept_log(source.root, cache)
    chronicle = chronicle_of(log, source.root, cache)
    deleted = deleted_deals(chronicle, listing.deals.values(), today)
    with histories(chronicle, surroundings.method, today) as history_of:
        for path in progress(list(listing.deals.values()), "Judging deals:"):
            reading = read_listed_deal(source, path, surroundings)
            problems += reading.problems
            if reading.noun:
                past = past_of(history_of(path), reading.noun, today, surroundings.method)
                rows.append(row_of(assess(reading.noun, surroundings, today, past), surroundings, past))
    setting = Setting(today, name_of(surroundings), commit_of(log.newest))
    put(ctx, file, workbook(rows, surroundings, setting, deleted))
    for problem in problems:
        click.echo(problem_text(problem), err=True)
    ctx.exit(INPUT if problems else 0)
