"""`playbook share build`, `links` and `export`: the commands that need the secrets, from the environment alone."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from generator.cli.options.logo import logo_of
from generator.cli.options.options import deals_option, example, today_option
from generator.cli.output.failures import ELSE
from generator.cli.output.printing import harmless, problem_text
from generator.cli.share.register import OnDisk
from generator.git.cache_file import memory
from generator.git.command import GitFailed
from generator.git.log import read_log
from generator.history.history import chronicle_of
from generator.model.share import Share, passphrase_name
from generator.problems import Refused
from generator.read.shares import Entries
from generator.show.page import Commit
from generator.show.share.encryption import UnusableSecret, link_of, secret_from
from generator.show.text.values import counted
from generator.site.output.staging import refuse_overlap
from generator.site.shares.folder import OURS, BuiltShares, build_shares, publish_shares
from generator.site.shares.leak_check import Looked, telling, telltales
from generator.site.shares.tree import ShareRequest

SECRET = "PLAYBOOK_SHARE_SECRET"  # noqa: S105 - the name of a variable
HOW_TO_SET = f'once: export {SECRET}="$(openssl rand -base64 32)", and keep it with your other secrets'
ADDRESS = "PLAYBOOK_SHARE_URL"
AUTOMATED = ("CI", "GITHUB_ACTIONS", "GITLAB_CI", "BUILD_ID", "TF_BUILD")
"""Variables of machines whose output is kept in a log."""


class NotSealed(click.ClickException):
    """Secrets are missing, or stand where others can read them; the message never repeats one."""

    exit_code = ELSE


def secret_of_environment() -> bytes:
    """Return the master secret. Raises NotSealed where it is missing or cannot be used."""
    written = os.environ.get(SECRET)
    if not written:
        raise NotSealed(f"{SECRET} is not set: links and pages are made from it; nothing was written ({HOW_TO_SET})")
    try:
        return secret_from(written)
    except UnusableSecret as fault:
        raise NotSealed(f"{SECRET} {fault} (make one with: openssl rand -base64 32)") from None


def passphrases_of(shares: Mapping[str, Share]) -> dict[str, str]:
    """Return the passphrases that the environment holds, by share."""
    names = {name: passphrase_name(name) for name, share in shares.items() if share.passphrase}
    return {name: os.environ[variable] for name, variable in names.items() if os.environ.get(variable)}


def order_of(disk: OnDisk, root: Path) -> ShareRequest:
    """Return the request for building the shares, with the secrets and the history."""
    order = ShareRequest(
        disk.source,
        disk.listing.deals,
        disk.surroundings,
        disk.entries.sound,
        disk.today,
        secret_of_environment(),
        passphrases_of({name: each for name, each in disk.entries.left() if not each.is_over(disk.today)}),
        faulty=disk.entries.faulty,
        logo=logo_of(root),
    )
    try:
        return _with_history(order, disk.source.root, root)
    except GitFailed as fault:
        return replace(order, no_history=f"git: {fault}")
    except Exception as fault:
        return replace(order, no_history=f"{OURS} ({type(fault).__name__})")


def _with_history(order: ShareRequest, deals: Path, root: Path) -> ShareRequest:
    log = read_log(deals)
    return replace(
        order,
        changed={path: Commit(change.id, change.date) for path, change in log.by_path.items()},
        newest=Commit(log.newest.id, log.newest.date) if log.newest else None,
        chronicle=chronicle_of(log, deals, memory(root.resolve())),
    )


@click.command(epilog=example("playbook share build", "playbook share build --share-dir /srv/briefs"))
@click.option(
    "--share-dir",
    type=click.Path(path_type=Path),
    default=Path("site-share"),
    show_default=True,
    metavar="DIR",
    help="Where the pages go.",
)
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    metavar="DIR",
    help="The built site, which must not hold a link or a secret.",
)
@deals_option
@today_option
@click.pass_context
def build(ctx: click.Context, share_dir: Path, site_dir: Path, deals: str, today: dt.date) -> None:
    """Build the pages of all shares, sealed, into a folder of their own that may stand on a public host.

    Needs PLAYBOOK_SHARE_SECRET, and PLAYBOOK_SHARE_PASS_<ID> for each share with a passphrase. What is missing is
    said, the rest is built, and the command ends with 3. Neither keys nor addresses are printed.
    """
    disk = OnDisk(ctx.obj, deals, today)
    if not disk.entries.names and not (ctx.obj / share_dir).exists():
        click.echo("there is no share to build")
        return
    order = order_of(disk, ctx.obj)
    target = (ctx.obj / share_dir).resolve()
    site = (ctx.obj / site_dir).resolve()
    refuse_overlap(target, disk.source.root.resolve(), ctx.obj.resolve())
    if target == site or target in site.parents or site in target.parents:
        raise click.UsageError(f"{share_dir} and {site_dir} overlap: shares stand in a tree of their own")
    exposed = exposed_in(order, (site, disk.source.root))
    built = build_shares(replace(order, exposed=exposed))
    publish_shares(target, built.files)
    tell(ctx, built, disk.entries, exposed)


def exposed_in(order: ShareRequest, folders: tuple[Path, ...]) -> dict[str, str]:
    """Return the shares whose link, key or passphrase is in a folder that others read, and the remedy.

    Under the empty id it is the secret itself, or something that cannot be read and could hold anything. A link that
    has ended opens nothing and is not looked for.
    """
    live = {name: each for name, each in order.left() if not each.is_over(order.today)}
    links = {name: [link_of(order.secret, name, share.generation)] for name, share in live.items()}
    wanted = telltales(order.secret, links, order.passphrases)
    hits: dict[str, str] = {}
    for folder in folders:
        looked = telling(folder, wanted) if folder.is_dir() else Looked({}, ())
        for name, path in looked.shares.items():
            remedy = "rotate the share" if name else f"make another {SECRET}"
            says = f"{folder.name}/{path} holds a share's link, its passphrase or the secret"
            hits.setdefault(name, f"{says} (delete it there, {remedy}, build the site again)")
        for path in looked.unread:
            says = (
                f"{folder.name}/{path} cannot be read, so nobody can tell whether a link or the secret stands in it"
            )
            hits.setdefault("", f"{says} (make it readable, or delete it)")
    return hits


def tell(ctx: click.Context, built: BuiltShares, entries: Entries, exposed: Mapping[str, str]) -> None:
    """Print the built and the left-out shares, by the names of the register, and its problems."""
    for name, reason in built.left_out.items():
        click.echo(harmless(f"{name} was left out: {reason}"), err=True)
    reasons = set(built.left_out.values())
    for problem in entries.problems:
        if str(problem) not in reasons:
            click.echo(problem_text(problem), err=True)
    if "" in exposed and not built.left_out:
        click.echo(harmless(exposed[""]), err=True)
    click.echo(f"{counted(len(built.live), 'share')} sealed: {counted(len(built.files), 'file')}")
    ctx.exit(ELSE if built.left_out or entries.problems or exposed else 0)


@click.command(epilog=example("playbook share links --url https://briefs.example.com/", "playbook share links board"))
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--url", envvar=ADDRESS, metavar="URL", default="", help=f"Where the pages stand.  [env: {ADDRESS}]")
@deals_option
@today_option
@click.pass_context
def links(ctx: click.Context, ids: tuple[str, ...], url: str, deals: str, today: dt.date) -> None:
    """Print the links of shares, keys included: on a machine that you trust, to hand them over by hand.

    Where output is kept in a log, as a forge's runners do, it prints nothing.
    """
    if any(os.environ.get(name) for name in AUTOMATED):
        raise NotSealed("links are not printed where the output goes into a log; run this on a machine of your own")
    disk = OnDisk(ctx.obj, deals, today)
    chosen = {name: disk.sound(name) for name in ids} or disk.entries.sound.shares
    secret = secret_of_environment()
    for name, share in chosen.items():
        if not share.is_over(today):
            link = link_of(secret, name, share.generation)
            base = f"{url.rstrip('/')}/" if url else ""
            click.echo(f"{name}: {base}{link.path}/#{link.code}")
        elif ids:
            click.echo(f"{name}: its link has expired or was revoked", err=True)
    if not ids and disk.entries.problems:
        raise Refused(disk.entries.problems)


@click.command(epilog=example("playbook share export board --to board.html"))
@click.argument("id_", metavar="ID")
@click.option("--to", type=click.Path(path_type=Path), required=True, metavar="FILE", help="The file to write.")
@deals_option
@today_option
@click.pass_context
def export(ctx: click.Context, id_: str, to: Path, deals: str, today: dt.date) -> None:
    """Write the sealed page of one share as a single file, which opens from a disk with the key of its link."""
    disk = OnDisk(ctx.obj, deals, today)
    wanted = disk.sound(id_)
    if wanted.is_over(today):
        raise click.UsageError(f"{id_}: its link has expired or was revoked")
    built = build_shares(order_of(disk, ctx.obj))
    if reason := built.left_out.get(id_):
        raise NotSealed(f"{id_}: {reason}")
    link = link_of(secret_of_environment(), id_, wanted.generation)
    (ctx.obj / to).write_bytes(built.files[f"{link.path}/index.html"])
    click.echo(f"{to}: open it and paste the part of the link after the #")
