"""What a build needs to know, gathered at its edges: mkdocs.yml, the environment, git, today's date."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig

from generator.problems import Problem, Refused
from generator.read.files import Source, WorkTree
from generator.show.forge import forge_at
from generator.show.page import Commit, Setting
from generator.site.build import Order, Tell, silence
from generator.site.drawn import digest
from generator.site.edition import edition
from generator.site.ledger import Ledger
from generator.site.reuse import Last
from generator.site.staging import Staging
from generator.track.history import chronicle_of
from generator.track.kept_log import kept_log
from generator.track.log import Change, Log
from generator.track.remembered import Memory, memory, memory_of_repository
from generator.track.tree import Committed, Tip, tip

TODAY = "PLAYBOOK_TODAY"
PATH = "{path}"
OURS = frozenset({"search", "material/search", "playbook"})
"""Plugins of which nothing but mkdocs.yml and the themes decides what they do."""
GUESSED = "/docs/"
"""How the edit address ends that MkDocs makes up for the large forges where mkdocs.yml names none."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a command asks for on top of mkdocs.yml; None leaves it to mkdocs.yml.

    With `committed` the deals and their history are those of a commit, and mkdocs.yml stands in a copy of its files.
    `cache` is the folder of what is kept from one build to the next, beside mkdocs.yml by default; with `afresh`
    nothing of it is taken over, and nothing but histories is kept.
    """

    today: dt.date | None = None
    jobs: int | None = None
    keep_going: bool = False
    previewing: bool = False
    committed: Committed | None = None
    tell: Tell = silence
    cache: Path | None = None
    afresh: bool = False


def order(config: MkDocsConfig, wishes: Wishes, *, today: object, jobs: int | None) -> Order:
    """Return what is to be built; `today` and `jobs` are the plugin's options in mkdocs.yml, either may be None.

    Raise Refused where mkdocs.yml or the environment says what cannot be done.
    """
    kept = _memory(config, wishes)
    source, log, newest = _origin(config, wishes.committed, kept)
    edit_base = _edit_base(config)
    setting = Setting(
        today=wishes.today or _today(os.environ.get(TODAY) or today),
        site_name=config.site_name,
        commit=_commit(log.newest),
        edit_base=edit_base,
        forge=forge_at(config.repo_url, edit_base),
        directory_addresses=config.use_directory_urls,
    )
    changed = {path: Commit(change.id, change.date) for path, change in log.by_path.items()}
    workers = wishes.jobs or jobs or _processors()
    return Order(
        source,
        setting,
        changed,
        workers,
        wishes.keep_going,
        wishes.tell,
        newest,
        chronicle_of(log, wishes.committed.repository if wishes.committed else Path(config.docs_dir), kept),
    )


def _origin(config: MkDocsConfig, committed: Committed | None, kept: Memory) -> tuple[Source, Log, Tip | None]:
    """Return where the deals come from, their log, and the newest commit."""
    deals = Path(config.docs_dir)
    if committed is None:
        log = kept_log(deals, kept)
        return WorkTree(deals), log, tip(deals, "HEAD") if log.newest else None
    below = Path(os.path.relpath(deals, root_of(config))).as_posix()
    if below == "." or below.startswith("../"):
        raise refused("docs-dir", "docs_dir is not below the folder of mkdocs.yml", "write docs_dir: deals")
    log = kept_log(committed.repository, kept, committed.commit, below)
    return committed.playbook(below), log, tip(committed.repository, committed.commit)


def _memory(config: MkDocsConfig, wishes: Wishes) -> Memory:
    """Return where it is kept for the next build what is worked out of the past."""
    if wishes.committed:
        return memory_of_repository(wishes.committed.repository)
    return memory(root_of(config), wishes.cache)


def ledger_folder(config: MkDocsConfig, wishes: Wishes) -> Path | None:
    """Return where it is kept what came of the last build of the site; a build of a commit keeps nothing of it."""
    if wishes.afresh or wishes.committed:
        return None
    return Path(memory(root_of(config), wishes.cache).folder, "built", Path(config.site_dir).name)


def last_build(config: MkDocsConfig, ledger: Path | None, staging: Staging) -> Last | None:
    """Return what may be taken over from the last build of the site."""
    return Last(Ledger(ledger), config.docs_dir, staging.standing.files, staging.holds) if ledger else None


def theme_key(config: MkDocsConfig, wishes: Wishes) -> str | None:
    """Return the digest of all that the theme's part of a site rests on; None where other code has a say in it."""
    written = Path(config.config_file_path).read_bytes()
    if set(config.plugins) - OURS or config.hooks or config.strict or b"!ENV" in written or b"INHERIT" in written:
        return None
    own = Path(config.theme.custom_dir).rglob("*") if config.theme.custom_dir else ()
    files = (part for file in sorted(own) if file.is_file() for part in (str(file), file.read_bytes()))
    facts = config.site_url, config.use_directory_urls, wishes.previewing
    return digest(edition(), written, repr(facts), *files)


def rests_on(config: MkDocsConfig, wishes: Wishes) -> tuple[str, ...]:
    """Return the folders on which a site rests besides mkdocs.yml, the deals first; none where there may be more."""
    if not theme_key(config, wishes) or wishes.afresh or wishes.committed:
        return ()
    return config.docs_dir, *([config.theme.custom_dir] if config.theme.custom_dir else ())


def _processors() -> int:
    """Return how many processors this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def refuse_unfit(config: MkDocsConfig) -> None:
    """Refuse a mkdocs.yml that asks for what a playbook cannot give."""
    if config.theme.name != "material":
        raise refused("theme", f"the theme is {config.theme.name!r}", "write theme: {name: material}")
    if config.nav is not None:
        raise refused("nav", "the navigation of a playbook is made by itself", "delete nav")


def root_of(config: MkDocsConfig) -> Path:
    """Return the folder of mkdocs.yml."""
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def refused(code: str, says: str, remedy: str = "") -> Refused:
    """Return the refusal of something in mkdocs.yml."""
    return Refused([Problem("mkdocs.yml", 1, 1, code, says, remedy)])


def _today(written: object) -> dt.date:
    if not written:
        return dt.date.today()
    if isinstance(written, dt.date):
        return written
    try:
        return dt.date.fromisoformat(str(written))
    except ValueError:
        raise refused("today", f"today is not a date: {str(written)!r}", "write it like 2026-12-01") from None


def _commit(change: Change | None) -> Commit | None:
    return Commit(change.id, change.date) if change else None


def _edit_base(config: MkDocsConfig) -> str | None:
    """Return the address in the forge to which a file's path below the deals folder is appended."""
    if template := config.edit_uri_template:
        if not template.endswith(PATH):
            raise refused("edit-uri-template", f"edit_uri_template does not end in {PATH}", "use edit_uri instead")
        edit_uri = template.removesuffix(PATH)
    elif config.edit_uri:
        edit_uri = config.edit_uri
    else:
        return None
    if edit_uri.endswith(GUESSED):
        edit_uri = f"{edit_uri.removesuffix(GUESSED)}/{os.path.relpath(config.docs_dir, root_of(config))}/"
    repository = config.repo_url or ""
    if not edit_uri.startswith(("?", "#")):
        repository = repository.rstrip("/") + "/"
    return urljoin(repository, edit_uri)
