"""`playbook rate`: one criterion of a deal, on its line."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

import click

from generator.cli.options.deal_file import Edits, found, in_short, known_by
from generator.cli.options.options import DayType, deals_option, example, today_option
from generator.cli.output.printing import harmless
from generator.edit.rating import US, RatingEdit
from generator.model.deal import Word
from generator.model.text import SPOKEN, Sign
from generator.problems import nearest


class RatingType(click.ParamType[Sign]):
    """Option type of a rating, by its sign or its word."""

    name = "rating"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Sign:
        """Return the sign, or fail with the one that was meant."""
        if value in SPOKEN:
            return SPOKEN[value]
        meant = nearest(value, SPOKEN)
        hint = f"did you mean {meant!r}?" if meant else 'write "+", "-", "?" or plus, minus, unknown'
        return self.fail(f"{value!r} is not a rating ({hint})", param, ctx)


@click.command(
    epilog=example(
        'playbook rate aldermoor/core-banking access_to_funds + --by customer --evidence "CFO, 2 Nov: budget signed"',
        "playbook rate aldermoor/core-banking solution_fit minus --for zeldrin --commit",
    )
)
@click.argument("deal", metavar="ACCOUNT/DEAL")
@click.argument("criterion")
@click.argument("rating", type=RatingType())
@click.option("--evidence", metavar="TEXT", default="", help="What was said or seen, and by whom.")
@click.option("--by", type=click.Choice(get_args(Word)), help="Whose word it is.")
@click.option(
    "--date", type=DayType(), metavar="DATE", help="When it was known.  [default for us, but not for ?: today]"
)
@click.option("--for", "rival", metavar="COMPETITOR", help="Rate this competitor instead of us.")
@click.option("--commit", is_flag=True, help="Commit this file alone, on a branch of its own.")
@deals_option
@today_option
@click.pass_context
def rate(
    ctx: click.Context,
    deal: str,
    criterion: str,
    rating: Sign,
    evidence: str,
    by: Word | None,
    date: dt.date | None,
    rival: str | None,
    commit: bool,
    deals: str,
    today: dt.date,
) -> None:
    """Rate a criterion: +, - or ?, or plus, minus, unknown. Quote "?" in a shell.

    One line of the deal's file changes, or one is added; every other byte stays, comments included. The file is
    checked before it is written: a rating that would be a problem is refused and the file left as it was. CRITERION
    may be its number on the scorecard.
    """
    file = found(ctx, deals, deal)
    known_today = rival is None and rating != "?"
    answer = RatingEdit(
        file.criterion(criterion), rating, rival or US, date or (today if known_today else None), by, evidence
    )
    edits = Edits(file)
    with file.held(to_commit=commit):
        if commit:
            file.check_ready()
        if not edits.write(answer):
            click.echo(f"{file.file} says so already")
            return
        if commit:
            edits.commit()
    click.echo(harmless(f"{file.file}: {in_short(answer)}{known_by(answer)}"))
