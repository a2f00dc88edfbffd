"""What a build needs to know, gathered at its edges: what mkdocs.yml says, the environment, git, today's date."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from generator.git.cache_file import CacheFolder, memory, memory_of_repository
from generator.git.log import Change, Log
from generator.git.log_cache import kept_log
from generator.git.tree import CommitFiles, CommitTime, tip
from generator.history.history import chronicle_of
from generator.problems import Problem, Refused
from generator.read.files import Source, WorkTree
from generator.show.page import Commit, Setting
from generator.show.templating.environment import theme_folder
from generator.show.urls.forge import forge_at
from generator.site.build import Order, Tell, silence
from generator.site.output.background import BackgroundCheck
from generator.site.settings import Settings
from generator.site.shard import LEDGER, Shard
from generator.site.storage.digest import digest
from generator.site.storage.version import edition

TODAY = "PLAYBOOK_TODAY"
PATH = "{path}"
GUESSED = "/docs/"
"""How the edit address ends that MkDocs makes up for the large forges where mkdocs.yml names none."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a command asks for on top of mkdocs.yml; None leaves it to mkdocs.yml.

    With `committed` the deals and their history are those of a commit, and mkdocs.yml stands in a copy of its files.
    `cache` is the folder of what is kept from one build to the next, beside mkdocs.yml by default; with `afresh`
    nothing of it is taken over, and nothing but histories is kept. A `part` is built as a slice, and `slices` are
    joined to the whole. `looking` is a look at the site that has begun.
    """

    today: dt.date | None = None
    jobs: int | None = None
    keep_going: bool = False
    previewing: bool = False
    committed: CommitFiles | None = None
    tell: Tell = silence
    cache: Path | None = None
    afresh: bool = False
    part: Shard | None = None
    slices: tuple[Path, ...] = ()
    looking: BackgroundCheck | None = None


def order(settings: Settings, wishes: Wishes) -> Order:
    """Return what is to be built; raise Refused where mkdocs.yml or the environment says what cannot be done."""
    kept = _memory(settings, wishes)
    source, log, newest = _origin(settings, wishes.committed, kept)
    edit_base = _edit_base(settings)
    setting = Setting(
        today=wishes.today or _today(os.environ.get(TODAY) or settings.today),
        site_name=settings.site_name,
        commit=_commit(log.newest),
        edit_base=edit_base,
        forge=forge_at(settings.repo_url or None, edit_base),
        directory_addresses=settings.directory_addresses,
    )
    changed = {path: Commit(change.id, change.date) for path, change in log.by_path.items()}
    workers = wishes.jobs or settings.jobs or _processors()
    history_in = wishes.committed.repository if wishes.committed else Path(settings.docs_dir)
    chronicle = chronicle_of(log, history_in, kept)
    return Order(
        source,
        setting,
        changed,
        workers,
        wishes.keep_going,
        wishes.tell,
        newest,
        chronicle,
        part=wishes.part,
    )


def _origin(
    settings: Settings, committed: CommitFiles | None, kept: CacheFolder
) -> tuple[Source, Log, CommitTime | None]:
    """Return where the deals come from, their log, and the newest commit."""
    deals = Path(settings.docs_dir)
    if committed is None:
        log = kept_log(deals, kept)
        return WorkTree(deals), log, tip(deals, "HEAD") if log.newest else None
    below = Path(os.path.relpath(deals, settings.root)).as_posix()
    if below == "." or below.startswith("../"):
        raise refused("docs-dir", "docs_dir is not below the folder of mkdocs.yml", "write docs_dir: deals")
    log = kept_log(committed.repository, kept, committed.commit, below)
    return committed.playbook(below), log, tip(committed.repository, committed.commit)


def _memory(settings: Settings, wishes: Wishes) -> CacheFolder:
    """Return where it is kept for the next build what is worked out of the past."""
    if wishes.committed:
        return memory_of_repository(wishes.committed.repository)
    return memory(settings.root, wishes.cache)


def ledger_folder(settings: Settings, wishes: Wishes) -> Path | None:
    """Return where it is kept what came of the last build of the site; one of a commit or of slices keeps nothing."""
    if wishes.part:
        return Path(settings.site_dir).with_name(LEDGER)
    if wishes.afresh or wishes.committed or wishes.slices:
        return None
    return Path(memory(settings.root, wishes.cache).folder, "built", Path(settings.site_dir).name)


def theme_key(settings: Settings, wishes: Wishes) -> str:
    """Return the digest of all that the theme's part of a site rests on; empty where other code has a say in it."""
    if settings.theirs:
        return ""
    folders = settings.custom_dir, str(theme_folder() / "styles")  # which a preview watches, unlike the rest of us
    files = (part for each in folders for file in _own_files(each) for part in (str(file), file.read_bytes()))
    facts = settings.site_url, settings.directory_addresses, wishes.previewing
    return digest(edition(), Path(settings.file).read_bytes(), repr(facts), *files)


def _own_files(folder: str) -> Iterator[Path]:
    return (file for file in sorted(Path(folder).rglob("*")) if file.is_file()) if folder else iter(())


def _processors() -> int:
    """Return how many processors this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def refused(code: str, says: str, remedy: str = "") -> Refused:
    """Return the refusal of something in mkdocs.yml."""
    return Refused([Problem("mkdocs.yml", 1, 1, code, says, remedy)])


def _today(written: str) -> dt.date:
    if not written:
        return dt.date.today()
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise refused("today", f"today is not a date: {written!r}", "write it like 2026-12-01") from None


def _commit(change: Change | None) -> Commit | None:
    return Commit(change.id, change.date) if change else None


def _edit_base(settings: Settings) -> str | None:
    """Return the address in the forge to which a file's path below the deals folder is appended."""
    if template := settings.edit_uri_template:
        if not template.endswith(PATH):
            raise refused("edit-uri-template", f"edit_uri_template does not end in {PATH}", "use edit_uri instead")
        edit_uri = template.removesuffix(PATH)
    elif settings.edit_uri:
        edit_uri = settings.edit_uri
    else:
        return None
    if edit_uri.endswith(GUESSED):
        edit_uri = f"{edit_uri.removesuffix(GUESSED)}/{os.path.relpath(settings.docs_dir, settings.root)}/"
    repository = settings.repo_url
    if not edit_uri.startswith(("?", "#")):
        repository = repository.rstrip("/") + "/"
    return urljoin(repository, edit_uri)
