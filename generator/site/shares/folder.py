"""The tree of shares: one sealed page per link, for a public host, and the pages that say that a link has ended.

It is put in its place as a whole, so that its files tell nothing by when each was written or by which changed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import __version__
from generator.git.command import GitFailed
from generator.history.history import histories
from generator.model.share import Share
from generator.show.share.encryption import ShareLink, UnusableSecret, link_of, seal
from generator.show.share.page import expired_page, lost_page, sealed_page, withdrawn_page
from generator.site.output.staging import MANIFEST, Staging
from generator.site.shares.leak_check import Leak
from generator.site.shares.tree import ShareJudge, ShareLeftOut, ShareRequest, brief_of

ROBOTS = b"User-agent: *\nDisallow: /\n"
FOLDER_MODE, FILE_MODE = 0o755, 0o644
OURS = "this is a fault of the playbook, not of your files"
"""Begins the reason where it is not the authors' to mend."""


@dataclass(frozen=True, slots=True)
class BuiltShares:
    """The files of the tree, the shares that can be opened, and why others were left out, by id."""

    files: Mapping[str, bytes]
    live: tuple[str, ...]
    left_out: Mapping[str, str]


def build_shares(order: ShareRequest) -> BuiltShares:
    """Return the whole tree. The same files, secrets and date give the same bytes.

    What ends a link is written whatever else is wrong; a share that cannot be built is left out with its reason.
    """
    live = {name: share for name, share in order.register.shares.items() if not share.is_over(order.today)}
    left_out = {name: each.reason for name, each in order.faulty.items() if not each.is_over(order.today)}
    briefs: dict[str, str] = {}
    try:
        with histories(order.chronicle, order.surroundings.method, order.today) as history:
            briefs, reasons = _briefs(live, ShareJudge(order, history))
            left_out |= reasons
    except GitFailed as fault:
        left_out |= dict.fromkeys(live, f"git: {fault}")
    edition = _edition(briefs)
    pages: dict[str, bytes] = {}
    for name, html in briefs.items():
        link = link_of(order.secret, name, live[name].generation)
        try:
            pages[_file(link)] = _sealed(name, live[name], html, link, edition, order)
        except ShareLeftOut as reason:
            left_out[name] = str(reason)
    ours = {"404.html": lost_page(), "robots.txt": ROBOTS, MANIFEST: _manifest()}
    built = tuple(name for name in live if name not in left_out)
    return BuiltShares({**ours, **_ended(order), **pages}, built, left_out)


def _briefs(live: Mapping[str, Share], standing: ShareJudge) -> tuple[dict[str, str], dict[str, str]]:
    """Return the briefs of shares as HTML, and why there is none of the others; one fault stops no other share."""
    briefs: dict[str, str] = {}
    left_out: dict[str, str] = {}
    for name, share in live.items():
        try:
            briefs[name] = brief_of(share, standing)
        except (ShareLeftOut, Leak) as reason:
            left_out[name] = str(reason)
        except GitFailed as fault:
            left_out[name] = f"git: {fault}"
        except Exception as fault:
            left_out[name] = f"{OURS} ({type(fault).__name__})"
    return briefs, left_out


def _edition(briefs: Mapping[str, str]) -> bytes:
    """Return 32 bytes that are others as soon as one of the briefs is.

    They go into every page, so that whoever fetches the tree twice cannot tell which pages changed together.
    """
    every = json.dumps(sorted(briefs.items()))
    return hashlib.sha256(every.encode()).digest()


def _ended(order: ShareRequest) -> dict[str, bytes]:
    """Return the pages of links that have ended, of shares with mistakes as far as their entries can be read."""
    pages: dict[str, bytes] = {}
    for name, share in order.left():
        for generation in range(1, share.generation):
            pages[_file(link_of(order.secret, name, generation))] = withdrawn_page()
        if share.is_over(order.today):
            link = link_of(order.secret, name, share.generation)
            pages[_file(link)] = withdrawn_page() if share.revoked else expired_page(share.expires.isoformat())
    return pages


def _manifest() -> bytes:
    return (json.dumps({"playbook": __version__, "holds": "shares"}, indent=1) + "\n").encode()


def _file(link: ShareLink) -> str:
    return f"{link.path}/index.html"


def _sealed(name: str, share: Share, html: str, link: ShareLink, edition: bytes, order: ShareRequest) -> bytes:
    passphrase = order.passphrases.get(name) if share.passphrase else None
    if share.passphrase and not passphrase:
        raise ShareLeftOut("its passphrase is not in the environment")
    if exposed := order.exposed.get(name, order.exposed.get("")):
        raise ShareLeftOut(exposed)
    terms: dict[str, str | bool] = {"expires": share.expires.isoformat(), "button": share.button}
    try:
        return sealed_page(seal(html.encode(), link, terms, passphrase, edition))
    except UnusableSecret as fault:
        raise ShareLeftOut(f"its passphrase {fault}") from None


def publish_shares(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder hold the tree and nothing else: finished beside it first, then put in its place.

    All of it is written anew, in the order of the paths, which are drawn from the secret; and all of it bears one
    time, that of this build. (A time that never changes would not do: a web server tells by it what is new.)
    """
    staging = Staging(folder)
    try:
        staging.open()
        sink = staging.sink_for_all
        for path in sorted(files):
            sink.put(path, files[path])
        staging.publish(files.keys(), shelved=files.keys())
    finally:
        staging.close()
    _dated_alike(folder)


def _dated_alike(folder: Path) -> None:
    """Give everything below a folder, and the folder itself, the time at which this is done, to the second.

    All of it is for everybody to read, whatever the umask: it is made for a web server, which may be another user.
    """
    os.utime(folder / MANIFEST)
    second = int((folder / MANIFEST).stat().st_mtime)
    for path in (*sorted(folder.rglob("*")), folder):
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
        os.utime(path, (second, second), follow_symlinks=False)
