"""`playbook share build`, `links` and `export`: what needs the secrets, which come from the environment alone."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click

from generator.cli.options.options import deals_option, example, today_option
from generator.cli.output.failures import ELSE
from generator.cli.output.printing import harmless
from generator.cli.share.register import OnDisk
from generator.git.cache_file import memory
from generator.git.log import read_log
from generator.history.history import chronicle_of
from generator.model.share import Register, Share, passphrase_name
from generator.show.page import Commit
from generator.show.share.encryption import UnusableSecret, link_of, secret_from
from generator.show.text.values import counted
from generator.site.output.staging import refuse_overlap
from generator.site.shares.leak_check import telling, telltales
from generator.site.shares.tree import BuiltShares, ShareRequest, build_shares, is_live, publish_shares

SECRET = "PLAYBOOK_SHARE_SECRET"  # noqa: S105 - the name of a variable
ADDRESS = "PLAYBOOK_SHARE_URL"
AUTOMATED = ("CI", "GITHUB_ACTIONS", "GITLAB_CI", "BUILD_ID", "TF_BUILD")
"""Variables of machines whose output is kept in a log."""


class NotSealed(click.ClickException):
    """Secrets are missing, or stand where others can read them; the message never repeats one."""

    exit_code = ELSE


def secret_of_environment() -> bytes:
    """Return the master secret, or end with what is wrong with it."""
    written = os.environ.get(SECRET)
    if not written:
        raise NotSealed(f"{SECRET} is not set: no share is built, and what was built before is left as it is")
    try:
        return secret_from(written)
    except UnusableSecret as fault:
        raise NotSealed(f"{SECRET} {fault} (make one with: openssl rand -base64 32)") from None


def passphrases_of(register: Register) -> dict[str, str]:
    """Return the passphrases that the environment holds, by share."""
    names = {name: passphrase_name(name) for name, share in register.shares.items() if share.passphrase}
    return {name: os.environ[variable] for name, variable in names.items() if os.environ.get(variable)}


def order_of(disk: OnDisk, register: Register, root: Path, today: dt.date) -> ShareRequest:
    """Return what is to be built, with the secrets and the history."""
    secret = secret_of_environment()
    log = read_log(disk.source.root)
    newest = log.newest
    return ShareRequest(
        disk.source,
        disk.listing.deals,
        disk.surroundings,
        register,
        today,
        secret,
        passphrases_of(register),
        {path: Commit(change.id, change.date) for path, change in log.by_path.items()},
        Commit(newest.id, newest.date) if newest else None,
        chronicle_of(log, disk.source.root, memory(root.resolve())),
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
    disk = OnDisk(ctx.obj, deals)
    register = disk.read()
    if not register.shares and not (ctx.obj / share_dir).exists():
        click.echo("there is no share to build")
        return
    order = order_of(disk, register, ctx.obj, today)
    target = (ctx.obj / share_dir).resolve()
    site = (ctx.obj / site_dir).resolve()
    refuse_overlap(target, disk.source.root.resolve(), ctx.obj.resolve())
    if target == site or target in site.parents or site in target.parents:
        raise click.UsageError(f"{share_dir} and {site_dir} overlap: shares stand in a tree of their own")
    refuse_telling(order, (site, disk.source.root))
    built = build_shares(order)
    publish_shares(target, built.files)
    tell(ctx, built)


def refuse_telling(order: ShareRequest, folders: tuple[Path, ...]) -> None:
    """End where a folder that others read holds a link, a key, a passphrase or the secret."""
    generations = {name: share.generation for name, share in order.register.shares.items()}
    wanted = [*telltales(os.environ[SECRET], order.secret, generations, order.passphrases.values())]
    for folder in folders:
        if found := telling(folder, wanted) if folder.is_dir() else []:
            says = f"{folder.name}/{found[0]} holds a share's link, its passphrase or the secret; nothing was built"
            raise NotSealed(f"{says} (delete it there, rotate the share, build the site again)")


def tell(ctx: click.Context, built: BuiltShares) -> None:
    """Say what was built and what was left out, by the names of the register."""
    for name, reason in built.left_out.items():
        click.echo(harmless(f"{name} was left out: {reason}"), err=True)
    click.echo(f"{counted(len(built.live), 'share')} sealed: {counted(len(built.files), 'file')}")
    ctx.exit(ELSE if built.left_out else 0)


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
    disk = OnDisk(ctx.obj, deals)
    chosen = {name: disk.share(name) for name in ids} or disk.read().shares
    secret = secret_of_environment()
    for name, share in chosen.items():
        if is_live(share, today):
            link = link_of(secret, name, share.generation)
            base = f"{url.rstrip('/')}/" if url else ""
            click.echo(f"{name}: {base}{link.path}/#{link.code}")
        elif ids:
            click.echo(f"{name}: its link is good no more", err=True)


@click.command(epilog=example("playbook share export board --to board.html"))
@click.argument("id_", metavar="ID")
@click.option("--to", type=click.Path(path_type=Path), required=True, metavar="FILE", help="The file to write.")
@deals_option
@today_option
@click.pass_context
def export(ctx: click.Context, id_: str, to: Path, deals: str, today: dt.date) -> None:
    """Write the sealed page of one share as a single file, which opens from a disk with the key of its link."""
    disk = OnDisk(ctx.obj, deals)
    wanted: Share = disk.share(id_)
    if not is_live(wanted, today):
        raise click.UsageError(f"{id_}: its link is good no more")
    built = build_shares(order_of(disk, Register(shares={id_: wanted}), ctx.obj, today))
    if reason := built.left_out.get(id_):
        raise NotSealed(f"{id_}: {reason}")
    link = link_of(secret_of_environment(), id_, wanted.generation)
    (ctx.obj / to).write_bytes(built.files[f"{link.path}/index.html"])
    click.echo(f"{to}: open it and paste the part of the link after the #")
