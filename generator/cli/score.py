"""`playbook score`: verdicts and scores of deals, in the terminal or for other programs."""

from __future__ import annotations

import datetime as dt

import click

from generator.assess.deal.assessment import assess
from generator.cli.options.named_deals import named_deals
from generator.cli.options.options import deals_folder, deals_option, example, today_option
from generator.cli.output.failures import INPUT
from generator.cli.output.printing import json_text, problem_text, progress
from generator.cli.output.score_text import ONE_LINE_HEAD, one_line, score_text
from generator.problems import Problem
from generator.read.files import WorkTree
from generator.read.playbook import read_listed_deal, read_surroundings
from generator.show.records.score import FORMAT, score_record


@click.command(epilog=example("playbook score aldermoor/core-banking", "playbook score --json"))
@click.argument("deal", nargs=-1)
@click.option("--json", "for_programs", is_flag=True, help="Print it for other programs.")
@deals_option
@today_option
@click.pass_context
def score(ctx: click.Context, deal: tuple[str, ...], for_programs: bool, deals: str, today: dt.date) -> None:
    """Show scores with their ranges, the verdict and the question to ask next.

    DEAL is account/deal; without one, every deal gets a line. Ends with 1 if a deal has a problem and no score.
    """
    source = WorkTree(deals_folder(ctx.obj, deals))
    listing = source.listing()
    surroundings, around = read_surroundings(source, today)
    identities = named_deals(deal, listing, source.name) or list(listing.deals)
    problems: list[Problem] = list(around)
    records = []
    if not deal and not for_programs:
        click.secho(ONE_LINE_HEAD, dim=True)
    for identity in progress(identities, "Scoring"):
        path = listing.deals[identity]
        reading = read_listed_deal(source, path, surroundings)
        problems += reading.problems
        if reading.noun is None:
            continue
        judgement = assess(reading.noun, surroundings, today)
        if for_programs:
            records.append(score_record(judgement, f"{source.name}/{path}"))
        else:
            click.echo("\n".join(score_text(judgement, surroundings)) if deal else one_line(judgement))
    if for_programs:
        whole = {
            "format": FORMAT,
            "today": today.isoformat(),
            "method": surroundings.method.name,
            "deals": records,
        }
        click.echo(json_text(whole))
    for problem in problems:
        click.echo(problem_text(problem), err=True)
    ctx.exit(INPUT if problems else 0)
