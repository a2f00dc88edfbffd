"""`playbook slides`: three slides for the review of a deal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.assess.deal.assessment import assess
from generator.cli.options.deal_file import found, sound
from generator.cli.options.extras import libraries_of
from generator.cli.options.office import commit_of, name_of, put
from generator.cli.options.options import deals_option, example, today_option
from generator.git.log import read_log
from generator.show.deal.context import DealContext
from generator.show.page import Setting
from generator.show.slides import deck


@click.command(
    epilog=example(
        "playbook slides aldermoor/core-banking", "playbook slides aldermoor/core-banking --template team.pptx"
    )
)
@click.argument("deal")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="DECK.pptx",
    help="The team's own presentation: its slide size, master and fonts.",
)
@deals_option
@today_option
@click.pass_context
def slides(
    ctx: click.Context, deal: str, file: Path | None, template: Path | None, deals: str, today: dt.date
) -> None:
    """Write three slides for the review of a deal: where it stands, what is known and open, plan and asks.

    DEAL is account/deal; FILE is the deal's name with .pptx unless you name another. They are for the team: unlike a
    brief they hold whatever the deal's page holds.
    """
    with libraries_of("office"):
        from generator.office.deck_file import deck_file
        from generator.office.template import NoTemplate, base_of
    try:
        base = base_of(ctx.obj / template) if template else None
    except NoTemplate as refused:
        raise click.BadParameter(str(refused), param_hint="--template") from None
    of = found(ctx, deals, deal)
    judgement = assess(sound(ctx, of), of.surroundings, today)
    changed = commit_of(read_log(of.source.root).by_path.get(of.path))
    view = DealContext(judgement, of.surroundings, Setting(today, name_of(of.surroundings)), changed, "")
    put(ctx, file or Path(f"{of.identity.rpartition('/')[2]}.pptx"), deck_file(deck(view), today, base))
