"""A build from the context to a whole site in a staging folder, or to the problems that stop it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from generator import __version__
from generator.assess.findings.files import findings_read_at_once
from generator.assess.judgement import PlacedFinding
from generator.edit.new import proposed_deal
from generator.history.deleted import deleted_deals
from generator.model.method import Method
from generator.problems import Problem, Refused
from generator.read.file_names import METHOD
from generator.read.playbook import register_problems
from generator.show.page import Setting
from generator.site.cache.dependencies import DependencyDigests
from generator.site.cache.reuse import NOTHING, FileDigests, LastBuild, Reuse
from generator.site.cache.store import Damaged
from generator.site.cache.up_to_date import Proof
from generator.site.layout.http_headers import header_files
from generator.site.output.staging import MANIFEST, FileSink
from generator.site.request import BuildRequest
from generator.site.search.index_format import NO_SHARDS
from generator.site.tasks.context import BuildContext
from generator.site.tasks.forms import FormFiles, published_note
from generator.site.tasks.portfolio import PortfolioBuild
from generator.site.tasks.schedule import Schedule
from generator.site.tasks.search_index import index_of


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build: number of deals, problems, files of the site.

    `keep` stores what the next build can take over, once the site is published: it gets the site's other files
    and the theme's key, and returns the digest of the store's index, empty where not everything was stored.
    `note` tells of files that were passed over, and of what this site is the first to show; it is empty where there
    is neither. `proof` lets the next build do nothing at all. `size` is that of all files of the site, in bytes.
    """

    deals: int
    problems: tuple[Problem, ...]
    files: frozenset[str]
    keep: Callable[[Iterable[str], str], str]
    note: str = ""
    proof: Proof | None = None
    size: int = 0


def build(request: BuildRequest, context: BuildContext, last: LastBuild = NOTHING) -> Built:
    """Put every page and export into the context's sink; take over from the last build what still holds.

    Raise Refused with every problem of every file where one stops the build: any at all, or with `keep_going` one
    in the method.
    """
    try:
        return _build(request, context, last)
    except Damaged:
        last.store.forget()
        return _build(request, context, last)


def _build(request: BuildRequest, context: BuildContext, last: LastBuild) -> Built:
    around, sink, jobs = context.around, context.sink, request.jobs or 1
    _stop_at_the_method(around.at_once, context.source.name)
    setting = _with_proposal(context.setting, around.method)
    plain = replace(setting, commit=None)  # which no page of a deal shows: another commit does not change it
    reuse = _reuse(context, last)
    schedule = Schedule(replace(context, setting=plain), reuse, request.part)
    schedule.files_around()
    schedule.accounts(jobs, lambda done: request.tell(done, len(schedule.deals)))
    problems = tuple(sorted({*around.at_once, *register_problems(around, setting.today), *reuse.problems()}))
    if problems and not request.keep_going:
        raise Refused(problems)
    last.store.read_for(reuse.notes, reuse.fresh)
    columns = schedule.columns()
    columns.clear()
    beside = {MANIFEST}
    context = replace(context, setting=setting)
    if request.part is None:
        if setting.proposes_to:
            FormFiles(context, reuse, schedule.base).make()
        findings = _file_findings(context, reuse)
        deleted = deleted_deals(context.history_inputs, around.listing.deals.values(), setting.today)
        PortfolioBuild(columns, problems, findings, deleted, context, reuse, schedule.base, jobs).make()
        index = index_of(reuse, sink, from_disk=not setting.directory_addresses) if context.searched else NO_SHARDS
        target = setting.proposes_to
        headers = header_files(context.frame, target.api_origin if target else "")
        beside |= _put({**headers, **index.files}, sink) | index.paths
    columns.keep()
    count = sum(note.files for note in reuse.notes.values()) + len(beside)
    sink.put(MANIFEST, _manifest(context, len(schedule.deals), count, len(problems)))
    files = frozenset(reuse.files(sink.standing) | beside)

    def keep(others: Iterable[str], theme: str) -> str:
        return reuse.keep(columns, beside.union(others), theme)

    note = "; ".join(filter(None, (context.around.listing.note(), published_note(reuse))))
    return Built(len(schedule.deals), problems, files, keep, note)


def _file_findings(context: BuildContext, reuse: Reuse) -> tuple[PlacedFinding, ...]:
    """Return the findings of all files that are no deals, by path and place."""
    at_once = findings_read_at_once(context.source.name, context.around.surroundings)
    return tuple(sorted([*at_once, *reuse.findings()], key=attrgetter("path", "line", "column")))


def _put(files: Mapping[str, bytes], sink: FileSink) -> set[str]:
    """Put files into the sink, and return their paths."""
    for path, content in files.items():
        sink.put(path, content)
    return set(files)


def _reuse(context: BuildContext, last: LastBuild) -> Reuse:
    digests = FileDigests(context.source, last.stamps, last.store.index.files, last.looked)
    return Reuse(last, digests, DependencyDigests(context.around.listing, digests.of))


def _with_proposal(setting: Setting, method: Method) -> Setting:
    """Return the setting with what a proposed deal's file begins as, which the method decides."""
    if setting.forge is None:
        return setting
    return replace(setting, forge=replace(setting.forge, proposal=proposed_deal(method).decode()))


def _stop_at_the_method(problems: Iterable[Problem], folder: str) -> None:
    """Stop where the method itself cannot be read: no deal could be judged by it."""
    if stopping := [problem for problem in problems if problem.path == f"{folder}/{METHOD}"]:
        raise Refused(stopping)


def _manifest(context: BuildContext, deals: int, files: int, problems: int) -> bytes:
    manifest = {
        "playbook": __version__,
        "today": context.setting.today.isoformat(),
        "commit": context.newest and {"id": context.newest.id, "time": context.newest.time.isoformat()},
        "deals": deals,
        "files": files,
        "problems": problems,
    }
    return (json.dumps(manifest, indent=1) + "\n").encode()
