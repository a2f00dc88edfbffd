"""`playbook digest`: what an owner, or the team, has to do next, ready for a mail."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from generator.cli.options.judged_deals import judged_deals
from generator.cli.options.options import deals_option, example, site_address, today_option
from generator.cli.output.failures import INPUT
from generator.cli.output.printing import harmless, problem_text
from generator.model.who import handle
from generator.plugin.driver import load
from generator.problems import FEW, Refused, nearest
from generator.show.portfolio.context import PortfolioContext
from generator.show.portfolio.owners.digest import DigestRequest, as_html, as_markdown
from generator.show.portfolio.owners.work import OwnersWork, OwnerWork
from generator.show.summary.summary import summaries_of, summary_of


@click.command(
    epilog=example("playbook digest --owner 'Dana Reyes'", "playbook digest --days 14 --format html > digest.html")
)
@click.option(
    "--owner", metavar="NAME", help="Whose: a name as the deals have it, or a member's key.  [default: all]"
)
@click.option("--days", type=click.IntRange(1, 90), default=7, show_default=True, help="How far to look ahead.")
@click.option(
    "--format", "format_", type=click.Choice(["markdown", "html"]), default="markdown", help="How to print it."
)
@site_address("--url", "Where the site stands, for the links.  [default: site_url of mkdocs.yml]")
@deals_option
@today_option
@click.pass_context
def digest(
    ctx: click.Context, owner: str | None, days: int, format_: str, url: str | None, deals: str, today: dt.date
) -> None:
    """Print what is overdue and due, what moved and what to ask next, in 25 lines at most, each with its link.

    Ends with 1 if a file has a problem, after telling of the others.
    """
    judged = judged_deals(ctx.obj, deals, today)
    pile = summaries_of([summary_of(row, judged.surroundings, judged.setting) for row in judged.rows])
    work = OwnersWork(PortfolioContext(pile, judged.surroundings, judged.setting))
    made = DigestRequest(work, days, _site(ctx.obj, url)).digest(None if owner is None else _owner(work, owner))
    click.echo(as_html(made) if format_ == "html" else as_markdown(made), nl=False)
    for problem in judged.problems:
        click.echo(problem_text(problem), err=True)
    ctx.exit(INPUT if judged.problems else 0)


def _owner(work: OwnersWork, written: str) -> OwnerWork:
    """Return the owner whom a text names. Raises UsageError for nobody who owns anything open."""
    name = work.context.surroundings.members.get(handle(written), written)
    found = next((each for each in work.owners if handle(each.name) == handle(name)), None)
    if found is None:
        known = [each.name for each in work.owners]
        more = f" and {len(known) - FEW} more" if len(known) > FEW else ""
        listed = f"there is: {', '.join(known[:FEW])}{more}"
        meant = nearest(written, known)
        others = (
            f"did you mean {meant!r}?" if meant else listed if known else "nobody does yet: write owner: in a deal"
        )
        raise click.UsageError(harmless(f"{written!r} owns no open deal or action ({others})"))
    return found


def _site(root: Path, url: str | None) -> str:
    """Return the address of the site, ending in a slash; without one it is said that the links are missing."""
    if not url and (root / "mkdocs.yml").is_file():
        try:
            url = load(root / "mkdocs.yml").site_url
        except Refused:
            click.echo("mkdocs.yml has mistakes, so its site_url is not known: `playbook build` names them", err=True)
    if not url:
        click.echo("without links: say where the site stands by --url or by site_url in mkdocs.yml", err=True)
    return f"{url.rstrip('/')}/" if url else ""
