"""From a source of deal files to a whole site in a staging folder, or to the problems that stop it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from generator import __version__
from generator.edit.new import proposed_deal
from generator.git.tree import CommitTime
from generator.history.history import HistoryInputs
from generator.model.method import Method
from generator.problems import Problem, Refused
from generator.read.files import METHOD, Source
from generator.read.playbook import register_problems
from generator.read.surroundings import SurroundingFiles
from generator.show.page import Commit, Setting
from generator.site.cache.dependencies import DependencyDigests
from generator.site.cache.reuse import NOTHING, FileDigests, LastBuild, Reuse
from generator.site.cache.store import Damaged
from generator.site.cache.up_to_date import Proof
from generator.site.layout.http_headers import header_files
from generator.site.layout.page_file import PageFrame
from generator.site.output.staging import MANIFEST, FileSink
from generator.site.search.index_format import NO_SHARDS
from generator.site.search.material import is_sharded
from generator.site.shard import Shard
from generator.site.tasks.deal import Terms
from generator.site.tasks.portfolio import PortfolioBuild
from generator.site.tasks.schedule import Schedule
from generator.site.tasks.search_index import index_of

Tell = Callable[[int, int], None]
"""Is told, as work goes on, how many deals are done and how many there are."""


def silence(done: int, whole: int) -> None:
    """Say nothing of the progress."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built, from what, and how; `last` is what may be taken over from the build before.

    `searched` tells that the site has a search. A `part` of it has the pages of some accounts alone.
    """

    source: Source
    setting: Setting
    changed: Mapping[str, Commit]
    jobs: int = 1
    keep_going: bool = False
    tell: Tell = silence
    newest: CommitTime | None = None
    chronicle: HistoryInputs | None = None
    last: LastBuild = NOTHING
    searched: bool = True
    part: Shard | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: the number of deals and the problems met, the files of the site, and what its search finds.

    A `sharded` search has all that it finds in `files`.
    `keep` lets the next build take over what it can, once the site is published: it is told the site's other files
    and what stands for the theme, and returns the digest of the ledger's index, empty where not all was kept.
    `proof` lets the next build do nothing at all.
    """

    deals: int
    problems: tuple[Problem, ...]
    files: frozenset[str]
    found: tuple[bytes, ...]
    sharded: bool
    keep: Callable[[Iterable[str], str], str]
    proof: Proof | None = None


def build(order: Order, frame: PageFrame, shelf: FileSink) -> Built:
    """Put every page and export on the shelf.

    Raise Refused with every problem of every file where one stops the build: any at all, or with `keep_going` one
    in the method.
    """
    try:
        return _build(order, frame, shelf)
    except Damaged:
        order.last.ledger.forget()
        return _build(order, frame, shelf)


def _build(order: Order, frame: PageFrame, shelf: FileSink) -> Built:
    around = SurroundingFiles(order.source, order.source.listing())
    _stop_at_the_method(around.at_once, order.source.name)
    setting = _with_proposal(order.setting, around.method)
    plain = replace(setting, commit=None)  # which no page of a deal shows: another commit does not change it
    sharded = order.searched and is_sharded(len(around.listing.deals))
    terms = Terms(around, plain, order.changed, frame, shelf, order.chronicle, sharded)
    reuse = _reuse(order, around)
    work = Schedule(terms, reuse, order.part)
    work.files_around()
    work.accounts(order.jobs, lambda done: order.tell(done, len(work.deals)))
    problems = tuple(sorted({*around.at_once, *register_problems(around, order.setting.today), *reuse.problems()}))
    if problems and not order.keep_going:
        raise Refused(problems)
    order.last.ledger.read_for(reuse.notes, reuse.fresh)
    columns = work.columns()
    columns.clear()
    beside = {MANIFEST}
    if order.part is None:
        PortfolioBuild(columns, problems, replace(terms, setting=setting), reuse, work.base, order.jobs).make()
        index = index_of(reuse, shelf, from_disk=not setting.directory_addresses) if sharded else NO_SHARDS
        beside |= _beside({**header_files(frame), **index.files}, shelf) | index.paths
    columns.keep()
    count = sum(note.files for note in reuse.notes.values()) + len(beside)
    shelf.put(MANIFEST, _manifest(order, len(work.deals), count, len(problems)))
    files = frozenset(reuse.files(shelf.standing) | beside)
    found = () if sharded else tuple(reuse.outcome(name).found for name in sorted(reuse.notes))

    def keep(others: Iterable[str], theme: str) -> str:
        return reuse.keep(columns, beside.union(others), theme)

    return Built(len(work.deals), problems, files, found, sharded, keep)


def _beside(files: Mapping[str, bytes], shelf: FileSink) -> set[str]:
    """Put on the shelf what goes with all pages together, and return the paths."""
    for path, content in files.items():
        shelf.put(path, content)
    return set(files)


def _reuse(order: Order, around: SurroundingFiles) -> Reuse:
    last = order.last
    digests = FileDigests(order.source, last.stamps, last.ledger.index.files, last.looked)
    return Reuse(last, digests, DependencyDigests(around.listing, digests.of))


def _with_proposal(setting: Setting, method: Method) -> Setting:
    """Return the setting with what a proposed deal's file begins as, which the method decides."""
    if setting.forge is None:
        return setting
    return replace(setting, forge=replace(setting.forge, proposal=proposed_deal(method).decode()))


def _stop_at_the_method(problems: Iterable[Problem], folder: str) -> None:
    """Stop where the method itself cannot be read: no deal could be judged by it."""
    if stopping := [problem for problem in problems if problem.path == f"{folder}/{METHOD}"]:
        raise Refused(stopping)


def _manifest(order: Order, deals: int, files: int, problems: int) -> bytes:
    told = {
        "playbook": __version__,
        "today": order.setting.today.isoformat(),
        "commit": order.newest and {"id": order.newest.id, "time": order.newest.time.isoformat()},
        "deals": deals,
        "files": files,
        "problems": problems,
    }
    return (json.dumps(told, indent=1) + "\n").encode()
