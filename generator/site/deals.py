"""One deal from bytes to finished pages, and many of them in worker processes."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from multiprocessing.process import parent_process

from generator.assess.assessment import assess
from generator.assess.row import row_of
from generator.model.playbook import Surroundings
from generator.problems import Refused
from generator.read.files import Source
from generator.read.playbook import read_deal
from generator.show.deal import deal_pages
from generator.show.page import Commit, Page, Setting
from generator.site.drawn import digest, watched, written
from generator.site.fence import fenced
from generator.site.finding.pages import findable
from generator.site.ledger import Outcome
from generator.site.pouring import Frame, file_of, poured
from generator.site.search import documents
from generator.site.staging import Shelf
from generator.track.history import Chronicle, History, histories, past_of

BATCH = 32
"""Deals that a worker does before it reports: few enough to share out evenly, many enough to be worth a message."""


@dataclass(frozen=True, slots=True)
class Terms:
    """All that a deal's finished pages depend on besides its own bytes, and where they are put.

    `sharded` tells which of the two searches they go with.
    """

    source: Source
    surroundings: Surroundings
    setting: Setting
    changed: Mapping[str, Commit]
    frame: Frame
    shelf: Shelf
    chronicle: Chronicle | None = None
    sharded: bool = False


def build_deal(path: str, content: bytes, terms: Terms, history: History | None = None) -> Outcome:
    """Put a deal's pages on the shelf and return what came of its file. It depends on nothing but the arguments."""
    around, draws = watched(terms.surroundings)
    reading = read_deal(terms.source.name, path, content, around)
    of_content = digest(content)
    if reading.noun is None:
        return Outcome(path, of_content, problems=reading.problems, draws=tuple(sorted(draws)))
    past = past_of(history, reading.noun, terms.setting.today)
    judgement = assess(reading.noun, around, terms.setting.today, past)
    pages = deal_pages(judgement, around, terms.setting, terms.changed.get(path), history)
    files, found = shelve(pages, terms)
    row = written(row_of(judgement, past))
    return Outcome(path, of_content, files, reading.problems, row, found, tuple(sorted(draws)))


def _read_and_build(path: str, terms: Terms, history: Callable[[str], History | None]) -> Outcome:
    try:
        content = terms.source.read(path)
    except Refused as refused:
        return Outcome(path, problems=refused.problems)
    with fenced(f"{terms.source.name}/{path}"):
        return build_deal(path, content, terms, history(path))


def shelve(pages: Sequence[Page], terms: Terms) -> tuple[tuple[tuple[str, str], ...], bytes]:
    """Put finished pages on the shelf; return their files with digests, and what the search finds in them.

    The pages lie below the address of the first.
    """
    contents = {file_of(page): poured(page, terms.frame, terms.setting) for page in pages}
    found = b""
    if not terms.sharded:
        found = documents(pages, directory_addresses=terms.setting.directory_addresses)
    elif findings := findable(pages):
        contents[findings.path], found = findings.content, findings.found
    for path, content in contents.items():
        terms.shelf.put(path, content)
    return tuple((path, digest(content)) for path, content in contents.items()), found


def build_batch(paths: Sequence[str], terms: Terms) -> tuple[Outcome, ...]:
    """Build several deals, one after the other."""
    with histories(terms.chronicle, terms.surroundings.method, terms.setting.today) as history:
        return tuple(_read_and_build(path, terms, history) for path in paths)


def build_deals(paths: Sequence[str], terms: Terms, jobs: int) -> Iterator[tuple[Outcome, ...]]:
    """Yield batches in the order of `paths`, built by up to `jobs` processes; one job stays in this process."""
    batches = [paths[start : start + BATCH] for start in range(0, len(paths), BATCH)]
    workers = min(jobs, len(batches))
    if workers <= 1:
        yield from (build_batch(batch, terms) for batch in batches)
        return
    with ProcessPoolExecutor(workers, _processes(), _settle, (terms,)) as pool:
        yield from pool.map(_build_here, batches)


def _processes() -> BaseContext:
    """Return the quick way to start workers where it is safe: a process with other threads must not fork."""
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return multiprocessing.get_context("fork" if can_fork else "spawn")


_settled: list[Terms] = []


def _settle(terms: Terms) -> None:
    """Keep in a worker what all of its deals share; a worker whose build was killed ends with it."""
    _settled[:] = [terms]
    threading.Thread(target=_end_with_the_build, daemon=True).start()


def _end_with_the_build() -> None:
    """Wait until the process that builds is gone: a worker left alone would wait, and hold locks, forever."""
    if build := parent_process():
        build.join()
        os._exit(1)


def _build_here(paths: Sequence[str]) -> tuple[Outcome, ...]:
    return build_batch(paths, _settled[0])
