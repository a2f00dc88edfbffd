"""`playbook share`: read-only links, kept in the register deals/shares.yml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, get_args

import click

from generator.cli.options.options import DayType, deals_option, example, today_option
from generator.cli.output.printing import harmless
from generator.cli.share.register import OnDisk
from generator.cli.share.tree import build, export, links
from generator.edit.scalars import Tree
from generator.edit.shares import revoked, rotated, with_share
from generator.model.method import VerdictWord
from generator.model.share import Share, passphrase_name
from generator.model.text import SLUG
from generator.problems import Refused

USUAL_DAYS = 30
"""Life of a share for which no end is given."""


@click.group(epilog=example("playbook share add board --deal aldermoor/core-banking --reader 'Halla Storm-Petri'"))
def share() -> None:
    """Give one reader a read-only page of a deal, an account or a filter of the portfolio, until a day.

    The register stands in deals/shares.yml and holds no secret. Links are made from PLAYBOOK_SHARE_SECRET.
    """


share.add_command(build)
share.add_command(links)
share.add_command(export)


@share.command(
    epilog=example(
        "playbook share add board --deal aldermoor/core-banking --reader 'Halla Storm-Petri'",
        "playbook share add cfo --account aldermoor --audience customer-executive --reader 'Ruth Okafor-Lind' "
        "--days 60 --passphrase",
        "playbook share add weekly --portfolio --owner 'Dana Reyes' --stage negotiate --reader 'Marek Olin'",
    )
)
@click.argument("id_", metavar="ID")
@click.option("--deal", metavar="ACCOUNT/DEAL", help="Share this deal.")
@click.option("--account", metavar="ACCOUNT", help="Share this account's open deals.")
@click.option("--portfolio", is_flag=True, help="Share the open deals that --owner, --stage and --verdict leave.")
@click.option("--owner", multiple=True, metavar="NAME", help="Of the portfolio: this owner's deals.")
@click.option("--stage", multiple=True, metavar="STAGE", help="Of the portfolio: deals in this stage.")
@click.option("--verdict", multiple=True, type=click.Choice(get_args(VerdictWord)), help="Of the portfolio: with it.")
@click.option("--audience", metavar="NAME", default="executive", show_default=True, help="Decides what is shown.")
@click.option("--partner", metavar="PARTNER", help="Which partner the reader works for.")
@click.option("--reader", metavar="NAME", required=True, help="Who reads it; printed on the page.")
@click.option("--sender", metavar="MEMBER", help="Who of the team sends it; printed with phone and mail.")
@click.option("--greeting", metavar="TEXT", help="Opens the page.  [default: Dear and the reader's name]")
@click.option("--expires", type=DayType(), metavar="DATE", help="The last day of the link.  [default: in 30 days]")
@click.option("--days", type=click.IntRange(1, 180), help="The same as a number of days from today.")
@click.option("--passphrase", is_flag=True, help="Ask for a passphrase, too.")
@click.option("--button", is_flag=True, help="Wait for a touch before showing, so that no mail scanner renders it.")
@deals_option
@today_option
@click.pass_context
def add(ctx: click.Context, /, deals: str, today: dt.date, id_: str, **given: Any) -> None:
    """Add a share to the register: one block at its end, every other byte stays. It may live for 180 days."""
    if not SLUG.fullmatch(id_):
        raise click.UsageError(f"{id_!r} is not usable as an id (use lower-case letters, digits and single hyphens)")
    if given["expires"] and given["days"]:
        raise click.UsageError("--expires and --days say the same: give one of them")
    if not (given["deal"] or given["account"] or given["portfolio"]):
        raise click.UsageError("say what is shared: --deal ACCOUNT/DEAL, --account ACCOUNT or --portfolio")
    until = given["expires"] or today + dt.timedelta(days=given["days"] or USUAL_DAYS)
    register = OnDisk(ctx.obj, deals, today)
    with register.held():
        if id_ in register.entries.names:
            raise click.UsageError(f"there is a share {id_!r} already (revoke it, or choose another id)")
        register.write(with_share(register.path, register.content(), id_, fields_of(given, today, until)))
    click.echo(f"{register.path}: {id_}, good through {until}")
    if given["passphrase"]:
        click.echo(
            f"put its passphrase into {passphrase_name(id_)} where shares are built, and tell it by another way"
        )


def fields_of(given: Mapping[str, Any], today: dt.date, until: dt.date) -> Tree:
    """Return a share's block as the register has it."""
    subject: dict[str, str | Tree] = {key: given[key] for key in ("deal", "account") if given[key]}
    if given["portfolio"]:
        subject["portfolio"] = {key: list(given[key]) for key in ("owner", "stage", "verdict") if given[key]}
    written = {
        **subject,
        "audience": given["audience"],
        "partner": given["partner"] or "",
        "reader": " ".join(given["reader"].split()),
        "sender": " ".join((given["sender"] or "").split()),
        "greeting": " ".join((given["greeting"] or "").split()),
        "issued": today.isoformat(),
        "expires": until.isoformat(),
        "generation": "1",
        "passphrase": "yes" if given["passphrase"] else "",
        "button": "yes" if given["button"] else "",
    }
    return {key: value for key, value in written.items() if value != ""}


@share.command("list", epilog=example("playbook share list"))
@deals_option
@today_option
@click.pass_context
def list_(ctx: click.Context, deals: str, today: dt.date) -> None:
    """List all shares: whose, of what, for which audience, and whether the link is good."""
    entries = OnDisk(ctx.obj, deals, today).entries
    if not entries.names and not entries.problems:
        click.echo("there is no share yet (make one with `playbook share add`)")
    for name, each in entries.sound.shares.items():
        lock = ", with a passphrase" if each.passphrase else ""
        whose = f"{name}: {each.about} for {each.reader} ({each.audience}{lock}), {state_of(each, today)}"
        click.echo(harmless(whose))
    if entries.problems:
        raise Refused(entries.problems)


def state_of(share: Share, today: dt.date) -> str:
    """Return in words whether a link is good."""
    if share.revoked:
        return f"revoked on {share.revoked}"
    return f"expired on {share.expires}" if share.is_expired(today) else f"good through {share.expires}"


@share.command(epilog=example("playbook share revoke board"))
@click.argument("id_", metavar="ID")
@deals_option
@today_option
@click.pass_context
def revoke(ctx: click.Context, id_: str, deals: str, today: dt.date) -> None:
    """End a share: from the next build on, its page says that it was withdrawn. One line of the register changes."""
    register = OnDisk(ctx.obj, deals, today)
    with register.held():
        if register.share(id_).revoked:
            raise click.UsageError(f"{id_} is revoked already")
        register.write(revoked(register.path, register.content() or b"", id_, today))
    click.echo(f"{register.path}: {id_} revoked; build and publish the shares now, until then the old page stands")


@share.command(epilog=example("playbook share rotate board"))
@click.argument("id_", metavar="ID")
@deals_option
@today_option
@click.pass_context
def rotate(ctx: click.Context, id_: str, deals: str, today: dt.date) -> None:
    """Give a share a new link and end the old one. One line of the register changes."""
    register = OnDisk(ctx.obj, deals, today)
    with register.held():
        standing = register.share(id_)
        if standing.revoked:
            raise click.UsageError(f"{id_} is revoked; add a new share")
        register.write(rotated(register.path, register.content() or b"", id_, standing.generation + 1))
    click.echo(
        f"{register.path}: {id_} is in generation {standing.generation + 1}; build, publish, and send the new link"
    )
