"""One deal from bytes to finished pages, and many of them in worker processes."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing.context import BaseContext
from multiprocessing.process import parent_process

from generator.assess.assessment import assess
from generator.assess.judgement import Judgement
from generator.assess.past import Past
from generator.assess.row import row_of
from generator.model.deal import Deal
from generator.model.playbook import Surroundings
from generator.problems import Refused
from generator.read.files import Source
from generator.read.playbook import read_deal
from generator.show.deal import PAGES
from generator.show.page import Commit, Page, Setting
from generator.show.viewpoint import Viewpoint
from generator.site.drawn import Draw, digest, watched, written
from generator.site.fence import fenced
from generator.site.finding.pages import findable
from generator.site.ledger import Outcome
from generator.site.pouring import Frame, file_of, poured
from generator.site.search import documents
from generator.site.staging import Shelf
from generator.track.history import Chronicle, History, histories, past_of

BATCH = 32
"""Deals that a worker does before it reports: few enough to share out evenly, many enough to be worth a message."""
FEW = 8
"""Deals that go through one stage before the next: the code of a stage then stays in the processor's cache."""


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


class Making:
    """A deal on its way from bytes to finished pages, stage by stage; it ends with its outcome.

    What comes of it depends on nothing but the file's bytes, the terms and its history.
    """

    around: Surroundings
    draws: set[Draw]
    content: str
    deal: Deal
    past: Past
    judgement: Judgement
    outcome: Outcome | None = None

    def __init__(self, path: str, terms: Terms, histories: Callable[[str], History | None]) -> None:
        self.path, self.terms, self.histories = path, terms, histories
        self.pages: list[Page] = []

    def read(self) -> None:
        """Read the file; a mistake in it is the outcome."""
        try:
            content = self.terms.source.read(self.path)
        except Refused as refused:
            self.outcome = Outcome(self.path, problems=refused.problems)
            return
        self.around, self.draws = watched(self.terms.surroundings)
        reading = read_deal(self.terms.source.name, self.path, content, self.around)
        self.content = digest(content)
        if reading.noun:
            self.deal = reading.noun
        else:
            self.outcome = Outcome(
                self.path, self.content, problems=reading.problems, draws=tuple(sorted(self.draws))
            )

    def judge(self) -> None:
        """Assess the deal, with what is known of its past."""
        self.history, today = self.histories(self.path), self.terms.setting.today
        self.past = past_of(self.history, self.deal, today)
        self.judgement = assess(self.deal, self.around, today, self.past)

    def show(self, tab: str) -> None:
        """Make one of its pages."""
        setting, changed = self.terms.setting, self.terms.changed.get(self.path)
        self.pages.append(PAGES[tab](Viewpoint(self.judgement, self.around, setting, changed, tab, self.history)))

    def finish(self) -> None:
        """Put the pages on the shelf."""
        files, found = shelve(self.pages, self.terms)
        row, draws = written(row_of(self.judgement, self.past)), tuple(sorted(self.draws))
        self.outcome = Outcome(self.path, self.content, files, (), row, found, draws)


STAGES: Sequence[Callable[[Making], None]] = (
    Making.read,
    Making.judge,
    *(partial(Making.show, tab=tab) for tab in PAGES),
    Making.finish,
)


def build_few(paths: Sequence[str], terms: Terms, histories: Callable[[str], History | None]) -> list[Outcome]:
    """Build a few deals, all of them one stage after the other."""
    deals = [Making(path, terms, histories) for path in paths]
    with fenced() as begin:
        for stage in STAGES:
            for deal in deals:
                if deal.outcome is None:
                    begin(f"{terms.source.name}/{deal.path}")
                    stage(deal)
    return [deal.outcome for deal in deals if deal.outcome]


def build_batch(paths: Sequence[str], terms: Terms) -> tuple[Outcome, ...]:
    """Build several deals, a few at a time."""
    fews = [paths[start : start + FEW] for start in range(0, len(paths), FEW)]
    with histories(terms.chronicle, terms.surroundings.method, terms.setting.today) as history:
        return tuple(outcome for few in fews for outcome in build_few(few, terms, history))


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
