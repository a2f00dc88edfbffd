"""`playbook xlsx`: the portfolio as a workbook."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.cli.options.extras import libraries_of
from generator.cli.options.judged_deals import judged_deals
from generator.cli.options.office import put
from generator.cli.options.options import deals_option, example, today_option
from generator.cli.output.failures import INPUT
from generator.cli.output.printing import problem_text


@click.command(epilog=example("playbook xlsx", "playbook xlsx reports/pipeline.xlsx --today 2026-12-01"))
@click.argument("file", type=click.Path(path_type=Path), default=Path("portfolio.xlsx"))
@deals_option
@today_option
@click.pass_context
def xlsx(ctx: click.Context, file: Path, deals: str, today: dt.date) -> None:
    """Write the portfolio as a workbook for Excel and its like: deals, forecast, open actions, all typed.

    FILE is portfolio.xlsx unless you name another. Ends with 1 if a file has a problem, after writing the others.
    """
    with libraries_of("office"):
        from generator.office.workbook import workbook
    judged = judged_deals(ctx.obj, deals, today)
    put(ctx, file, workbook(judged.rows, judged.surroundings, judged.setting, judged.deleted))
    for problem in judged.problems:
        click.echo(problem_text(problem), err=True)
    ctx.exit(INPUT if judged.problems else 0)
