"""`playbook meeting`: recordings, mails and notes of meetings as files of their account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from generator.cli.options.options import DayType, deals_folder, deals_option, example
from generator.cli.output.failures import INPUT
from generator.cli.output.printing import harmless, waiting
from generator.edit.lock import held
from generator.edit.meetings.adding import Wanted, added, said_of
from generator.edit.meetings.cleaned import account_of
from generator.edit.meetings.decoding import LARGEST_SOURCE
from generator.problems import expected
from generator.read.files import Listing, WorkTree
from generator.storage.atomic_write import write_below


@click.group(epilog=example("playbook meeting add 2026-11-27-call.vtt --deal aldermoor/core-banking"))
def meeting() -> None:
    """Keep what was said in a meeting: a file of its account, shown on its deals and found by search."""


@meeting.command(
    epilog=example(
        "playbook meeting add call.vtt --deal aldermoor/core-banking --date 2026-11-27 --title 'Budget, the CFO'",
        "playbook meeting add answer.eml --account fennick --deal demand-planning",
    )
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--account", default="", metavar="ACCOUNT", help="With which account it was.")
@click.option("--deal", "deals_of", multiple=True, metavar="DEAL", help="About which deal it was; may be repeated.")
@click.option("--date", type=DayType(), metavar="DATE", help="Its day.  [default: the mail's, or in the file's name]")
@click.option("--title", default="", metavar="TEXT", help="What it was about.  [default: the mail's subject]")
@click.option("--encoding", default="", metavar="NAME", help="How FILE is encoded.  [default: utf-8, or its mark]")
@click.option("--without-speakers", is_flag=True, help="Take a text in which nobody is named as notes.")
@click.option(
    "--today",
    type=DayType(),
    metavar="DATE",
    default=dt.date.today,
    help="Day on which it is added.  [default: today]",
)
@deals_option
@click.pass_context
def add(ctx: click.Context, /, deals: str, file: Path, **given: Any) -> None:
    """Clean a recording's text, a mail or notes, and write it as a meeting's file.

    FILE is WebVTT (.vtt), SubRip (.srt), text (.txt), Markdown (.md) or a mail (.eml). Times, numbers and tags go,
    and the names of speakers stay; of a mail, earlier mails and the signature go. Nothing is ever overwritten.
    """
    folder, taken = deals_folder(ctx.obj, deals), ctx.obj / file
    if not taken.is_file():
        raise click.UsageError(f"there is no file {taken}")
    source = WorkTree(folder)
    with held(folder, tell=waiting):
        listing = source.listing()
        wanted = _wanted(listing, folder, taken, given)
        content = _content(taken)
        made = added(source, listing, str(file), content, wanted)
        path = folder / made.path
        if path.exists() or path.is_symlink():
            click.echo(f"{path} is there already; it was left as it is (another --title names another)", err=True)
            ctx.exit(INPUT)
        write_below(folder, made.path, made.content)
    click.echo(f"wrote {path}")
    for says in (account_of(made.cleaned), *made.cleaned.notes, *said_of(made)):
        click.echo(f"  {harmless(says)}")


def _content(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST_SOURCE + 1)


def _wanted(listing: Listing, folder: Path, file: Path, given: Mapping[str, Any]) -> Wanted:
    """Return the account and the deals that are meant. Raises UsageError where that is not known."""
    named = [each.removesuffix(".md").rpartition("/") for each in given["deals_of"]]
    accounts = dict.fromkeys(filter(None, (given["account"], *(account for account, _, _ in named))))
    account = _account(listing, list(accounts) or _beside(listing, folder, file))
    own = [each.partition("/")[2] for each in listing.deals if each.startswith(f"{account}/")]
    wanted = tuple(dict.fromkeys(deal for _, _, deal in named))
    for deal in wanted:
        if deal not in own:
            raise click.UsageError(f"there is no deal {harmless(f'{account}/{deal}')}{_hint(expected(deal, own))}")
    if not wanted and len(own) > 1:
        raise click.UsageError(f"{account} has {len(own)} deals: say which it was about, with --deal {own[0]}")
    date: dt.date | None = given["date"]
    rest = {key: given[key] for key in ("title", "encoding", "without_speakers", "today")}
    return Wanted(account, wanted or tuple(own), date, **rest)


def _beside(listing: Listing, folder: Path, file: Path) -> list[str]:
    """Return the account in whose folder a file lies, or else the only one there is."""
    own = folder.resolve()
    inside = file.resolve().relative_to(own).parts if file.resolve().is_relative_to(own) else ()
    return [inside[0]] if inside and inside[0] in listing.accounts else list(listing.accounts)


def _account(listing: Listing, named: list[str]) -> str:
    """Return the account that is meant. Raises UsageError where it is not one, or has no file."""
    if len(named) != 1:
        raise click.UsageError("a meeting is of one account: say of which, with --account or --deal ACCOUNT/DEAL")
    if named[0] not in listing.accounts:
        hint = _hint(expected(named[0], listing.accounts))
        raise click.UsageError(f"there is no account {harmless(named[0])} with an index.md{hint}")
    return named[0]


def _hint(remedy: str) -> str:
    return f" ({remedy})" if remedy else ""
