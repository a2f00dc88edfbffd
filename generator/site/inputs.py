"""The inputs of a build from its edges: mkdocs.yml, the environment, git, today's date."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

from generator.git.cache_file import CacheFolder, memory, memory_of_repository
from generator.git.log import Change, Log
from generator.git.log_cache import kept_log
from generator.git.tree import CommitFiles, CommitTime, tip
from generator.history.history import chronicle_of
from generator.problems import Problem, Refused
from generator.read.files import Source, WorkTree
from generator.read.surroundings import SurroundingFiles
from generator.read.yaml.document import parse_whole
from generator.read.yaml.place import At
from generator.show.page import Commit, Setting
from generator.show.templating.environment import theme_folder
from generator.show.urls.forge import Forge, forge_at
from generator.show.urls.proposals import ProposalTarget
from generator.site.build_shard import RESULTS
from generator.site.layout.page_file import ThemeFrame
from generator.site.output.staging import FileSink
from generator.site.request import BuildRequest
from generator.site.settings import Settings
from generator.site.tasks.context import BuildContext
from generator.site.version import edition
from generator.storage.digest import digest

TODAY = "PLAYBOOK_TODAY"
PATH = "{path}"
GUESSED = "/docs/"
"""Ending of the edit address that MkDocs makes up for the large forges where mkdocs.yml names none."""


ContextMaker = Callable[[ThemeFrame, FileSink, bool], BuildContext]
"""Lists the deals, and makes the context of a frame, a sink, and whether the site has a search."""


def context_maker(settings: Settings, request: BuildRequest) -> ContextMaker:
    """Read the facts of mkdocs.yml and git. Raises Refused where they or the environment ask for the impossible."""
    cache = _history_cache(settings, request)
    source, log, newest = _origin(settings, request.committed, cache)
    edit_base, forge = forge_of(settings)
    setting = Setting(
        today=today_of(settings, request),
        site_name=settings.site_name,
        commit=_commit(log.newest),
        edit_base=edit_base,
        forge=forge,
        proposes_to=proposes_to(settings, request),
        directory_addresses=settings.directory_addresses,
        begun=log.begun,
    )
    changed = {path: Commit(change.id, change.date) for path, change in log.by_path.items()}
    history_in = request.committed.repository if request.committed else Path(settings.docs_dir)
    history_inputs = chronicle_of(log, history_in, cache)

    def context(frame: ThemeFrame, sink: FileSink, searched: bool) -> BuildContext:
        around = SurroundingFiles(source, source.listing())
        return BuildContext(around, setting, changed, frame, sink, history_inputs, newest, searched)

    return context


def jobs_of(settings: Settings, request: BuildRequest) -> int:
    """Return how many processes may work at once."""
    return request.jobs or settings.jobs or _processors()


def _origin(
    settings: Settings, committed: CommitFiles | None, cache: CacheFolder
) -> tuple[Source, Log, CommitTime | None]:
    """Return where the deals come from, their log, and the newest commit."""
    deals = Path(settings.docs_dir)
    if committed is None:
        log = kept_log(deals, cache)
        return WorkTree(deals), log, tip(deals, "HEAD") if log.newest else None
    below = Path(os.path.relpath(deals, settings.root)).as_posix()
    if below == "." or below.startswith("../"):
        says = "docs_dir is not below the folder of mkdocs.yml"
        raise refused("docs-dir", says, "write docs_dir: deals", file=settings.file, key=("docs_dir",))
    log = kept_log(committed.repository, cache, committed.commit, below)
    return committed.playbook(below), log, tip(committed.repository, committed.commit)


def _history_cache(settings: Settings, request: BuildRequest) -> CacheFolder:
    """Return the cache of histories: of a commit it lies in git's own folder."""
    if request.committed:
        return memory_of_repository(request.committed.repository)
    return memory(settings.root, request.cache)


def store_folder(settings: Settings, request: BuildRequest) -> Path | None:
    """Return the folder of what the last build has left; a build of a commit or of slices leaves nothing."""
    if request.part:
        return Path(settings.site_dir).with_name(RESULTS)
    if request.afresh or request.committed or request.slices:
        return None
    return Path(memory(settings.root, request.cache).folder, "built", Path(settings.site_dir).name)


def theme_key(settings: Settings, request: BuildRequest) -> str:
    """Return the digest of what the theme's part of a site depends on; empty where a foreign plugin or hook runs."""
    if settings.theirs:
        return ""
    folders = settings.custom_dir, str(theme_folder() / "styles")  # which a preview watches, unlike the rest of us
    files = (part for each in folders for file in _own_files(each) for part in (str(file), file.read_bytes()))
    facts = settings.site_url, settings.directory_addresses, request.previewing, request.offline
    return digest(edition(), Path(settings.file).read_bytes(), repr(facts), *files)


def _own_files(folder: str) -> Iterator[Path]:
    return (file for file in sorted(Path(folder).rglob("*")) if file.is_file()) if folder else iter(())


def _processors() -> int:
    """Return how many processors this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def refused(code: str, says: str, remedy: str = "", *, file: str = "", key: At = ()) -> Refused:
    """Return the refusal of something in mkdocs.yml, at the key that a path ends in or the nearest one around it.

    Without the `file`, and where that cannot be read, it stands at 1:1.
    """
    return Refused([Problem("mkdocs.yml", *_place(file, key), code, says, remedy)])


def _place(file: str, key: At) -> tuple[int, int]:
    try:
        document = parse_whole(file, Path(file).read_bytes()) if file else None
    except (Refused, OSError):
        return 1, 1
    ends = (at for at in document.places if at[-len(key) :] == key) if document and key else ()
    return document.key_place(next(iter(sorted(ends, key=len)), key)) if document else (1, 1)


def today_of(settings: Settings, request: BuildRequest) -> dt.date:
    """Return the day as of which deals are judged. Raises Refused where the environment or mkdocs.yml names none."""
    if request.today:
        return request.today
    from_environment = os.environ.get(TODAY)
    text = from_environment or settings.today
    if not text:
        return dt.date.today()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        says, remedy = f"today is not a date: {text!r}", "write it like 2026-12-01"
        if from_environment:
            raise refused("today", f"{TODAY} in the environment: {says}", remedy) from None
        raise refused("today", says, remedy, file=settings.file, key=("playbook", "today")) from None


def _commit(change: Change | None) -> Commit | None:
    return Commit(change.id, change.date) if change else None


def forge_of(settings: Settings) -> tuple[str | None, Forge | None]:
    """Return the address at which files are edited, and the forge; None for what mkdocs.yml does not tell.

    Raises Refused for a template of that address that does not end in the path.
    """
    edit_base = _edit_base(settings)
    return edit_base, forge_at(settings.repo_url or None, edit_base)


def proposes_to(settings: Settings, request: BuildRequest) -> ProposalTarget | None:
    """Return where the site proposes changes; None where it does not.

    A preview does not, since it has forms that write to the files, and neither does a site for opening from disk.
    """
    if not settings.edits or request.previewing or request.offline:
        return None
    return ProposalTarget(*settings.edits)


def _edit_base(settings: Settings) -> str | None:
    """Return the address in the forge to which a file's path below the deals folder is appended."""
    if template := settings.edit_uri_template:
        if not template.endswith(PATH):
            says, key = f"edit_uri_template does not end in {PATH}", "edit_uri_template"
            raise refused("edit-uri-template", says, "use edit_uri instead", file=settings.file, key=(key,))
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
