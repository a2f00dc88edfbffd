"""`playbook pdf`: the brief of a deal on paper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
from markupsafe import Markup

from generator.cli.options.deal_file import DealFile, found, sound
from generator.cli.options.extras import NotHere
from generator.cli.options.logo import logo_of
from generator.cli.options.office import commit_of, put
from generator.cli.options.options import deals_option, example, today_option
from generator.git.cache_file import memory
from generator.git.log import read_log
from generator.history.history import chronicle_of, histories
from generator.model.share import Register, Share
from generator.model.who import handle
from generator.office.paper import NotPrinted, browser_here, printed_by
from generator.show.share.page import paper
from generator.site.shares.tree import ShareJudge, ShareLeftOut, ShareRequest, brief_of

BROWSER = "PLAYBOOK_BROWSER"


@click.command(
    epilog=example(
        "playbook pdf aldermoor/core-banking", "playbook pdf aldermoor/core-banking brief.pdf --reader CEO"
    )
)
@click.argument("deal")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--for", "audience", metavar="AUDIENCE", help="Who reads it: an audience of the method.  [default: its first]"
)
@click.option("--reader", metavar="NAME", help="The name across the sheet.  [default: what the audience is called]")
@click.option("--sender", metavar="MEMBER", help="The member of the team who sends it, with phone and mail.")
@click.option("--greeting", metavar="TEXT", help="Opens the brief.  [default: Dear and the reader's name]")
@click.option("--browser", envvar=BROWSER, metavar="PATH", help=f"The browser that prints.  [env: {BROWSER}]")
@deals_option
@today_option
@click.pass_context
def pdf(
    ctx: click.Context,
    deal: str,
    file: Path | None,
    audience: str | None,
    reader: str | None,
    sender: str | None,
    greeting: str | None,
    browser: str | None,
    deals: str,
    today: dt.date,
) -> None:
    """Print the brief of a deal, with what its audience may see and nothing else.

    DEAL is account/deal; FILE is the deal's name with .pdf unless you name another. A Chromium, Chrome or Edge that
    is on this machine prints it; without one the command ends with 3.
    """
    of = found(ctx, deals, deal)
    title = sound(ctx, of).title
    share = asked(of, audience, reader, today).model_copy(
        update={"sender": member(of, sender), "greeting": greeting or ""}
    )
    article = brief_for(of, share, ctx.obj, today)
    put(ctx, file or Path(f"{of.identity.rpartition('/')[2]}.pdf"), on_paper(paper(title, article), browser))


def member(of: DealFile, sender: str | None) -> str:
    """Return the name of the member who sends a brief. Raises UsageError for anybody who is none."""
    members = of.surroundings.members
    if sender and handle(sender) not in members:
        raise click.UsageError(f"{sender!r} is no member of the team (add them under `members:` in deals/index.md)")
    return members[handle(sender)] if sender else ""


def asked(of: DealFile, audience: str | None, reader: str | None, today: dt.date) -> Share:
    """Return the brief's terms. Raises UsageError where the method has no such audience for a deal."""
    can = [
        name
        for name, each in of.surroundings.method.audiences.items()
        if "deal" in each.subjects and not each.of_partner
    ]
    name = audience or next(iter(can), "")
    if name not in can:
        raise click.UsageError(f"there is no audience {name!r} for a brief on paper (there is: {', '.join(can)})")
    label = of.surroundings.method.audiences[name].label
    terms = {"deal": of.identity, "audience": name, "reader": reader or label}
    return Share.model_validate({**terms, "issued": today.isoformat(), "expires": today.isoformat()})


def brief_for(of: DealFile, share: Share, root: Path, today: dt.date) -> Markup:
    """Return the brief as HTML. Raises UsageError where there is nothing to show."""
    log = read_log(of.source.root)
    commit = commit_of(log.by_path.get(of.path))
    order = ShareRequest(
        of.source,
        {of.identity: of.path},
        of.surroundings,
        Register(),
        today,
        secret=b"",
        passphrases={},
        changed={of.path: commit} if commit else {},
        chronicle=chronicle_of(log, of.source.root, memory(root)),
        logo=logo_of(root),
    )
    with histories(order.chronicle, of.surroundings.method, today) as history:
        try:
            html = brief_of(share, ShareJudge(order, history), linked=False)
        except ShareLeftOut as nothing:
            raise click.UsageError(f"{of.identity}: {nothing}") from None
    return Markup(html)  # noqa: S704 - from our own escaping templates


def on_paper(page: bytes, browser: str | None) -> bytes:
    """Return a page as PDF. Raises NotHere where no browser can print it."""
    if not (chosen := browser or browser_here()):
        raise NotHere(f"there is no Chromium, Chrome or Edge (install one, or name it with --browser or {BROWSER})")
    try:
        return printed_by(chosen, page)
    except FileNotFoundError:
        raise NotHere(f"there is no browser {chosen}") from None
    except NotPrinted as fault:
        raise NotHere(str(fault)) from None
